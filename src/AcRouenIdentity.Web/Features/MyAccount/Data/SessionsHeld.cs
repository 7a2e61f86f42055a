using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.MyAccount.Sessions;
using AcRouenIdentity.Web.Features.Shared.Devices;
using AcRouenIdentity.Web.Features.Shared.Networks;
using AcRouenIdentity.Web.Features.Shared.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MyAccount.Data;

/// <summary>Sign-ins that are open, and those that are over and still remembered.</summary>
internal sealed class SessionsHeld(IdentityDb db, Places places, IStringLocalizer<MyAccountTexts> texts, IOptions<SessionKeepingOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Sessions;

    public TimeSpan? KeptFor => options.Value.KeepEndedFor;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sessions = db.Sessions.AsNoTracking().Where(session => session.Subject == subject).OrderBy(session => session.StartedAt);
        await foreach (var session in sessions.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return Describe(session);
    }

    private HeldRecord Describe(Session session)
    {
        var device = DeviceWords.Of(session.Agent);
        return HeldRecord.Of(
            Held.Moment("startedAt", session.StartedAt),
            Held.Text("browser", device.Browser),
            Held.Text("system", device.System),
            Held.Text("agent", session.Agent),
            Held.Choice<DeviceKind>("device", session.Device, kind => texts[$"Device{kind}"]),
            Held.Text("place", places.NameOf(session.Source)),
            Held.Text("source", session.Source),
            Held.Text("methods", session.Methods),
            Held.Moment("authenticatedAt", session.AuthenticatedAt),
            Held.Moment("lastSeenAt", session.LastSeenAt),
            Held.Moment("expiresAt", session.ExpiresAt),
            Held.Moment("endedAt", session.EndedAt),
            Held.Choice<SessionEnd>("endedBy", session.EndedBy, end => texts[$"EventSessionsEnded_{end}"]));
    }
}
