using AcRouenIdentity.Domain.Access;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Access;

/// <summary><see cref="TargetAccess"/> for people of whom a record is kept: as the directory describes them now, or as the record does where they have left the directory or never got there.</summary>
public sealed class RecordAccess(IdentityDb db, IDirectory directory, TargetAccess targets)
{
    /// <returns>Null where no record is kept of anybody of that name.</returns>
    /// <exception cref="DirectoryUnavailableException">Nobody can say who that is.</exception>
    public async Task<TargetVerdict?> DecideAsync(Person actor, OfficeAct act, Login login, CancellationToken cancellationToken)
    {
        var text = login.ToString();
        return await db.People.AsNoTracking().FirstOrDefaultAsync(record => record.Login == text, cancellationToken) is { } record
            ? await DecideAsync(actor, act, record, cancellationToken)
            : null;
    }

    /// <exception cref="DirectoryUnavailableException">Nobody can say who that is.</exception>
    public async Task<TargetVerdict> DecideAsync(Person actor, OfficeAct act, PersonRecord record, CancellationToken cancellationToken) =>
        await directory.FindAsync(new DirectoryKey(record.DirectoryKey), cancellationToken) is { } person
            ? targets.Decide(actor, act, targets.TargetOf(person))
            : targets.Decide(actor, act, TargetOf(record));

    /// <summary>How far somebody may do that.</summary>
    public Reach ReachOf(Person actor, OfficeAct act) => targets.ReachOf(actor, act);

    private Target TargetOf(PersonRecord record) => targets.TargetOf(Described(record)) with
    {
        Serves = [.. record.Establishments.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Rne.Parse)],
    };

    private static Person Described(PersonRecord record) => new()
    {
        Key = new DirectoryKey(record.DirectoryKey),
        Login = Login.Parse(record.Login!),
        DisplayName = $"{record.GivenName} {record.Surname}",
        GivenName = record.GivenName,
        Surname = record.Surname,
        State = record.State,
        Postings = [.. (record.Postings?.Split('\n') ?? []).Select(PostingLine.Read)],
    };
}
