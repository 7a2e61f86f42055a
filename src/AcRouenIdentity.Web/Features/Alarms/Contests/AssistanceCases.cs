using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.HelpDesk;
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
    Told,

    /// <summary>It neither works here nor has an address: the person tells it.</summary>
    NotYet,
}

/// <summary>Tells the assistance of an account that was blocked by a contest.</summary>
public sealed class AssistanceCases(
    ICaseOpening cases, MailOutbox outbox, MailTemplates templates, AssistanceForm form, ISecretGenerator secrets, IOptions<AssistanceOptions> assistance)
{
    /// <summary>Adds the case to what the caller saves, and the mail that tells of it.</summary>
    public ContestVerdict.Blocked Open(Person person, ContestCode code)
    {
        var reference = AssistanceReference.New(secrets);
        cases.Open(new NewCase(reference, CaseOrigin.Contest, person, Said: null));
        if (!form.TellsByMail)
            return new ContestVerdict.Blocked(reference, form.IsOffered ? AssistanceTold.Told : AssistanceTold.NotYet);

        var content = new MailContent.AccountContested(reference, person.DisplayName, person.Login, code.Change, TimeZoneInfo.ConvertTime(code.MadeAt, PublicTime.Zone));
        // The agents read French, whatever the language of the page.
        outbox.Add(templates.Write(content, MailRecipient.Parse(assistance.Value.Mail!), MailLanguage.French), goodFor: null);
        return new ContestVerdict.Blocked(reference, AssistanceTold.Told);
    }
}
