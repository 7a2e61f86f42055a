using System.Diagnostics;
using AcRouenIdentity.Ldap.Tests.Kit;
using AcRouenIdentity.Ldap.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace AcRouenIdentity.Ldap.Tests.Wire;

/// <summary>
/// A million messages that no honest server sends. Whatever comes, the decoder answers with a message or with its one exception, at once, and
/// allocates in proportion to what came.
/// </summary>
public sealed class DecoderFuzzTests
{
    private const int Batch = 500;
    private const int MaxDepth = 10;

    /// <summary>Generous: an entry of empty attributes costs some hundred octets of objects for four of the wire.</summary>
    private const int AllocatedPerOctet = 400;

    private static readonly byte[][] Honest =
    [
        Reply.Result(1, Reply.Bind),
        Reply.Result(2, Reply.SearchDone, LdapResultCode.NoSuchEntry, "nothing there"),
        Reply.Entry(3, "uid=somebody,dc=example,dc=org", "mail", "a@example.org", "b@example.org"),
        Reply.Reference(3, "ldap://elsewhere/dc=example"),
        Reply.NoticeOfDisconnection(LdapResultCode.Unavailable),
        Hex.Octets("30 32 02 01 01 61 07 0A 01 31 04 00 04 00 A0 24 30 22 04 19 '1.3.6.1.4.1.42.2.27.8.5.1' 04 05 30 03 81 01 01"),
        Hex.Octets("30 39 02 01 01 65 07 0A 01 00 04 00 04 00 A0 2B 30 29 04 16 '1.2.840.113556.1.4.319' 01 01 FF 04 0C 30 0A 02 02 01 F4 04 04 'abcd'"),
        Hex.Octets("30 2F 02 01 01 61 07 0A 01 31 04 00 04 00 A0 21 30 1F 04 17 '2.16.840.1.113730.3.4.5' 04 04 '3600'"),
        Hex.Octets("30 27 02 01 02 65 22 0A 01 0A 04 04 'dc=x' 04 06 'abroad' A3 0F 04 0D 'ldap://y/dc=x'"),
    ];

    /// <summary>Octets that steer a BER reader: tags of LDAP, lengths on the edge.</summary>
    private static readonly byte[] SteeringOctets =
    [
        0x00, 0x01, 0x02, 0x04, 0x0A, 0x1F, 0x24, 0x30, 0x31, 0x3F, 0x61, 0x64, 0x65, 0x73, 0x78, 0x79, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x88, 0x8A, 0xA0, 0xA3, 0xFF,
    ];

    private static readonly Gen<byte> Steering = Gen.Elements(SteeringOctets);

    private static readonly Gen<byte> AnyOctet = Gen.Choose(0, 255).Select(octet => (byte)octet);

    private static readonly Gen<byte[]> Noise = Gen.Choose(0, int.MaxValue).ArrayOf().Select(words => Enclosed([.. words.SelectMany(ThreeOctets)]));

    private static readonly Gen<byte[]> Mutated =
        from message in Gen.Elements(Honest)
        from times in Gen.Choose(1, 4)
        from edits in Mutation().ArrayOf(times)
        from envelope in Gen.Elements(true, false)
        let mutated = edits.Aggregate(message, (octets, edit) => edit(octets))
        select envelope ? WithTrueLength(mutated) : mutated;

    [Fact]
    public void Every_honest_message_is_read()
    {
        foreach (var message in Honest)
            FluentActions.Invoking(() => ResponseDecoder.Decode(message, MaxDepth)).Should().NotThrow();
    }

    [Fact]
    public void Half_a_million_random_messages_do_no_harm() => Attack(Noise, 500_000);

    [Fact]
    public void Half_a_million_mutated_messages_do_no_harm()
    {
        var read = Attack(Mutated, 500_000);

        read.Should().BeInRange(25_000, 475_000, because: "mutations that all pass, or all fail, would try nothing");
    }

    private static int Attack(Gen<byte[]> messages, int count)
    {
        var read = 0;
        var watch = Stopwatch.StartNew();
        for (var batch = 0; batch < count / Batch; batch++)
            read += messages.Sample(Batch).Count(TryDecode);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2));
        return read;
    }

    private static bool TryDecode(byte[] message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = TryDecodeUnmeasured(message);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        return allocated <= 20_000 + (message.Length * AllocatedPerOctet)
            ? read
            : throw new InvalidOperationException($"{allocated} octets allocated for {Convert.ToHexString(message)}.");
    }

    private static bool TryDecodeUnmeasured(byte[] message)
    {
        try
        {
            if (BerFrame.MeasureMessage(message, maxLength: 100_000) is not { } length || length > message.Length)
                return false;

            ResponseDecoder.Decode(message.AsMemory(0, length), MaxDepth);
            return true;
        }
        catch (MalformedMessageException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The decoder fell over {Convert.ToHexString(message)}.", exception);
        }
    }

    /// <summary>Three octets of one random number, each plain or steering: generating octets one by one would take longer than reading them.</summary>
    private static IEnumerable<byte> ThreeOctets(int word) => Enumerable.Range(0, 3).Select(place =>
    {
        var octet = (byte)(word >> (8 * place));
        return ((word >> (24 + place)) & 1) == 0 ? octet : SteeringOctets[octet % SteeringOctets.Length];
    });

    /// <summary>Half of the noise wears the envelope of a message, to come further in.</summary>
    private static byte[] Enclosed(byte[] noise) =>
        noise.Length is > 0 and < 120 && noise[0] % 2 == 0 ? [0x30, (byte)(noise.Length + 3), 0x02, 0x01, 0x01, .. noise] : noise;

    /// <summary>Makes the outer length true again, so that the fault lies deeper.</summary>
    private static byte[] WithTrueLength(byte[] message) =>
        message.Length is >= 2 and < 130 ? [0x30, (byte)(message.Length - 2), .. message[2..]] : message;

    private static Gen<Func<byte[], byte[]>> Mutation() => Gen.OneOf(
        from place in Gen.Choose(0, 200) from octet in AnyOctet select Edit(octets => Set(octets, place, octet)),
        from place in Gen.Choose(0, 200) from octet in Steering select Edit(octets => Set(octets, place, octet)),
        from place in Gen.Choose(0, 200) from bit in Gen.Choose(0, 7) select Edit(octets => Set(octets, place, (byte)(At(octets, place) ^ (1 << bit)))),
        from place in Gen.Choose(0, 200) from length in Gen.Choose(1, 8) select Edit(octets => Cut(octets, place, length)),
        from place in Gen.Choose(0, 200) from length in Gen.Choose(1, 12) select Edit(octets => Repeat(octets, place, length)));

    private static Func<byte[], byte[]> Edit(Func<byte[], byte[]> edit) => octets => octets.Length == 0 ? octets : edit(octets);

    private static byte At(byte[] octets, int place) => octets[place % octets.Length];

    private static byte[] Set(byte[] octets, int place, byte octet)
    {
        var changed = octets.ToArray();
        changed[place % octets.Length] = octet;
        return changed;
    }

    private static byte[] Cut(byte[] octets, int place, int length)
    {
        var from = place % octets.Length;
        return [.. octets[..from], .. octets[Math.Min(octets.Length, from + length)..]];
    }

    private static byte[] Repeat(byte[] octets, int place, int length)
    {
        var from = place % octets.Length;
        var piece = octets[from..Math.Min(octets.Length, from + length)];
        return [.. octets[..from], .. piece, .. octets[from..]];
    }
}
