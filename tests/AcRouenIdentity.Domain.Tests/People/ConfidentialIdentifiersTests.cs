using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.People;

public sealed class ConfidentialIdentifiersTests
{
    private static readonly string Known = Ina.Of([1, 2, 3, 4, 5, 6, 7]).RevealInGroups();

    [Theory]
    [InlineData("Mon NUMEN est 21E0501234ABC.", "Mon NUMEN est •••.")]
    [InlineData("21e0501234abc", "•••")]
    [InlineData("NUMEN:21 E 0501234 ABC!", "NUMEN:•••!")]
    [InlineData("21E 0501 234ABC", "21E 0501 234ABC")]
    public void A_NUMEN_is_hidden_however_it_is_typed(string typed, string told) => ConfidentialIdentifiers.Hide(typed).Should().Be(told);

    [Fact]
    public void An_INA_is_hidden_however_it_is_typed()
    {
        ConfidentialIdentifiers.Hide($"INA {Known}.").Should().Be("INA •••.");
        ConfidentialIdentifiers.Hide($"mon code {Known.Replace('-', ' ').ToLowerInvariant()} voilà").Should().Be("mon code ••• voilà");
        ConfidentialIdentifiers.Hide($"deux : {Known} et {Known.Replace("-", "", StringComparison.Ordinal)}").Should().Be("deux : ••• et •••");
    }

    [Fact]
    public void A_word_of_four_letters_before_an_INA_hides_nothing_of_it() => ConfidentialIdentifiers.Hide($"code {Known.Replace('-', ' ')}").Should().Be("code •••");

    [Fact]
    public void The_codes_of_letters_have_the_same_form_and_are_hidden_too() => ConfidentialIdentifiers.Hide("7K3M-9QXA-22RT").Should().Be("•••");

    [Theory]
    [InlineData("Depuis hier soir rien dans ma boîte, elle dit non.")]
    [InlineData("Appelez le 02 00 00 00 00 ou le 0600000000.")]
    [InlineData("La référence était 7K3M-9QXA, le 26/11/2026 à 14:30.")]
    [InlineData("Établissement 0769001W, salle B204, poste 1234")]
    public void Plain_words_and_numbers_stay(string typed) => ConfidentialIdentifiers.Hide(typed).Should().Be(typed);
}
