using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.People;

/// <summary>Finds in what somebody wrote the identifiers that must go no further: NUMEN, INA, and the codes of letters, which have the form of an INA.</summary>
public static partial class ConfidentialIdentifiers
{
    public const string Mask = "•••";

    public static string Hide(string text) => HideGroups(NumenForm().Replace(text, Mask));

    // One that fails hides nothing from the next, which may begin inside it: "code 7K3M 9QXA 22RT".
    private static string HideGroups(string text)
    {
        for (var found = GroupsForm().Match(text); found.Success;)
        {
            var isHidden = IsConfidential(found.Value);
            if (isHidden)
                text = string.Concat(text.AsSpan(0, found.Index), Mask, text.AsSpan(found.Index + found.Length));
            found = GroupsForm().Match(text, found.Index + (isHidden ? Mask.Length : 1));
        }

        return text;
    }

    // Three words of four letters are no INA, even where their last letter happens to check.
    private static bool IsConfidential(string groups) =>
        groups.Any(char.IsAsciiDigit) && !groups.Any(char.IsWhiteSpace) && groups.Length > UngroupedLength
        || (Ina.TryParse(groups, out _) && (groups.Any(char.IsAsciiDigit) || !groups.Any(char.IsWhiteSpace) || !groups.Any(char.IsAsciiLetterLower)));

    private const int UngroupedLength = 12;

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[0-9]{2}[ .\-]?[A-Z][ .\-]?[0-9]{3}[ .\-]?[0-9]{4}[ .\-]?[A-Z]{3}(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumenForm();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[0-9A-Za-z]{4}(?:[\s\u2010\u2011\u2013\-]{0,3}[0-9A-Za-z]{4}){2}(?![\p{L}\p{N}])", RegexOptions.CultureInvariant)]
    private static partial Regex GroupsForm();
}
