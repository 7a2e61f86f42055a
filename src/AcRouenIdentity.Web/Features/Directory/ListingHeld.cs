using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>Whether a person is listed, and how often they searched lately: for what, nobody keeps.</summary>
internal sealed class ListingHeld(IdentityDb db, IStringLocalizer<DirectoryTexts> texts) : IHeldData
{
    public HeldTopic Topic => HeldTopic.Listing;

    public TimeSpan? KeptFor => DirectoryUpkeep.CountsKept;

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unlisted = await db.UnlistedPeople.AsNoTracking().SingleOrDefaultAsync(row => row.DirectoryKey == owner.Key.Value, cancellationToken);
        var uses = await db.DirectoryUses.AsNoTracking().Where(use => use.Subject == subject).OrderBy(use => use.Since).ToListAsync(cancellationToken);
        yield return HeldRecord.Of(
            Held.Flag("listed", unlisted is null),
            Held.Moment("hiddenSince", unlisted?.Since),
            Held.Records("uses", uses.ConvertAll(Describe)));
    }

    private HeldRecord Describe(DirectoryUse use) => HeldRecord.Of(
        Held.Choice<DirectoryUseKind>("kind", use.Kind, kind => texts[$"Use{kind}"]),
        Held.Moment("since", use.Since),
        Held.Number("count", use.Count));
}
