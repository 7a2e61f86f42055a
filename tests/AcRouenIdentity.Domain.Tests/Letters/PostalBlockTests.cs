using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Letters;

public class PostalBlockTests
{
    private static readonly string[] Addressee = ["Mme Hélène LEFÈVRE"];

    [Property]
    public Property Whatever_a_feed_says_the_block_has_six_lines_of_38_characters_at_most_and_none_is_empty() => Prop.ForAll(Lines, Lines, (identity, place) =>
    {
        var lines = PostalBlock.Of(identity, place).Lines;
        return lines.Count <= PostalBlock.MaxLines && lines.All(line => line.Trim().Length > 0 && new StringInfo(line).LengthInTextElements <= PostalBlock.MaxCharacters);
    });

    [Property]
    public Property Nothing_in_it_is_a_control_character_or_turns_the_text_around() => Prop.ForAll(Lines, Lines, (identity, place) =>
        PostalBlock.Of(identity, place).Lines.All(line => line.EnumerateRunes().All(letter =>
            System.Text.Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))));

    [Property]
    public Property Street_and_town_are_in_capitals_without_accents_or_punctuation() => Prop.ForAll(Lines, place =>
        PostalBlock.Of([], place).Lines.All(line => line.All(letter =>
            letter == char.ToUpperInvariant(letter)
            && (letter is ' ' or '/' || char.IsLetterOrDigit(letter))
            && CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)));

    [Property]
    public Property The_addressee_is_first_and_the_town_last_however_much_stands_between() => Prop.ForAll(Lines, Lines, (between, street) =>
    {
        var lines = PostalBlock.Of([.. Addressee, .. between], [.. street, "76520 Franqueville-Saint-Pierre"]).Lines;
        return lines[0] == Addressee[0] && lines[^1] == "76520 FRANQUEVILLE SAINT PIERRE";
    });

    [Fact]
    public void An_address_of_nine_lines_keeps_its_ends_and_says_that_it_was_shortened()
    {
        var block = PostalBlock.Of(
            ["Mme Hélène LEFÈVRE", "à l'attention du secrétariat", "Vie scolaire"],
            ["Bâtiment C", "Escalier 2", "Résidence du Lac", "12 rue de l'Église", "Lieu-dit Le Bout-d'en-Haut", "76520 Boos"]);

        block.Lines.Should().Equal("Mme Hélène LEFÈVRE", "ESCALIER 2", "RESIDENCE DU LAC", "12 RUE DE L EGLISE", "LIEU DIT LE BOUT D EN HAUT", "76520 BOOS");
        block.IsShortened.Should().BeTrue();
    }

    [Fact]
    public void A_name_of_sixty_characters_ends_with_a_whole_word()
    {
        var block = PostalBlock.Of(["Mme Marie-Antoinette Joséphine de La Rochefoucauld-Montmorency"], ["76000 Rouen"]);

        block.Lines.Should().Equal("Mme Marie-Antoinette Joséphine de La", "76000 ROUEN");
        block.IsShortened.Should().BeTrue();
    }

    [Fact]
    public void What_fits_is_not_shortened() =>
        PostalBlock.Of(["M. Jean PETIT"], ["1 place Saint-Marc", "76000 Rouen"]).IsShortened.Should().BeFalse();

    [Theory]
    [InlineData("Œuilly", "OEUILLY")]
    [InlineData("L'Haÿ-les-Roses", "L HAY LES ROSES")]
    [InlineData("Straße, 5 bis", "STRASSE 5 BIS")]
    [InlineData("Łódź", "LODZ")]
    [InlineData("2ᵉ étage", "2E ETAGE")]
    public void Every_letter_is_one_that_a_sorting_machine_reads(string town, string printed) => PostalBlock.Of([], [town]).Lines.Should().Equal(printed);

    [Fact]
    public void Half_a_character_from_a_broken_feed_is_left_out() => PostalBlock.Of(["A\uD83DB"], ["76000 \uDE00Rouen"]).Lines.Should().Equal("A B", "76000 ROUEN");

    /// <summary>What generators think of, and what feeds are made of.</summary>
    private static Arbitrary<string[]> Lines => Gen.OneOf(
        ArbMap.Default.GeneratorFor<UnicodeString>().Select(text => text.Get ?? ""),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements("", " ", "\u202E", "e\u0301", "RÉSIDENCE", "d'Œuvre", "n° 12", new string('W', 60), "مدرسة", "Đặng", "👩‍👩‍👧", "ß", "ﬁ")
            .ArrayOf(6).Select(words => string.Join(' ', words))).ArrayOf().ToArbitrary();
}
