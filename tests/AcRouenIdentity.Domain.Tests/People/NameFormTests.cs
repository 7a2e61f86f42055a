using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Tests.People;

public sealed class NameFormTests
{
    private static readonly Person Claire = new()
    {
        Key = new DirectoryKey("k"),
        Login = Login.Parse("cmartin1"),
        DisplayName = "Claire MARTIN",
        GivenName = "Claire",
        Surname = "Martin",
        State = AccountState.Active,
    };

    [Theory]
    [InlineData(NameForm.Usual, "Claire MARTIN")]
    [InlineData(NameForm.Birth, "Claire Durand")]
    [InlineData(NameForm.BirthAndUsual, "Claire Durand-Martin")]
    public void A_name_is_shown_in_the_form_that_was_chosen(NameForm form, string name) => NameForms.NameOf(Claire, " Durand ", form).Should().Be(name);

    [Theory, InlineData(null), InlineData(""), InlineData("  "), InlineData("MARTIN"), InlineData(" martin ")]
    public void Whoever_has_one_surname_has_one_name_whatever_they_chose_before(string? birthName)
    {
        NameForms.Of(Claire, birthName).Should().Equal(NameForm.Usual);
        Enum.GetValues<NameForm>().Select(form => NameForms.NameOf(Claire, birthName, form)).Should().AllBe("Claire MARTIN");
        Enum.GetValues<NameForm>().Select(form => NameForms.SurnameOf("Martin", birthName, form)).Should().AllBe("Martin");
    }
}
