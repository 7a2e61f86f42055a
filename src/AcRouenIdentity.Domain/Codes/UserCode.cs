namespace AcRouenIdentity.Domain.Codes;

/// <summary>The code that a device shows and its owner types elsewhere (RFC 8628 6.1): 40 bits, in the characters of all other codes.</summary>
public static class UserCode
{
    public const string Characters = Crockford.Alphabet;
    public const int Length = 8;

    /// <summary>How it is shown, for <see cref="string.Format(string, object[])"/> with a character each.</summary>
    public const string Form = "{0}{1}{2}{3}-{4}{5}{6}{7}";

    /// <returns>The characters that were meant, in groups, or null where what was typed is no such code.</returns>
    public static string? Read(string? typed) => Crockford.Read(typed, Length) is { } meant ? Crockford.Grouped(meant) : null;
}
