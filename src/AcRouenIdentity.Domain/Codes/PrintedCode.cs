namespace AcRouenIdentity.Domain.Codes;

/// <summary>
/// A code that is printed, spoken or sent, and typed again: characters of <see cref="Crockford"/> in groups of four. Its text form is masked; <see cref="Reveal"/> is for
/// whoever hashes or compares it, <see cref="RevealInGroups"/> for the letter or mail of its owner.
/// </summary>
public readonly record struct PrintedCode
{
    private readonly string? value;

    private PrintedCode(string value) => this.value = value;

    /// <summary>The random bytes that a code of that many characters is made of.</summary>
    public static int RandomBytes(int length) => ((length * Crockford.BitsPerCharacter) + 7) / 8;

    /// <param name="random">At least <see cref="RandomBytes"/> unguessable bytes.</param>
    public static PrintedCode Of(ReadOnlySpan<byte> random, int length) => new(Crockford.Of(random, length));

    /// <param name="length">How many characters such a code has.</param>
    public static bool TryParse(string? typed, int length, out PrintedCode code)
    {
        var read = Crockford.Read(typed, length);
        code = read is null ? default : new PrintedCode(read);
        return read is not null;
    }

    public string Reveal() => value ?? "";

    public string RevealInGroups() => Crockford.Grouped(Reveal());

    public override string ToString() => "•••";
}
