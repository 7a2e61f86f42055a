using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>Reads the feeds, lists the directory and plans. It changes nothing anywhere.</summary>
public sealed class ProvisioningPreview(IPeopleRegister register, FeedReader feeds, IOptions<ProvisioningOptions> options, TimeProvider time)
{
    private const int RecordsBetweenReports = 256;

    /// <param name="path">A folder or a file.</param>
    /// <exception cref="DirectoryUnavailableException">The directory did not answer.</exception>
    /// <exception cref="IOException">The files cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be read.</exception>
    public async Task<Preview> PlanAsync(string path, IProgress<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        var issues = new List<FeedIssue>();
        var content = Read(path, issues, progress, cancellationToken);
        var known = content.IsRefused ? new KnownPeople() : await ListAsync(progress, cancellationToken);

        progress.Report(new PreviewProgress(PreviewStage.Comparison, null, known.Count));
        return new Preview(Plan.Of(known, content, options.Value.Rules, Today), register.Kept, issues, Today);
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), PublicTime.Zone).DateTime);

    private FeedContent Read(string path, List<FeedIssue> issues, IProgress<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        var content = new FeedContent();
        var reading = feeds.Open([path], new Dictionary<StructureKey, Domain.People.Rne>());
        var read = 0;
        foreach (var record in reading.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            content.Add(ComparableFacts.Of(record));
            if (record is FeedRecord.Reported(var issue))
                issues.Add(issue);
            if (read++ % RecordsBetweenReports == 0)
                progress.Report(new PreviewProgress(PreviewStage.Files, reading.Progress, 0));
        }

        content.MarkReadToEnd();
        return content;
    }

    private async Task<KnownPeople> ListAsync(IProgress<PreviewProgress> progress, CancellationToken cancellationToken)
    {
        var known = new KnownPeople();
        await foreach (var person in register.ListAsync(cancellationToken))
        {
            if (known.Count % RecordsBetweenReports == 0)
                progress.Report(new PreviewProgress(PreviewStage.People, null, known.Count));
            known.Add(ComparableFacts.Of(person));
        }

        return known;
    }
}

/// <param name="Share">From 0 to 1; null where nobody knows how much is left.</param>
/// <param name="People">Listed so far.</param>
public sealed record PreviewProgress(PreviewStage Stage, double? Share, int People);

public enum PreviewStage
{
    Files,
    People,
    Comparison,
}
