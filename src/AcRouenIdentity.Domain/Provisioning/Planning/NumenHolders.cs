using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>
/// Nobody gets a NUMEN that another person has or would get: all keep the one they had. To keep it may in turn refuse it to a third person, so that this is repeated until
/// nothing moves. A NUMEN that passes from one person, who gets another or none, to a second one is no conflict.
/// </summary>
internal sealed class NumenHolders
{
    private readonly ulong[] before;
    private readonly ulong[] wanted;
    private readonly List<ulong> heldBesides = [];
    private readonly HashSet<ulong> refused = [];
    private readonly Dictionary<ulong, List<int>> contenders = [];

    /// <param name="seen">Told of each decision, as it is costly to make it twice.</param>
    public NumenHolders(PersonDecisions decisions, Action<Decision> seen)
    {
        before = new ulong[decisions.Count];
        wanted = new ulong[decisions.Count];
        for (var index = 0; index < decisions.Count; index++)
        {
            var decision = decisions[index];
            seen(decision);
            before[index] = NumberOf(decision.Before?.Facts.Numen);
            wanted[index] = NumberOf(decision.After?.Facts.Numen);
            heldBesides.AddRange(decisions.Besides(index).Select(person => NumberOf(person.Facts.Numen)));
        }

        while (RefuseWhatIsShared())
        {
        }

        for (var index = 0; index < wanted.Length && refused.Count > 0; index++)
        {
            foreach (var numen in ContendedBy(index))
                Contend(numen, index);
        }
    }

    public bool AnyRefused => refused.Count > 0;

    /// <summary>The person keeps the NUMEN they had.</summary>
    public bool Refuses(int index) => wanted[index] != before[index] && refused.Contains(wanted[index]);

    /// <summary>Others who have or want the same NUMEN; empty without a conflict.</summary>
    public IEnumerable<int> OthersOf(int index) =>
        ContendedBy(index).SelectMany(numen => contenders[numen]).Distinct().Where(other => other != index);

    public bool IsContended(int index) => ContendedBy(index).Any();

    private IEnumerable<ulong> ContendedBy(int index)
    {
        if (refused.Contains(wanted[index]))
            yield return wanted[index];
        if (Final(index) is var final && final != wanted[index] && refused.Contains(final))
            yield return final;
    }

    private void Contend(ulong numen, int index)
    {
        if (!contenders.TryGetValue(numen, out var people))
            contenders.Add(numen, people = []);
        people.Add(index);
    }

    private ulong Final(int index) => refused.Contains(wanted[index]) ? before[index] : wanted[index];

    private bool RefuseWhatIsShared()
    {
        var held = new ulong[wanted.Length + heldBesides.Count];
        for (var index = 0; index < wanted.Length; index++)
            held[index] = Final(index);
        heldBesides.CopyTo(held, wanted.Length);
        Array.Sort(held);

        var before = refused.Count;
        for (var index = 1; index < held.Length; index++)
        {
            if (held[index] != 0 && held[index] == held[index - 1])
                refused.Add(held[index]);
        }

        return refused.Count > before;
    }

    /// <summary>One number for each NUMEN, zero for none: its form says where the letters stand.</summary>
    private static ulong NumberOf(Numen? numen)
    {
        var number = 0ul;
        foreach (var letter in numen?.Reveal() ?? "")
            number = char.IsAsciiDigit(letter) ? (number * 10) + (ulong)(letter - '0') : (number * 26) + (ulong)(letter - 'A');
        return numen is null ? 0 : number + 1;
    }
}
