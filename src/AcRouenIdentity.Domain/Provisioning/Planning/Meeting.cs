using AcRouenIdentity.Domain.Provisioning.Planning.Packing;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>Known people and feed records under one key: ranges in the two orders of keys, either of which may be empty.</summary>
internal readonly record struct Meeting(int Known, int KnownCount, int Said, int SaidCount);

/// <summary>Everybody known or named, in the order of keys: a merge of two sorted lists, so that nothing is looked up.</summary>
internal sealed class Meetings
{
    private readonly PackedLog knownLog;
    private readonly PackedLog saidLog;
    private readonly int[] knownOrder;
    private readonly int[] saidOrder;
    private readonly List<(int Known, int Said)> starts;

    public Meetings(PackedLog known, PackedLog said)
    {
        (knownLog, saidLog) = (known, said);
        (knownOrder, saidOrder) = (known.InOrderOfKeys(), said.InOrderOfKeys());
        starts = new List<(int Known, int Said)>(known.Count + 1);
        for (var (atKnown, atSaid) = (0, 0); atKnown < knownOrder.Length || atSaid < saidOrder.Length;)
        {
            var next = MeetingAt(atKnown, atSaid);
            starts.Add((atKnown, atSaid));
            (atKnown, atSaid) = (atKnown + next.KnownCount, atSaid + next.SaidCount);
        }

        starts.Add((known.Count, said.Count));
    }

    public int Count => starts.Count - 1;

    public Meeting this[int index]
    {
        get
        {
            var ((known, said), (nextKnown, nextSaid)) = (starts[index], starts[index + 1]);
            return new Meeting(known, nextKnown - known, said, nextSaid - said);
        }
    }

    public int KnownIndex(int place) => knownOrder[place];

    public int SaidIndex(int place) => saidOrder[place];

    private Meeting MeetingAt(int atKnown, int atSaid)
    {
        var compared = atKnown == knownOrder.Length ? 1
            : atSaid == saidOrder.Length ? -1
            : knownLog.KeyAt(knownOrder[atKnown]).SequenceCompareTo(saidLog.KeyAt(saidOrder[atSaid]));
        return new Meeting(
            atKnown,
            compared <= 0 ? RunFrom(atKnown, knownOrder, knownLog) : 0,
            atSaid,
            compared >= 0 ? RunFrom(atSaid, saidOrder, saidLog) : 0);
    }

    private static int RunFrom(int start, int[] order, PackedLog log)
    {
        var end = start + 1;
        while (end < order.Length && log.KeyAt(order[end]).SequenceEqual(log.KeyAt(order[start])))
            end++;
        return end - start;
    }
}
