using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;

namespace AcRouenIdentity.Web.Features.Shared.Access;

public static class ReachablePeople
{
    /// <summary>Those who serve within reach.</summary>
    public static IQueryable<PersonRecord> Within(this IQueryable<PersonRecord> people, Reach reach)
    {
        if (reach.IsEverywhere)
            return people;
        var parts = reach.Parts();
        return people.Where(person => parts.Any(part => person.Establishments.Contains(part)));
    }
}
