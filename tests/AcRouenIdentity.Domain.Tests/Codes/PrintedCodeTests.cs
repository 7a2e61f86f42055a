using AcRouenIdentity.Domain.Codes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Codes;

public class PrintedCodeTests
{
    private const int Length = 12;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Property]
    public Property A_code_reads_back_from_the_paper() => Prop.ForAll(Codes, code =>
        PrintedCode.TryParse(code.RevealInGroups(), Length, out var read) && read == code && read.Reveal() == code.Reveal());

    [Property]
    public Property It_is_made_of_characters_that_nobody_takes_for_others() => Prop.ForAll(Codes, code => code.Reveal().Length == Length && code.Reveal().All(Alphabet.Contains));

    [Property]
    public Property It_may_be_typed_in_any_case_with_O_for_0_and_I_or_L_for_1() => Prop.ForAll(Codes, Arb.From(Gen.Elements("iIlL".ToCharArray())), Arb.From(Gen.Elements("oO".ToCharArray())), (code, one, zero) =>
        PrintedCode.TryParse(code.Reveal().ToLowerInvariant().Replace('1', one).Replace('0', zero), Length, out var read) && read == code);

    [Property]
    public Property Spaces_and_hyphens_may_stand_anywhere() =>
        Prop.ForAll(Codes, Arb.From(Gen.Choose(0, Length)), Arb.From(Gen.Elements(" ", "-", " - ", "\u2011", "\u00A0", "\t", "\u2013")), (code, at, between) =>
            PrintedCode.TryParse(code.Reveal().Insert(at, between), Length, out var read) && read == code);

    [Property]
    public Property One_character_more_or_less_is_no_code() => Prop.ForAll(Codes, Arb.From(Gen.Elements(Alphabet.ToCharArray())), (code, other) =>
        !PrintedCode.TryParse(code.Reveal() + other, Length, out _) && !PrintedCode.TryParse(code.Reveal()[1..], Length, out _));

    [Property]
    public Property Whatever_is_typed_is_read_or_refused(string? typed) =>
        (PrintedCode.TryParse(typed, Length, out var code) ? code.Reveal().Length == Length && code.Reveal().All(Alphabet.Contains) : code == default).ToProperty();

    [Property]
    public Property Its_text_form_says_nothing() => Prop.ForAll(Codes, code => $"{code}" == "•••");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UUUU-UUUU-UUUU")]
    [InlineData("0000-0000-000É")]
    [InlineData("0000_0000_0000")]
    [InlineData("                                                 000000000000")]
    public void Anything_else_is_none(string? typed) => PrintedCode.TryParse(typed, Length, out _).Should().BeFalse();

    [Theory]
    [InlineData(8, 5)]
    [InlineData(12, 8)]
    public void Every_bit_of_a_code_is_random(int length, int bytes) => PrintedCode.RandomBytes(length).Should().Be(bytes);

    [Fact]
    public void Too_few_random_bytes_are_refused()
    {
        var make = () => PrintedCode.Of(new byte[7], Length);

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Two_codes_of_other_bytes_differ() =>
        Enumerable.Range(0, 60).Select(bit => PrintedCode.Of([.. Enumerable.Range(0, 8).Select(at => (byte)(at == bit / 8 ? 128 >> (bit % 8) : 0))], Length)).Distinct()
            .Should().HaveCount(60, "each of the 60 bits counts");

    private static Arbitrary<PrintedCode> Codes =>
        Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf(PrintedCode.RandomBytes(Length)).Select(bytes => PrintedCode.Of(bytes, Length)).ToArbitrary();
}
