namespace AcRouenIdentity.Web.Features.HelpDesk.Pages;

/// <summary>Telephone numbers of establishments as people here read and dial them.</summary>
internal static class PhoneText
{
    private const string France = "+33";
    private const int FrenchLength = 12;

    /// <summary>French numbers in pairs, as one says them; others as they are written.</summary>
    public static string Of(string number) =>
        Dialled(number) is { Length: FrenchLength } dialled && dialled.StartsWith(France, StringComparison.Ordinal) && dialled.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false
            ? string.Join(' ', $"0{dialled[France.Length..]}".Chunk(2).Select(pair => new string(pair)))
            : number;

    /// <summary>As a <c>tel:</c> address has it (RFC 3966, without separators).</summary>
    public static string Dialled(string number) => string.Concat(number.Where(character => char.IsAsciiDigit(character) || character is '+'));
}
