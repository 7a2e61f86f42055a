using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>Whether a person stands in the directory of people: their own choice, kept when feeds and accounts change.</summary>
internal sealed class OwnListing(IdentityDb db, AuditTrail audit, AccountBook accounts, TimeProvider clock)
{
    // The same choice sent twice at once: the second finds it made.
    private const int Rounds = 3;

    public async Task<ListingChoice> FindAsync(DirectoryKey person, CancellationToken cancellationToken) =>
        await db.UnlistedPeople.AnyAsync(unlisted => unlisted.DirectoryKey == person.Value, cancellationToken) ? ListingChoice.Unlisted : ListingChoice.Listed;

    /// <summary>A choice that is made already changes nothing, and is not recorded again.</summary>
    public async Task ChooseAsync(Person person, ListingChoice choice, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var unlisted = await db.UnlistedPeople.SingleOrDefaultAsync(row => row.DirectoryKey == person.Key.Value, cancellationToken);
            if (choice == (unlisted is null ? ListingChoice.Listed : ListingChoice.Unlisted))
                return;

            if (unlisted is null)
                db.Add(new UnlistedPerson { DirectoryKey = person.Key.Value, Since = clock.GetUtcNow() });
            else
                db.Remove(unlisted);
            audit.Record(new AuditEvent.DirectoryListingChosen(accounts.SubjectOf(person), choice));
            if (await db.TrySaveAsync(cancellationToken))
                return;
        }
    }
}
