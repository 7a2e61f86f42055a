using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Protocol;

/// <summary>Remembers what is worth something once, for all nodes.</summary>
internal sealed class UsedOnce(IdentityDb db)
{
    /// <param name="end">When it is worth nothing in any case.</param>
    /// <returns>False where it was used before, here or elsewhere.</returns>
    public async Task<bool> IsFirstAsync(string name, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var used = new UsedAssertion { Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))), ExpiresAt = end };
        db.Add(used);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            db.Entry(used).State = EntityState.Detached;
            return false;
        }
    }
}
