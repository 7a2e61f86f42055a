using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>
/// Turns proposed identifiers into reserved ones, for good, before anything is written to the directory. Several runs may do so at once, on the same people or on others of
/// the same names; a run that was killed gets what it had reserved.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class IdentifierReservations(IdentityDb db, TimeProvider clock)
{
    /// <summary>Everything of that kind that was ever given, for the allocation to start from.</summary>
    public async Task<GivenIdentifiers> FindGivenAsync(IdentifierKind kind, CancellationToken cancellationToken)
    {
        var ofKind = db.Set<GivenIdentifier>().Where(identifier => identifier.Kind == kind).Select(identifier => identifier.Text);
        var given = new GivenIdentifiers(await ofKind.CountAsync(cancellationToken));
        await foreach (var text in ofKind.AsAsyncEnumerable().WithCancellation(cancellationToken))
            given.Add(text);
        return given;
    }

    /// <param name="newcomers">A batch of some hundred; no key twice.</param>
    /// <returns>What each has now, in the order of keys.</returns>
    public async Task<IReadOnlyList<GivenIdentity>> ReserveAsync(
        IReadOnlyCollection<Newcomer> newcomers, IdentifierAllocation allocation, CancellationToken cancellationToken)
    {
        var byKey = newcomers.ToDictionary(newcomer => newcomer.Key);
        var reserved = await FindReservedAsync(byKey.Keys, cancellationToken);
        var proposed = allocation.Give(newcomers.Where(newcomer => !reserved.ContainsKey(newcomer.Key)));
        while (proposed.Count > 0 && !await TrySaveAsync(proposed, cancellationToken))
        {
            reserved = await FindReservedAsync(byKey.Keys, cancellationToken);
            var taken = await FindTakenAsync(proposed, cancellationToken);
            proposed = [.. proposed.Where(one => !reserved.ContainsKey(one.Key)).Select(one => GiveAnother(one, byKey[one.Key], taken, allocation))];
        }

        return [.. reserved.Values.Concat(proposed).OrderBy(identity => identity.Key.Value, StringComparer.Ordinal)];
    }

    private static GivenIdentity GiveAnother(GivenIdentity proposed, Newcomer newcomer, HashSet<string> taken, IdentifierAllocation allocation) => proposed with
    {
        Login = taken.Contains(proposed.Login.ToString()) ? allocation.GiveAnotherLogin(newcomer) : proposed.Login,
        Address = taken.Contains(proposed.Address.ToString()) ? allocation.GiveAnotherAddress(newcomer) : proposed.Address,
    };

    private async Task<bool> TrySaveAsync(IReadOnlyList<GivenIdentity> proposed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = proposed.SelectMany(one => RowsOf(one, now)).ToList();
        db.AddRange(rows);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict() || IsDeadlock(exception))
        {
            return false;
        }
        finally
        {
            // Saved or not, nobody looks at them again.
            rows.ForEach(row => db.Entry(row).State = EntityState.Detached);
        }
    }

    /// <summary>Two batches that wait for each other's rows: PostgreSQL lets one go on, the other begins again.</summary>
    private static bool IsDeadlock(DbUpdateException exception) => exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected };

    private static IEnumerable<GivenIdentifier> RowsOf(GivenIdentity identity, DateTimeOffset now)
    {
        yield return RowOf(identity, IdentifierKind.Login, identity.Login.ToString(), now);
        yield return RowOf(identity, IdentifierKind.Address, identity.Address.ToString(), now);
    }

    private static GivenIdentifier RowOf(GivenIdentity identity, IdentifierKind kind, string text, DateTimeOffset now) => new()
    {
        Kind = kind,
        Text = text,
        DirectoryKey = identity.Key.Value,
        Rank = 0,
        Remarks = identity.Remarks,
        GivenAt = now,
    };

    private async Task<Dictionary<DirectoryKey, GivenIdentity>> FindReservedAsync(IEnumerable<DirectoryKey> keys, CancellationToken cancellationToken)
    {
        var values = keys.Select(key => key.Value).ToArray();
        var rows = await db.Set<GivenIdentifier>().AsNoTracking()
            .Where(identifier => values.Contains(identifier.DirectoryKey) && identifier.Rank == 0)
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.DirectoryKey).ToDictionary(rowsOfOne => new DirectoryKey(rowsOfOne.Key), rowsOfOne => IdentityOf([.. rowsOfOne]));
    }

    /// <summary>Both rows are saved in one transaction, so that nobody has one alone.</summary>
    private static GivenIdentity IdentityOf(IReadOnlyList<GivenIdentifier> rows) => new(
        new DirectoryKey(rows[0].DirectoryKey),
        Login.Parse(rows.Single(row => row.Kind == IdentifierKind.Login).Text),
        MailAddress.Parse(rows.Single(row => row.Kind == IdentifierKind.Address).Text),
        rows[0].Remarks);

    private async Task<HashSet<string>> FindTakenAsync(IReadOnlyList<GivenIdentity> proposed, CancellationToken cancellationToken)
    {
        var texts = proposed.SelectMany(one => new[] { one.Login.ToString(), one.Address.ToString() }).ToArray();
        return await db.Set<GivenIdentifier>().Where(identifier => texts.Contains(identifier.Text)).Select(identifier => identifier.Text).ToHashSetAsync(cancellationToken);
    }
}
