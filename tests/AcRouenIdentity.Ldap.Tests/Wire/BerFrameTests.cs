using System.Buffers.Binary;
using AcRouenIdentity.Ldap.Tests.Kit;
using AcRouenIdentity.Ldap.Wire;

namespace AcRouenIdentity.Ldap.Tests.Wire;

public sealed class BerFrameTests
{
    [Fact]
    public void The_deepest_nesting_allowed_is_allowed()
    {
        FluentActions.Invoking(() => BerFrame.CheckNesting(Nested(5), maxDepth: 6)).Should().NotThrow();
        FluentActions.Invoking(() => BerFrame.CheckNesting(Nested(6), maxDepth: 6)).Should().Throw<MalformedMessageException>();
    }

    [Fact]
    public void A_hundred_thousand_levels_are_refused_before_the_stack_ends()
    {
        FluentActions.Invoking(() => BerFrame.CheckNesting(Nested(100_000), maxDepth: 10)).Should().Throw<MalformedMessageException>();
    }

    [Fact]
    public void Nesting_counts_in_what_would_be_ignored_too()
    {
        // A bind response with an element that a later version might add, itself nested.
        static byte[] Answer(int levels)
        {
            var unknown = Nested(levels);
            unknown[0] = 0xBE;
            byte[] operation = [0x0A, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00, .. unknown];
            return [0x30, (byte)(operation.Length + 5), 0x02, 0x01, 0x01, 0x61, (byte)operation.Length, .. operation];
        }

        FluentActions.Invoking(() => ResponseDecoder.Decode(Answer(3), maxDepth: 10)).Should().NotThrow();
        FluentActions.Invoking(() => ResponseDecoder.Decode(Answer(12), maxDepth: 10)).Should().Throw<MalformedMessageException>();
    }

    [Theory]
    [InlineData("30 05 02 01 01")]
    [InlineData("30 03 02 02 01")]
    [InlineData("30 02 02 80")]
    [InlineData("1F 01 00")]
    [InlineData("24 00")]
    [InlineData("30")]
    public void Lengths_that_do_not_fit_and_forms_that_LDAP_does_not_use_are_refused(string octets) =>
        FluentActions.Invoking(() => BerFrame.CheckNesting(Hex.Octets(octets), maxDepth: 10)).Should().Throw<MalformedMessageException>();

    /// <summary>Sequences within each other, each with a length of four octets.</summary>
    private static byte[] Nested(int levels)
    {
        var octets = new byte[levels * 6];
        for (var level = 0; level < levels; level++)
        {
            octets[level * 6] = 0x30;
            octets[(level * 6) + 1] = 0x84;
            BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan((level * 6) + 2), (levels - level - 1) * 6);
        }

        return octets;
    }
}
