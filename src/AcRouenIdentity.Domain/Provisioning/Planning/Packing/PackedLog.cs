using System.Buffers.Binary;

namespace AcRouenIdentity.Domain.Provisioning.Planning.Packing;

/// <summary>
/// Records in the order they came, some hundred bytes each, in blocks that the collector neither moves nor scans: as objects, the people of the whole country would take
/// gigabytes. Each record begins with its key.
/// </summary>
internal sealed class PackedLog(StringPool pool)
{
    private const int BlockBits = 20;
    private const int BlockSize = 1 << BlockBits;
    private readonly List<byte[]> blocks = [];
    private readonly List<long> places = [];
    private int free;

    public int Count => places.Count;

    public PackReader this[int index] => new(RecordAt(index), pool);

    public ReadOnlySpan<byte> KeyAt(int index) => this[index].Bytes();

    public void Add(ReadOnlySpan<byte> record)
    {
        if (record.Length > free)
        {
            blocks.Add(GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, record.Length)));
            free = blocks[^1].Length;
        }

        var offset = blocks[^1].Length - free;
        record.CopyTo(blocks[^1].AsSpan(offset));
        places.Add(((long)(blocks.Count - 1) << BlockBits) | (uint)offset);
        free -= record.Length;
    }

    /// <summary>Indexes by key, records of the same key in the order they came.</summary>
    public int[] InOrderOfKeys()
    {
        var order = new int[Count];
        var heads = new ulong[Count];
        var shared = SharedStart();
        for (var index = 0; index < Count; index++)
        {
            order[index] = index;
            heads[index] = HeadOf(KeyAt(index)[shared..]);
        }

        Array.Sort(heads, order);
        SortEqualHeads(heads, order);
        return order;
    }

    /// <summary>From the record to the end of its block: what was written tells where it ends.</summary>
    private ReadOnlySpan<byte> RecordAt(int index)
    {
        var place = places[index];
        return blocks[(int)(place >> BlockBits)].AsSpan((int)(place & (BlockSize - 1)));
    }

    /// <summary>Keys of one académie begin alike: their order is decided behind that.</summary>
    private int SharedStart()
    {
        var shared = Count == 0 ? 0 : KeyAt(0).Length;
        for (var index = 1; index < Count && shared > 0; index++)
            shared = KeyAt(0)[..shared].CommonPrefixLength(KeyAt(index));
        return shared;
    }

    /// <summary>Eight bytes as a number, which sorts faster by far.</summary>
    private static ulong HeadOf(ReadOnlySpan<byte> key)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        key[..Math.Min(key.Length, head.Length)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }

    private void SortEqualHeads(ulong[] heads, int[] order)
    {
        for (var start = 0; start < heads.Length;)
        {
            var end = start + 1;
            while (end < heads.Length && heads[end] == heads[start])
                end++;
            if (end - start > 1)
                order.AsSpan(start, end - start).Sort(Compare);
            start = end;
        }
    }

    private int Compare(int one, int other)
    {
        var byKey = KeyAt(one).SequenceCompareTo(KeyAt(other));
        return byKey != 0 ? byKey : one.CompareTo(other);
    }
}
