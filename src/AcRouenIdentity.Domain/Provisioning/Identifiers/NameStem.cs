namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>What a login or a local part says before its number.</summary>
internal abstract record NameStem
{
    private NameStem()
    {
    }

    /// <summary>At most so many characters, the last one a letter. What was cut stays recognizable.</summary>
    public abstract string CutTo(int length);

    /// <summary>One run of letters and hyphens.</summary>
    public sealed record Single(string Letters) : NameStem
    {
        public override string CutTo(int length) => Cut(Letters, length);
    }

    /// <summary>Two names and a dot. The longer one gives way first, the second not below half.</summary>
    public sealed record Dotted(string First, string Second) : NameStem
    {
        public override string CutTo(int length)
        {
            if (First.Length + 1 + Second.Length <= length)
                return $"{First}.{Second}";

            var second = Cut(Second, Math.Max(length / 2, length - 1 - First.Length));
            return $"{Cut(First, length - 1 - second.Length)}.{second}";
        }
    }

    private static string Cut(string letters, int length) => letters.Length <= length ? letters : letters[..length].TrimEnd('-');
}
