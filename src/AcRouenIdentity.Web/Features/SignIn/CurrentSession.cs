using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Somebody signed in: the session as it stands in the database and the person as the directory describes them now.</summary>
public sealed record SignedInPerson(Session Session, Person Person);

/// <summary>Who is signed in on this request.</summary>
public sealed class CurrentSession(IDirectory directory)
{
    /// <returns>Null when nobody is, or when the person is no longer in the directory.</returns>
    /// <exception cref="DirectoryUnavailableException">The directory cannot say who the person is.</exception>
    public async Task<SignedInPerson?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<OpenSession>()?.Session is not { } session)
            return null;

        var person = await directory.FindAsync(new DirectoryKey(session.DirectoryKey), cancellationToken);
        return person is null ? null : new SignedInPerson(session, person);
    }
}

/// <summary>The session that the cookie of this request was found to stand for.</summary>
internal sealed record OpenSession(Session Session);
