using System.Text;
using AcRouenIdentity.Web.Features.Shared.Lists;

namespace AcRouenIdentity.Web.Features.Directory.Cards;

/// <summary>A colleague as a card for address books: vCard 4.0 (RFC 6350), which phones and mail programs open.</summary>
internal static class VCard
{
    public const string ContentType = "text/vcard; charset=utf-8";

    private const string LineEnd = "\r\n";

    /// <summary>RFC 6350, 3.2: octets of a line, its end not counted.</summary>
    private const int LongestLine = 75;

    public static byte[] Of(Colleague colleague)
    {
        var card = new StringBuilder();
        Append(card, "BEGIN:VCARD");
        Append(card, "VERSION:4.0");
        Append(card, "KIND:individual");
        // The same person imported again takes the place of the former card.
        Append(card, $"UID;VALUE=text:{colleague.Card}");
        Append(card, $"FN:{Text(colleague.Name)}");
        Append(card, $"N:{Text(colleague.Surname)};{Text(colleague.GivenName)};;;");
        if (colleague.Address is { } address)
            Append(card, $"EMAIL;TYPE=work:{Text(address)}");
        foreach (var occupation in colleague.Occupations)
            Append(card, occupation);
        Append(card, "END:VCARD");
        return Encoding.UTF8.GetBytes(card.ToString());
    }

    private static void Append(StringBuilder card, Occupation occupation)
    {
        var school = occupation.Town is { } town ? $"{occupation.School}, {town}" : occupation.School;
        Append(card, $"ORG;TYPE=work:{Text(school)}");
        var title = string.Join(", ", new[] { occupation.Function, occupation.Discipline }.OfType<string>());
        if (title.Length > 0)
            Append(card, $"TITLE;TYPE=work:{Text(title)}");
    }

    /// <summary>RFC 6350, 3.4 and 4: a value stays one component of one line, whatever is in it.</summary>
    private static string Text(string value) => PlainLine.Of(value)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal);

    /// <summary>RFC 6350, 3.2: folded where an octet more would be too many, never inside a character.</summary>
    private static void Append(StringBuilder card, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                card.Append(LineEnd).Append(' ');
                octets = 1;
            }

            card.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        card.Append(LineEnd);
    }
}
