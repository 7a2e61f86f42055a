using System.Buffers.Binary;
using System.Buffers.Text;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>What stands for a person in the addresses of the directory of people: opaque, always the same, and neither login nor key nor subject.</summary>
internal readonly record struct CardNumber(string Text)
{
    /// <summary>Characters of base64url: 132 bits.</summary>
    public const int Length = 22;

    /// <summary>Its first 64 bits, enough to tell people apart.</summary>
    public ulong Beginning => BinaryPrimitives.ReadUInt64BigEndian(Base64Url.DecodeFromChars(Text.AsSpan(0, BeginningCharacters)));

    private const int BeginningCharacters = 12;

    public static CardNumber? TryParse(string? text) =>
        text is { Length: Length } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? new CardNumber(text) : null;

    public override string ToString() => Text;
}
