using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Web.Features.Shared.Addresses;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>Leaves the mails of a reminder in the outbox, to be saved with the note of it.</summary>
public sealed class ReminderMails(MailOutbox outbox, MailTemplates templates, PublicAddress address)
{
    /// <returns>How many.</returns>
    public int Leave(WaitingSecretariat secretariat, string name, IEnumerable<Secretary> secretaries)
    {
        var content = new MailContent.LettersWaiting(name, secretariat.Letters, address.Of(LetterPaths.HandOver[1..]));
        var count = 0;
        foreach (var secretary in secretaries.DistinctBy(one => one.Address))
        {
            outbox.Add(templates.Write(content, MailRecipient.Of(secretary.Address), secretary.Language) with { Reader = secretary.Key }, goodFor: null);
            count++;
        }

        return count;
    }
}
