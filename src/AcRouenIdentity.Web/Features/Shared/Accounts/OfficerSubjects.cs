using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Shared.Accounts;

/// <summary>Who acted, as the audit names people: a login or the name that somebody typed may hold anything and stays in the run or the history.</summary>
public sealed class OfficerSubjects(IdentityDb db, AccountBook accounts)
{
    /// <returns>Null for nobody, and for whoever typed a command on the machine.</returns>
    public async Task<string?> FindAsync(string? by, CancellationToken cancellationToken)
    {
        if (!Login.TryParse(by, out var login))
            return null;
        var text = login.ToString();
        var key = await db.People.Where(record => record.Login == text).Select(record => record.DirectoryKey).FirstOrDefaultAsync(cancellationToken);
        return key is null ? null : accounts.SubjectOf(new DirectoryKey(key));
    }
}
