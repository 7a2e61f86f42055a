using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SecondFactors;

/// <summary>That there is an application and how many recovery codes are left; no secret and no code.</summary>
internal sealed class SecondFactorsHeld(IdentityDb db) : IHeldData
{
    public HeldTopic Topic => HeldTopic.SecondFactors;

    public TimeSpan? KeptFor => null;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await db.AuthenticatorApps.AsNoTracking().SingleOrDefaultAsync(app => app.Subject == subject, cancellationToken) is { } app)
            yield return HeldRecord.Of(Held.Moment("addedAt", app.AddedAt), Held.Moment("lastUsedAt", app.LastUsedAt));

        var codes = await db.RecoveryCodes.AsNoTracking().Where(code => code.Subject == subject).ToListAsync(cancellationToken);
        if (codes.Count > 0)
            yield return HeldRecord.Of(Held.Number("recoveryCodes", codes.Count), Held.Moment("issuedAt", codes[0].MadeAt));
    }
}
