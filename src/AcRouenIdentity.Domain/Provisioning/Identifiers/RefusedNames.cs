using System.Buffers;
using System.Collections.Frozen;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// What no login and no address may say, its number left aside. Reserved names belong to functions: a whole name (<c>abuse</c>) or a beginning (<c>ce.*</c>).
/// Offensive words count as one part between dots and hyphens (<c>word</c>) or, where stars ask for it, anywhere (<c>*word*</c>), which meets innocent names too.
/// </summary>
public sealed class RefusedNames
{
    /// <summary>Mailboxes of schools (DOMAIN 5), of functions (RFC 2142), of machines and of this product.</summary>
    private static readonly string[] AlwaysReserved =
    [
        "ce.*", "postmaster", "abuse", "hostmaster", "webmaster", "security", "noc", "info", "marketing", "sales", "support", "usenet", "news", "www", "uucp", "ftp",
        "root", "admin", "administrateur", "administrator", "nobody", "daemon", "mailer-daemon", "noreply", "no-reply", "contact", "decoy",
    ];

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz.-");

    private readonly FrozenSet<string> names;
    private readonly string[] beginnings;
    private readonly FrozenSet<string> words;
    private readonly string[] anywhere;

    private RefusedNames(string[] reserved, string[] offensive)
    {
        names = reserved.Where(entry => !entry.EndsWith('*')).ToFrozenSet();
        beginnings = [.. reserved.Where(entry => entry.EndsWith('*')).Select(entry => entry[..^1])];
        words = offensive.Where(entry => !entry.EndsWith('*')).ToFrozenSet();
        anywhere = [.. offensive.Where(entry => entry.EndsWith('*')).Select(entry => entry[1..^1])];
    }

    /// <summary>Those that every académie refuses.</summary>
    public static RefusedNames Standard { get; } = Parse([], []);

    /// <param name="reserved">Whole names or beginnings, added to those that every académie refuses.</param>
    /// <param name="offensive">Words, or letters between stars.</param>
    /// <exception cref="FormatException">An entry has another form; the message names it.</exception>
    public static RefusedNames Parse(IEnumerable<string> reserved, IEnumerable<string> offensive) => new(
        [.. AlwaysReserved, .. reserved.Select(entry => Checked(entry, "", "*"))],
        [.. offensive.Select(entry => Checked(entry, "*", "*"))]);

    /// <param name="name">Name part of a login, or local part of an address, without its number.</param>
    public bool Matches(string name) => IsReserved(name) || IsOffensive(name);

    private bool IsReserved(string name) =>
        names.Contains(name) || Array.Exists(beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    private bool IsOffensive(string name) =>
        Array.Exists(anywhere, letters => name.Contains(letters, StringComparison.Ordinal))
        || (words.Count > 0 && Array.Exists(name.Split('.', '-'), words.Contains));

    private static string Checked(string entry, string before, string after)
    {
        var folded = entry.Trim().ToLowerInvariant();
        var starred = folded.EndsWith('*');
        var letters = starred && folded.StartsWith(before, StringComparison.Ordinal) && folded.Length > before.Length + after.Length
            ? folded[before.Length..^after.Length]
            : folded;
        if (letters.Length == 0 || letters.AsSpan().ContainsAnyExcept(Letters))
            throw new FormatException($"Not a refused name: '{entry}'.");
        return folded;
    }
}
