using AcRouenIdentity.Domain.Codes;

namespace AcRouenIdentity.Domain.ApplicationPasswords;

/// <summary>
/// The words of an application password: five groups of four characters with hyphens between, which are part of it, because mail servers compare what is typed as it is. The first group tells it from
/// the others of its owner and is no secret; the other sixteen characters are 80 bits that nobody chose.
/// </summary>
public sealed class ApplicationPasswordText
{
    public const int RandomBytes = ((Characters * Crockford.BitsPerCharacter) + 7) / 8;

    /// <summary>In characters.</summary>
    public const int BeginningLength = 4;

    private const int Characters = 20;

    private readonly string text;

    private ApplicationPasswordText(string text) => this.text = text;

    /// <summary>What mail servers find it by.</summary>
    public string Beginning => text[..BeginningLength];

    /// <param name="random">Unguessable, <see cref="RandomBytes"/> of them.</param>
    public static ApplicationPasswordText Of(ReadOnlySpan<byte> random) => new(Crockford.Grouped(Crockford.Of(random, Characters)).ToLowerInvariant());

    /// <summary>For its owner's eyes, once, and for the directory that hashes it.</summary>
    public string Reveal() => text;

    /// <summary>Says nothing, so that no log does.</summary>
    public override string ToString() => nameof(ApplicationPasswordText);
}
