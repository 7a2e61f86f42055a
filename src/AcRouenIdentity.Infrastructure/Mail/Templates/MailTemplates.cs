using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Infrastructure.Mail.Templates;

/// <summary>The mails of the theme in use, read once.</summary>
public sealed class MailTemplates
{
    private readonly Dictionary<(MailKind, MailLanguage), MailWording> wordings;
    private readonly MailLayout layout;

    internal MailTemplates(Dictionary<(MailKind, MailLanguage), MailWording> wordings, MailLayout layout)
    {
        this.wordings = wordings;
        this.layout = layout;
    }

    public MailMessage Write(MailContent content, MailRecipient to, MailLanguage language)
    {
        var mail = wordings[(content.Kind, language)].Say(content);
        return new MailMessage(content.Kind, to, language, mail.Subject, mail.Text, layout.Fill(mail, language));
    }
}
