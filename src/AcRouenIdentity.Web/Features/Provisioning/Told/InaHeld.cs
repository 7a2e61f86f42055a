using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Told;

/// <summary>That a person has an INA, and since when: it is printed on letters only.</summary>
internal sealed class InaHeld(IdentityDb db, IOptions<ProvisioningOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Ina;

    public TimeSpan? KeptFor => TimeSpan.FromDays(options.Value.DaysKeptAfterDeparture);

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var issued = db.Inas.Where(ina => ina.DirectoryKey == owner.Key.Value).Select(ina => ina.IssuedAt);
        await foreach (var at in issued.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return HeldRecord.Of(Held.Moment("issuedAt", at));
    }
}
