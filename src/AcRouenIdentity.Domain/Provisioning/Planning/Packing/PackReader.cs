using System.Text;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Planning.Packing;

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> record, StringPool pool)
{
    private readonly ReadOnlySpan<byte> record = record;
    private int position;

    public int Number()
    {
        var value = 0u;
        for (var shift = 0; ; shift += 7)
        {
            var next = record[position++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return (int)value;
        }
    }

    public int? NumberOrNull() => Number() is > 0 and var number ? number - 1 : null;

    public string? TextOrNull() => Number() is > 0 and var size ? Take(size - 1) : null;

    public string Text() => TextOrNull() ?? "";

    public ReadOnlySpan<byte> Bytes()
    {
        var size = Number() - 1;
        position += size;
        return record.Slice(position - size, size);
    }

    public string? SharedOrNull() => NumberOrNull() is { } number ? pool[number] : null;

    public string Shared() => SharedOrNull() ?? "";

    public Rne? EstablishmentOrNull() => NumberOrNull() is { } number ? pool.EstablishmentAt(number) : null;

    public DateOnly? DateOrNull() => NumberOrNull() is { } day ? DateOnly.FromDayNumber(day) : null;

    private string Take(int size)
    {
        position += size;
        return Encoding.UTF8.GetString(record.Slice(position - size, size));
    }
}
