using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>Somebody whom an officer named.</summary>
public sealed record NamedPerson(string Key, string Login);

/// <summary>People by what officers call them: identifiant, address or NUMEN.</summary>
public sealed class NamedPeople(IdentityDb db, IDirectory directory)
{
    /// <returns>Null where no record is kept of such a person.</returns>
    /// <exception cref="DirectoryUnavailableException">Nobody knows whose NUMEN or address it is.</exception>
    public async Task<NamedPerson?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (SignInName.TryParse(name) is not { } signInName)
            return null;
        if (signInName is SignInName.ByLogin { Login: var login })
            return await FindAsync(login, cancellationToken);
        return await directory.FindAsync(signInName, cancellationToken) is { } person ? await FindAsync(person.Login, cancellationToken) : null;
    }

    private Task<NamedPerson?> FindAsync(Login login, CancellationToken cancellationToken)
    {
        var text = login.ToString();
        return db.People.Where(person => person.Login == text).Select(person => new NamedPerson(person.DirectoryKey, text)).FirstOrDefaultAsync(cancellationToken);
    }
}
