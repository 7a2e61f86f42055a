using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Mail;

/// <summary>Mails to a person: that they were written, and when. What they said is erased once they are sent, and may hold a code before.</summary>
internal sealed class MailsHeld(IdentityDb db, IOptions<MailOptions> options, IStringLocalizer<SharedTexts> texts) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Mails;

    public TimeSpan? KeptFor => options.Value.KeepClosedFor;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mails = db.Set<OutgoingMail>().AsNoTracking().Where(mail => mail.Reader == owner.Key.Value).OrderBy(mail => mail.QueuedAt);
        await foreach (var mail in mails.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return HeldRecord.Of(
                Held.Moment("queuedAt", mail.QueuedAt),
                Held.Choice<MailKind>("kind", mail.Kind, kind => texts[$"Mail{kind}"]),
                Held.Choice("outcome", mail.Outcome, outcome => texts[$"MailOutcome{outcome}"]),
                Held.Moment("closedAt", mail.ClosedAt));
        }
    }
}
