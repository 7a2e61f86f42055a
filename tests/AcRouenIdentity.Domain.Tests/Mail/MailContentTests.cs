using System.Globalization;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Domain.Tests.Mail;

public sealed class MailContentTests
{
    [Theory]
    [InlineData("fr", MailLanguage.French)]
    [InlineData("fr-FR", MailLanguage.French)]
    [InlineData("en", MailLanguage.English)]
    [InlineData("en-GB", MailLanguage.English)]
    [InlineData("de", MailLanguage.French)]
    public void A_mail_is_in_French_unless_its_reader_chose_English(string culture, MailLanguage language) =>
        MailLanguages.Of(new CultureInfo(culture)).Should().Be(language);

    [Fact]
    public void Its_text_form_says_nothing_of_it()
    {
        PrintedCode.TryParse("7K3M9QXA", 8, out var code).Should().BeTrue();
        var content = new MailContent.BackupAddressCode("Claire", code, TimeSpan.FromMinutes(15));

        content.ToString().Should().Be("BackupAddressCode");
        content.Facts.Should().BeEquivalentTo([("given_name", "Claire"), ("code", "7K3M-9QXA"), ("minutes", "15")]);
    }
}
