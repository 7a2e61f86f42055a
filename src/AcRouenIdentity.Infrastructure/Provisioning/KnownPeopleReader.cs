using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>One person as they are known, and whether the database has a record of them that says the state of their account.</summary>
public readonly record struct KnownEntry(KnownPerson Person, bool IsRecorded);

/// <summary>Everybody, as the directory and the database know them together.</summary>
public sealed class KnownPeopleReader(IPeopleRegister register, IDirectory directory, IdentityDb db, PersonRecords records)
{
    private const int Batch = 500;
    private const int BatchesAhead = 2;

    /// <summary>
    /// In no order. What a run was writing when it died counts as not written, so that the next plan says it again: nobody knows how much of it arrived.
    /// </summary>
    public async IAsyncEnumerable<KnownEntry> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pending = await FindPendingAsync(cancellationToken);
        await foreach (var listed in register.ListAsync(cancellationToken).Chunk(Batch).ReadAheadAsync(BatchesAhead, cancellationToken))
        {
            var recorded = await FindRecordsAsync(listed.Select(person => person.Key.Value), cancellationToken);
            foreach (var person in listed)
            {
                if (Known(person, recorded.GetValueOrDefault(person.Key.Value), pending.Contains(person.Key.Value)) is { } known)
                    yield return known;
            }
        }
    }

    /// <summary>One person, in the state in which the directory has them now.</summary>
    public async Task<KnownPerson> ReadAsync(PersonRecord record, CancellationToken cancellationToken)
    {
        var recorded = records.Read(record);
        var now = await directory.FindAsync(recorded.Key, cancellationToken);
        return now is null || now.State == register.ReadsAs(record.State)
            ? recorded
            : PersonRecords.InStateOf(recorded, now.State);
    }

    private KnownEntry? Known(KnownPerson listed, PersonRecord? record, bool isPending) => (record, isPending) switch
    {
        (null, true) => null,
        (null, false) => new KnownEntry(listed, IsRecorded: false),
        (_, true) => new KnownEntry(records.Read(record), IsRecorded: true),
        (_, false) => Merge(listed, record, register.ReadsAs(record.State)),
    };

    private KnownEntry Merge(KnownPerson listed, PersonRecord record, AccountState recordedReadsAs) =>
        new(records.Merge(listed, record, register.Kept, recordedReadsAs), IsRecorded: listed.State == recordedReadsAs);

    private Task<HashSet<string>> FindPendingAsync(CancellationToken cancellationToken) =>
        db.PersonChanges.Where(change => change.Stage == ChangeStage.Pending).Select(change => change.DirectoryKey).ToHashSetAsync(cancellationToken);

    /// <summary>The keys go as one parameter: as one each, the statement is written and prepared anew for every batch.</summary>
    private Task<Dictionary<string, PersonRecord>> FindRecordsAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var asked = keys.ToArray();
        return db.People.AsNoTracking().Where(record => EF.Parameter(asked).Contains(record.DirectoryKey)).ToDictionaryAsync(record => record.DirectoryKey, cancellationToken);
    }
}
