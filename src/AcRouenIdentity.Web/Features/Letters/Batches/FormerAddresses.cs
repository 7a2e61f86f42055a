using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>The professional addresses that people had before theirs of today; nobody else ever gets one.</summary>
internal static class FormerAddresses
{
    public static IQueryable<PersonRecord> OnlyThoseWithOne(IQueryable<PersonRecord> people, IdentityDb db)
    {
        var given = db.Set<GivenIdentifier>().Where(identifier => identifier.Kind == IdentifierKind.Address);
        return people.Where(person => given.Any(identifier => identifier.DirectoryKey == person.DirectoryKey && identifier.Text != person.Address));
    }

    /// <summary>The last one of each of these people who has one.</summary>
    public static async Task<Dictionary<string, MailAddress>> FindAsync(IdentityDb db, IReadOnlyCollection<PersonRecord> people, CancellationToken cancellationToken)
    {
        var today = people.ToDictionary(person => person.DirectoryKey, person => person.Address);
        var keys = today.Keys.ToList();
        var given = await db.Set<GivenIdentifier>().AsNoTracking()
            .Where(identifier => identifier.Kind == IdentifierKind.Address && keys.Contains(identifier.DirectoryKey))
            .OrderBy(identifier => identifier.GivenAt)
            .ThenBy(identifier => identifier.Rank)
            .ToListAsync(cancellationToken);
        return given
            .Where(identifier => identifier.Text != today[identifier.DirectoryKey])
            .GroupBy(identifier => identifier.DirectoryKey)
            .ToDictionary(ofOne => ofOne.Key, ofOne => MailAddress.Parse(ofOne.Last().Text));
    }
}
