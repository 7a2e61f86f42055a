using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>An address for its owner's eyes, with what is known of it.</summary>
public sealed record OwnAddress(BackupAddress Record, OutsideAddress Address);

/// <summary>The backup addresses that people proved to read, the oldest first.</summary>
public sealed class BackupAddressBook(IdentityDb db, BackupAddressVault vault, IOptions<BackupAddressOptions> options, TimeProvider clock)
{
    private DateTimeOffset Now => clock.GetUtcNow();

    private TimeSpan Delay => options.Value.ChangeDelay;

    public Task<bool> HasOneAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        db.BackupAddresses.AnyAsync(address => address.DirectoryKey == person.Value && address.RemovedAt == null, cancellationToken);

    /// <summary>Whatever comes now is a change: one was there before, even if it is gone.</summary>
    public Task<bool> EverHadOneAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        db.BackupAddresses.AnyAsync(address => address.DirectoryKey == person.Value, cancellationToken);

    /// <summary>Those that are there.</summary>
    public Task<IReadOnlyList<OwnAddress>> FindAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        FindAsync(person, address => address.IsThere, cancellationToken);

    /// <summary>Those that were removed and may be put back.</summary>
    public Task<IReadOnlyList<OwnAddress>> FindRemovedAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        FindAsync(person, address => address.MayComeBack(Now, Delay), cancellationToken);

    /// <summary>Those that hear of what is changed.</summary>
    public Task<IReadOnlyList<OwnAddress>> FindHearingAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        FindAsync(person, address => address.HearsOfChanges(Now, Delay), cancellationToken);

    /// <summary>Those that may serve a recovery now.</summary>
    public Task<IReadOnlyList<OwnAddress>> FindServingAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        FindAsync(person, address => address.MayServeRecovery(Now), cancellationToken);

    private async Task<IReadOnlyList<OwnAddress>> FindAsync(DirectoryKey person, Func<BackupAddress, bool> isAsked, CancellationToken cancellationToken)
    {
        var known = await db.BackupAddresses.AsNoTracking()
            .Where(address => address.DirectoryKey == person.Value && address.Protected != null)
            .OrderBy(address => address.Id)
            .ToListAsync(cancellationToken);
        return [.. known.Where(isAsked).Select(address => new OwnAddress(address, vault.Open(address.Protected!)))];
    }
}
