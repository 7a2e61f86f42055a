using AcRouenIdentity.Domain.People;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.People;

public class InaTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Property]
    public Property An_INA_is_twelve_characters_that_nobody_takes_for_others_and_reads_back() => Prop.ForAll(Inas, ina =>
        ina.Reveal().Length == 12 && ina.Reveal().All(Alphabet.Contains) && Ina.Parse(ina.RevealInGroups()) == ina);

    [Property]
    public Property Whatever_one_character_becomes_it_is_noticed() => Prop.ForAll(Inas, Arb.From(Gen.Choose(0, 11)), Arb.From(Gen.Elements(Alphabet.ToCharArray())), (ina, at, other) =>
    {
        var text = ina.Reveal();
        return other == text[at] || !Ina.TryParse($"{text[..at]}{other}{text[(at + 1)..]}", out _);
    });

    [Property]
    public Property Two_neighbours_that_change_places_are_noticed() => Prop.ForAll(Inas, Arb.From(Gen.Choose(0, 10)), (ina, at) =>
    {
        var text = ina.Reveal();
        var (one, next) = (Alphabet.IndexOf(text[at]), Alphabet.IndexOf(text[at + 1]));
        var swapped = $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}";
        return one == next || Math.Abs(one - next) == 16 || at == 10 || !Ina.TryParse(swapped, out _);
    });

    [Property]
    public Property It_may_be_typed_in_any_case_with_spaces_hyphens_and_the_letters_that_it_does_not_have() => Prop.ForAll(Inas, ina =>
    {
        var typed = ina.RevealInGroups().ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l');
        return Ina.TryParse($" {typed} ", out var read) && read == ina;
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("UUUU-UUUU-UUUU")]
    [InlineData("0000-0000-000")]
    [InlineData("0000-0000-00000")]
    [InlineData("0000-0000-000É")]
    public void Anything_else_is_none(string? text) => Ina.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Its_text_form_says_nothing() => Ina.Of(new byte[Ina.RandomBytes]).ToString().Should().NotContain("0000");

    [Fact]
    public void All_random_bits_but_one_count()
    {
        var seen = Enumerable.Range(0, 56).Select(bit => Ina.Of([.. Enumerable.Range(0, 7).Select(octet => (byte)(octet == bit / 8 ? 128 >> (bit % 8) : 0))])).ToList();
        seen.Distinct().Should().HaveCount(56, "each of the 55 bits that count gives another INA, and the one that does not gives that of zero");
    }

    private static Arbitrary<Ina> Inas => Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf(Ina.RandomBytes).Select(bytes => Ina.Of(bytes)).ToArbitrary();
}
