using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>The backup addresses that people proved to read.</summary>
public sealed class BackupAddressBook(IdentityDb db, BackupAddressVault vault)
{
    public Task<bool> HasOneAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        db.BackupAddresses.AnyAsync(address => address.DirectoryKey == person.Value, cancellationToken);

    /// <summary>For their owner's eyes; the oldest first.</summary>
    public async Task<IReadOnlyList<OutsideAddress>> FindAsync(DirectoryKey person, CancellationToken cancellationToken)
    {
        var rows = await db.BackupAddresses.AsNoTracking().Where(address => address.DirectoryKey == person.Value).OrderBy(address => address.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => vault.Open(row.Protected));
    }
}
