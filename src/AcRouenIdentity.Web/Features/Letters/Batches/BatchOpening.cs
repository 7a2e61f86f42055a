using System.Globalization;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Requests;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>Settles who gets a letter: who needs one, and has none in a batch that is not over. Two officers who ask at once share the people between them.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class BatchOpening(IdentityDb db, AuditTrail audit, OfficerSubjects officers, BatchSignal signal, TimeProvider clock)
{
    private const int Attempts = 5;
    private static readonly CompareInfo French = CultureInfo.GetCultureInfo("fr-FR").CompareInfo;

    public async Task<BatchOpened> OpenAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        if (await FindPeopleAsync(request, cancellationToken) is not { } people)
            return new BatchOpened.Unknown();

        var needy = await NeedyAsync(request, people, cancellationToken);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await TrySaveAsync(request, needy, cancellationToken) is not { } opened)
                continue;
            signal.Raise();
            return opened;
        }

        throw new InvalidOperationException("Letters are asked for faster than they can be told apart.");
    }

    /// <summary>Null where the run, the school or the person does not exist.</summary>
    private async Task<List<Recipient>?> FindPeopleAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var people = await ScopeAsync(request, cancellationToken);
        if (people is null)
            return null;
        var needs = request.Kind == LetterKind.FirstAccess ? new[] { AccountState.Announced, AccountState.Provisioned } : [AccountState.Active];
        if (request.Kind == LetterKind.AddressChange)
            people = FormerAddresses.OnlyThoseWithOne(people, db);
        return await people
            .Where(person => needs.Contains(person.State) && person.Login != null && person.Address != null)
            .Select(person => new Recipient(person.DirectoryKey, person.MainEstablishment, person.Surname, person.GivenName))
            .ToListAsync(cancellationToken);
    }

    private async Task<IQueryable<PersonRecord>?> ScopeAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var people = db.People.AsNoTracking();
        switch (request.Scope)
        {
            case BatchScope.Run when int.TryParse(request.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var run) && await db.ProvisioningRuns.AnyAsync(row => row.Id == run, cancellationToken):
                var created = db.PersonChanges.Where(change => change.RunId == run && change.Kind == PlanKind.Create && change.Stage == ChangeStage.Done);
                return people.Where(person => created.Any(change => change.DirectoryKey == person.DirectoryKey));
            case BatchScope.Establishment when Rne.TryParse(request.Value, out var rne):
                var (uai, listed) = (rne.ToString(), $";{rne};");
                var ofSchool = people.Where(person => person.MainEstablishment == uai || (person.MainEstablishment == null && person.Establishments.Contains(listed)));
                return await ofSchool.AnyAsync(cancellationToken) ? ofSchool : null;
            case BatchScope.Person when Login.TryParse(request.Value, out var login):
                var text = login.ToString();
                var one = people.Where(person => person.Login == text);
                return await one.AnyAsync(cancellationToken) ? one : null;
            case BatchScope.Chosen when request.Chosen.Count > 0:
                // One parameter, however many they are.
                var keys = request.Chosen.ToArray();
                return people.Where(person => EF.Parameter(keys).Contains(person.DirectoryKey));
            case BatchScope.Requests when request.Kind == LetterKind.Recovery:
                return people.WhoAskedForALetter(db, Rne.TryParse(request.Value, out var school) ? school : null);
            default:
                return null;
        }
    }

    /// <summary>In the order of printing: by school, and by name as a French list is sorted. Who has no school comes last.</summary>
    private async Task<List<Recipient>> NeedyAsync(BatchRequest request, List<Recipient> people, CancellationToken cancellationToken)
    {
        var served = request.Choice == BatchChoice.Everybody ? [] : await FindServedAsync(request.Kind, cancellationToken);
        people.RemoveAll(person => served.Contains(person.Key));
        people.Sort((one, other) =>
            string.CompareOrdinal(one.Establishment ?? "~", other.Establishment ?? "~") is not 0 and var school ? school
            : French.Compare(one.Surname, other.Surname) is not 0 and var surname ? surname
            : French.Compare(one.GivenName, other.GivenName) is not 0 and var given ? given
            : string.CompareOrdinal(one.Key, other.Key));
        return people;
    }

    private async Task<HashSet<string>> FindServedAsync(LetterKind kind, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Letters
            .Where(letter => letter.Kind == kind && letter.PrintedAt != null && letter.End == null && letter.ExpiresAt > now)
            .Select(letter => letter.DirectoryKey)
            .ToHashSetAsync(cancellationToken);
    }

    /// <returns>Null when another officer's batch took some of them meanwhile.</returns>
    private async Task<BatchOpened?> TrySaveAsync(BatchRequest request, List<Recipient> needy, CancellationToken cancellationToken)
    {
        if (needy.Count == 0)
            return new BatchOpened.NobodyNeedsOne();
        var taken = await db.Letters.Where(letter => letter.Slot != null && letter.Kind == request.Kind).Select(letter => letter.DirectoryKey).ToHashSetAsync(cancellationToken);
        var free = needy.Where(person => !taken.Contains(person.Key)).ToList();
        if (free.Count == 0)
            return new BatchOpened.AllInOtherBatches(needy.Count);

        var batch = new LetterBatch
        {
            Kind = request.Kind,
            Scope = request.Scope,
            ScopeValue = request.ScopeValue,
            AskedAt = clock.GetUtcNow(),
            AskedBy = request.AskedBy,
            Total = free.Count,
            LeftOut = needy.Count - free.Count,
        };
        return await TrySaveAsync(batch, free, cancellationToken) ? new BatchOpened.Opened(batch) : null;
    }

    private async Task<bool> TrySaveAsync(LetterBatch batch, List<Recipient> people, CancellationToken cancellationToken)
    {
        var officer = await officers.FindAsync(batch.AskedBy, cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Add(batch);
            await db.SaveChangesAsync(cancellationToken);
            db.AddRange(people.Select((person, index) => LetterTo(person, batch, index + 1)));
            audit.Record(new AuditEvent.LettersAsked(batch.Id, batch.Kind, batch.Total, officer));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static Letter LetterTo(Recipient person, LetterBatch batch, int rank) => new()
    {
        BatchId = batch.Id,
        DirectoryKey = person.Key,
        Kind = batch.Kind,
        Establishment = person.Establishment,
        Rank = rank,
        Slot = Letter.SlotOf(batch.Kind, person.Key),
    };

    private sealed record Recipient(string Key, string? Establishment, string Surname, string GivenName);
}
