using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using AcRouenIdentity.Web.Features.Shared.Sessions;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Somebody signed in: the session as it stands in the database and the person as the directory describes them now, named as they chose.</summary>
/// <param name="MailClosedUntil">Until when applications may not read mail with the account; null, or past, where they may.</param>
public sealed record SignedInPerson(Session Session, Person Person, DateTimeOffset? MailClosedUntil);

/// <summary>Who is signed in on this request.</summary>
public sealed class CurrentSession(IDirectory directory, PreferenceBook preferences)
{
    /// <returns>Null when nobody is, or when the person is no longer in the directory.</returns>
    /// <exception cref="DirectoryUnavailableException">The directory cannot say who the person is.</exception>
    public async Task<SignedInPerson?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<OpenSession>()?.Reading is not { Session: { } session } reading)
            return null;

        var person = await directory.FindAsync(new DirectoryKey(session.DirectoryKey), cancellationToken);
        if (person is null)
            return null;
        return new SignedInPerson(session, await preferences.ApplyAsync(person, reading.Chosen, cancellationToken), reading.MailClosedUntil);
    }
}

/// <summary>The session that the cookie of this request stands for, over by then: it lets nobody in, and its browser may still end what lives on under it.</summary>
internal sealed record SessionLeftAlone(Session Session);

/// <summary>The session that the cookie of this request was found to stand for.</summary>
internal sealed record OpenSession(SessionReading Reading)
{
    public Session Session => Reading.Session;
}
