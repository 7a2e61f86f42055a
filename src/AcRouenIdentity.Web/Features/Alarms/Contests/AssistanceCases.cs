using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Alarms.Contests;

public enum AssistanceTold
{
    ByMail,

    /// <summary>It has no address here: the person tells it.</summary>
    NotYet,
}

/// <summary>Tells the assistance of an account that was blocked by a contest.</summary>
public sealed class AssistanceCases(
    MailOutbox outbox, MailTemplates templates, AssistanceForm form, ISecretGenerator secrets, IOptions<AssistanceOptions> assistance)
{
    /// <summary>Adds the mail to what the caller saves.</summary>
    public ContestVerdict.Blocked Open(Person person, ContestCode code)
    {
        var reference = AssistanceReference.New(secrets);
        if (!form.IsOffered)
            return new ContestVerdict.Blocked(reference, AssistanceTold.NotYet);

        var content = new MailContent.AccountContested(reference, person.DisplayName, person.Login, code.Change, TimeZoneInfo.ConvertTime(code.MadeAt, PublicTime.Zone));
        // The agents read French, whatever the language of the page.
        outbox.Add(templates.Write(content, MailRecipient.Parse(assistance.Value.Mail!), MailLanguage.French), goodFor: null);
        return new ContestVerdict.Blocked(reference, AssistanceTold.ByMail);
    }
}
