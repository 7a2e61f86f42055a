using System.Text;

namespace AcRouenIdentity.Domain.Provisioning.Planning.Packing;

/// <summary>Writes one record. Numbers take seven bits a byte; a null is a zero and everything else counts from one.</summary>
internal sealed class PackWriter(StringPool pool)
{
    private byte[] buffer = new byte[512];
    private int length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Clear() => length = 0;

    public void Number(int value)
    {
        Reserve(5);
        var rest = (uint)value;
        for (; rest > 0x7F; rest >>= 7)
            buffer[length++] = (byte)(rest | 0x80);
        buffer[length++] = (byte)rest;
    }

    public void Number(int? value) => Number(value is { } number ? number + 1 : 0);

    public void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        var size = Encoding.UTF8.GetByteCount(text);
        Number(size + 1);
        Reserve(size);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    public void Shared(string? text) => Number(text is null ? null : pool.NumberOf(text));

    public void Date(DateOnly? date) => Number(date?.DayNumber);

    private void Reserve(int size)
    {
        if (buffer.Length - length < size)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + size));
    }
}
