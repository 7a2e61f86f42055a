namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// Every login, or every address, that was ever given, to whomever and whatever became of them. Case does not matter. Only 64 bits of each are held, for
/// a million of them in some thirty megabytes: two texts that share them cost a number that nobody gets, never an identifier given twice.
/// </summary>
public sealed class GivenIdentifiers
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private readonly HashSet<ulong> prints;

    public GivenIdentifiers(IEnumerable<string> identifiers)
        : this(capacity: 0)
    {
        foreach (var identifier in identifiers)
            Add(identifier);
    }

    /// <param name="capacity">How many are expected, so that the set need not grow.</param>
    public GivenIdentifiers(int capacity) => prints = new HashSet<ulong>(capacity);

    public bool Contains(ReadOnlySpan<char> identifier) => prints.Contains(PrintOf(identifier));

    /// <returns>False when it was given before.</returns>
    public bool Add(ReadOnlySpan<char> identifier) => prints.Add(PrintOf(identifier));

    /// <summary>All those of another set too.</summary>
    public void AddAll(GivenIdentifiers others) => prints.UnionWith(others.prints);

    /// <summary>FNV-1a, the same on every machine and in every run, as <see cref="string.GetHashCode()"/> is not.</summary>
    private static ulong PrintOf(ReadOnlySpan<char> identifier)
    {
        var print = FnvOffset;
        foreach (var letter in identifier)
            print = (print ^ char.ToLowerInvariant(letter)) * FnvPrime;
        return print;
    }
}
