using System.Text.RegularExpressions;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>One row of a report, in the words of its reader. Whatever the feeds and the directory say, no cell holds a NUMEN or a control character.</summary>
internal sealed partial record ReportRow
{
    private const string Mask = "•••";

    public string Part { get; init => field = Harmless(value); } = "";

    public string What { get; init => field = Harmless(value); } = "";

    public string Reason { get; init => field = Harmless(value); } = "";

    public string Key { get; init => field = Harmless(value); } = "";

    public string Person { get; init => field = Harmless(value); } = "";

    public string Establishment { get; init => field = Harmless(value); } = "";

    public string EstablishmentName { get; init => field = Harmless(value); } = "";

    public string Before { get; init => field = Harmless(value); } = "";

    public string After { get; init => field = Harmless(value); } = "";

    public string File { get; init => field = Harmless(value); } = "";

    public string Line { get; init => field = Harmless(value); } = "";

    public IReadOnlyList<string> Cells => [Part, What, Reason, Key, Person, Establishment, EstablishmentName, Before, After, File, Line];

    /// <summary>A NUMEN may stand in the wrong column of a feed; a control character would move the cursor of a terminal.</summary>
    private static string Harmless(string text) => Control().Replace(Numen().Replace(text, Mask), " ");

    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9]{2}[A-Za-z][0-9]{7}[A-Za-z]{3}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Numen();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\u2028\u2029]", RegexOptions.CultureInvariant)]
    private static partial Regex Control();
}
