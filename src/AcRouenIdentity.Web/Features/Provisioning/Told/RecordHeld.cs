using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Told;

/// <summary>What is kept of a person beside the directory; not who asked for their account.</summary>
internal sealed class RecordHeld(IdentityDb db, PersonRecords records, PeopleWords words, IOptions<ProvisioningOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Record;

    public TimeSpan? KeptFor => TimeSpan.FromDays(options.Value.DaysKeptAfterDeparture);

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(row => row.DirectoryKey == owner.Key.Value, cancellationToken) is not { } record)
            yield break;

        var facts = await words.FactsOfAsync(records.Read(record), cancellationToken);
        yield return HeldRecord.Of([.. facts, .. Beside(record)]);
    }

    private static IEnumerable<HeldField?> Beside(PersonRecord record) =>
    [
        Held.Text("feedKey", record.FeedKey),
        Held.Text("suspensionReason", record.SuspensionReason is { } reason ? ConfidentialIdentifiers.Hide(reason) : null),
        Held.Day("suspendedUntil", record.SuspendedUntil),
        Held.Moment("departedAt", record.DepartedAt),
        Held.Day("mailUntil", record.MailUntil),
        Held.Flag("askedForByASchool", record.DelegatedBy is null ? null : true),
        Held.Moment("createdAt", record.CreatedAt),
        Held.Moment("changedAt", record.ChangedAt),
    ];
}
