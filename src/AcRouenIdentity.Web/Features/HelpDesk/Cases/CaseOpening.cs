using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Shared.Accounts;

namespace AcRouenIdentity.Web.Features.HelpDesk.Cases;

/// <summary>Writes new cases down.</summary>
internal sealed class CaseOpening(IdentityDb db, CaseVault vault, AccountBook accounts, AuditTrail audit, TimeProvider clock) : ICaseOpening
{
    public void Open(NewCase opened) => Open(opened, by: null);

    /// <param name="by">Whoever writes it down for somebody; null for themselves.</param>
    public AssistanceCase Open(NewCase opened, Person? by)
    {
        var row = new AssistanceCase
        {
            Reference = opened.Reference,
            Origin = opened.Origin,
            Said = opened.Said is { } said ? vault.Close(said) : null,
            OpenedAt = clock.GetUtcNow(),
            OpenedBy = by?.Login.ToString(),
        };
        if (opened.About is { } person)
            row.Identify(person.Key, EstablishmentsOf(person));
        db.Add(row);
        audit.Record(new AuditEvent.CaseOpened(opened.About is { } about ? accounts.SubjectOf(about) : null, row.Reference, row.Origin, by is null ? null : accounts.SubjectOf(by)));
        return row;
    }

    public static string EstablishmentsOf(Person person) => PersonRecords.Joined(person.Postings.Select(posting => posting.Rne));
}
