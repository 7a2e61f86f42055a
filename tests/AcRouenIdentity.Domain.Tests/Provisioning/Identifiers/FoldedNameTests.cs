using AcRouenIdentity.Domain.Provisioning.Identifiers;
using FsCheck.Xunit;

namespace AcRouenIdentity.Domain.Tests.Provisioning.Identifiers;

public class FoldedNameTests
{
    [Theory]
    [InlineData("Éléonore", "eleonore")]
    [InlineData("Cœurdacier", "coeurdacier")]
    [InlineData("Lætitia", "laetitia")]
    [InlineData("Strauß", "strauss")]
    [InlineData("STRAUẞ", "strauss")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Đặng Thị Hương", "dang-thi-huong")]
    [InlineData("Wałęsa", "walesa")]
    [InlineData("Ørsted", "orsted")]
    [InlineData("Þórdís", "thordis")]
    [InlineData("İbrahim Işık", "ibrahim-isik")]
    [InlineData("Șerbănescu", "serbanescu")]
    [InlineData("Gal·la", "galla")]
    [InlineData("Zo\u0065\u0301", "zoe")]
    [InlineData("Ｍａｒｉｅ", "marie")]
    [InlineData("ﬁnet", "finet")]
    public void Letters_with_marks_and_ligatures_become_plain_ones(string name, string folded) => ShouldFold(name, folded);

    [Theory]
    [InlineData("Le Dupond", "le-dupond")]
    [InlineData("de  La   Fontaine ", "de-la-fontaine")]
    [InlineData("Saint\u2011Exupéry", "saint-exupery")]
    [InlineData("Jean – Paul", "jean-paul")]
    [InlineData("A.-M.", "a-m")]
    [InlineData("Dup\nont", "dup-ont")]
    [InlineData("Dupont (née Durand)", "dupont-nee-durand")]
    public void Everything_between_two_words_is_one_hyphen(string name, string folded) => ShouldFold(name, folded);

    [Theory]
    [InlineData("d'Artagnan", "dartagnan")]
    [InlineData("D’Ormesson", "dormesson")]
    [InlineData("L´Hermitte", "lhermitte")]
    [InlineData("O`Neill", "oneill")]
    [InlineData("Soft\u00adHyphen", "softhyphen")]
    [InlineData("Zero\u200bWidth", "zerowidth")]
    public void An_apostrophe_joins_and_what_nobody_sees_does_not_part(string name, string folded) => ShouldFold(name, folded);

    [Theory]
    [InlineData("Щукина", "shchukina")]
    [InlineData("Шевченко", "shevchenko")]
    [InlineData("Їжакевич Є.", "izhakevich-ie")]
    [InlineData("Ђоковић", "dokovic")]
    [InlineData("Юлия", "iuliia")]
    [InlineData("Παπαδόπουλος", "papadopoulos")]
    [InlineData("Θεόδωρος Ψάλτης", "theodoros-psaltis")]
    [InlineData("Ευγενία", "eugenia")]
    [InlineData("Κυριάκος", "kyriakos")]
    public void Cyrillic_and_greek_are_transliterated(string name, string folded) => ShouldFold(name, folded);

    [Theory]
    [InlineData("الحسن", "")]
    [InlineData("王", "")]
    [InlineData("김", "")]
    [InlineData("Nguyễn 阮", "nguyen")]
    [InlineData("Dupont\ud83d", "dupont")]
    [InlineData("Dupont\ufffe", "dupont")]
    public void What_cannot_be_read_is_left_out_and_said_so(string name, string folded)
    {
        var read = FoldedName.Of(name);
        read.ToString().Should().Be(folded);
        read.LettersLeftOut.Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" -'. ")]
    [InlineData("007")]
    [InlineData("😀")]
    public void A_name_without_letters_is_empty_and_nothing_was_left_out(string? name) => ShouldFold(name, "");

    [Property(Arbitrary = [typeof(Names)], MaxTest = 3000)]
    public void Whatever_the_name_only_words_of_plain_letters_remain(PersonName name) =>
        FoldedName.Of(name.Surname).ToString().Should().MatchRegex(@"\A(?:[a-z]+(?:-[a-z]+)*)?\z");

    [Property(Arbitrary = [typeof(Names)], MaxTest = 1000)]
    public void A_folded_name_folds_to_itself(PersonName name) =>
        FoldedName.Of(FoldedName.Of(name.Surname).ToString()).ToString().Should().Be(FoldedName.Of(name.Surname).ToString());

    [Fact]
    public void A_name_of_ten_megabytes_costs_no_more_than_a_long_one() =>
        FoldedName.Of(new string('é', 10_000_000)).ToString().Length.Should().BeLessThan(1000);

    private static void ShouldFold(string? name, string folded)
    {
        var read = FoldedName.Of(name);
        read.ToString().Should().Be(folded);
        read.LettersLeftOut.Should().BeFalse();
    }
}
