using System.Text.RegularExpressions;
using AcRouenIdentity.Infrastructure.Feeds.Staff;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Feeds;

/// <summary>Says at start everything that is wrong, in the words of the configuration.</summary>
internal sealed partial class FeedOptionsValidation : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        string[] failures = [.. SourceFailures(options), .. ColumnFailures(options.Staff.Columns), .. LimitFailures(options.Limits)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> SourceFailures(FeedOptions options)
    {
        if (options.Aaf.Sources.Count == 0 && options.Aaf.SourceOtherwise is null)
            yield return "Feeds:Aaf:Sources is empty and SourceOtherwise is not set: no export could be read.";

        var named = options.Aaf.Sources.Select(source => ($"Aaf:Sources:{source.Key}", source.Value))
            .Append(("Aaf:SourceOtherwise", options.Aaf.SourceOtherwise ?? "AC-ROUEN"))
            .Append(("Staff:Source", options.Staff.Source));
        foreach (var (setting, source) in named)
        {
            if (!Source().IsMatch(source))
                yield return $"Feeds:{setting}: '{source}' is not a source such as AC-ROUEN (capitals, digits and hyphens, 32 at most).";
        }
    }

    private static IEnumerable<string> ColumnFailures(StaffColumns columns)
    {
        if (columns.Key.Length == 0)
            yield return "Feeds:Staff:Columns:Key is empty: a row must say whose it is.";

        string[] single = [columns.Key, columns.Numen, columns.BirthName, columns.BirthDate, columns.Start, columns.End];
        foreach (var twice in single.Where(column => column.Length > 0).GroupBy(StaffColumnMap.Fold).Where(group => group.Count() > 1))
            yield return $"Feeds:Staff:Columns: '{twice.First()}' is given to {twice.Count()} facts.";
    }

    private static IEnumerable<string> LimitFailures(FeedLimits limits)
    {
        if (limits.UnpackedBytes < 1024 * 1024)
            yield return "Feeds:Limits:UnpackedBytes must be at least 1 MiB.";
        if (limits.UnpackedRatio is < 20 or > 1000)
            yield return "Feeds:Limits:UnpackedRatio must lie between 20 and 1000.";
        if (limits.Files is < 1 or > 100_000)
            yield return "Feeds:Limits:Files must lie between 1 and 100000.";
        if (limits.ValueLength is < 128 or > 65_536)
            yield return "Feeds:Limits:ValueLength must lie between 128 and 65536.";
        if (limits.Values is < 16 or > 10_000)
            yield return "Feeds:Limits:Values must lie between 16 and 10000.";
    }

    [GeneratedRegex(@"\A[A-Z0-9-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Source();
}
