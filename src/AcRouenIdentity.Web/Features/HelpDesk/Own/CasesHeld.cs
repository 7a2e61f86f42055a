using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.HelpDesk.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.HelpDesk.Own;

/// <summary>The cases about a person and what stands in them, but for the names of those who worked on them.</summary>
internal sealed class CasesHeld(IdentityDb db, CaseVault vault, HelpDeskWording wording, IOptions<HelpDeskOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Cases;

    public TimeSpan? KeptFor => options.Value.KeptFor;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cases = await db.Cases.AsNoTracking().Where(row => row.DirectoryKey == owner.Key.Value).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in cases)
        {
            yield return Describe(row);
            var entries = db.CaseEntries.AsNoTracking().Where(entry => entry.CaseId == row.Id).OrderBy(entry => entry.Id);
            await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(cancellationToken))
                yield return Describe(row.Reference, entry);
        }
    }

    private HeldRecord Describe(AssistanceCase row)
    {
        var said = row.Said is { } content ? vault.OpenStatement(content) : null;
        return HeldRecord.Of(
            Held.Text("case", row.Reference),
            Held.Choice<CaseOrigin>("origin", row.Origin, wording.Of),
            Held.Choice<CaseState>("caseState", row.State, wording.Of),
            Held.Choice("outcome", row.Outcome, wording.Of),
            Held.Moment("openedAt", row.OpenedAt),
            Held.Moment("closedAt", row.ClosedAt),
            Held.Text("nameGiven", said?.Name),
            Held.Text("schoolGiven", said?.School),
            Held.Text("accountGiven", said?.Account),
            Held.Text("numenGiven", said?.Numen),
            Held.Text("addressGiven", said?.MailAddress),
            Held.Text("phoneGiven", said?.Phone),
            Held.Text("postalAddress", said?.PostalAddress),
            Held.Text("messageSubject", said?.Subject),
            Held.Text("message", said?.Text));
    }

    private HeldRecord Describe(string reference, CaseEntry entry) => HeldRecord.Of(
        Held.Text("case", reference),
        Held.Moment("at", entry.At),
        Held.Text("done", wording.Of(new JournalLine(entry.At, By: null, entry.Kind, entry.What, Text: null))),
        Held.Text("note", entry.Text is { } text ? vault.OpenNote(text) : null));
}
