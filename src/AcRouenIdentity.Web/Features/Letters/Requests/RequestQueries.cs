using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

internal static class RequestQueries
{
    /// <summary>Whom a <i>courrier INA</i> brings back into their account.</summary>
    public static IQueryable<PersonRecord> WhoMayGetALetter(this IQueryable<PersonRecord> people) =>
        people.Where(person => person.State == AccountState.Active && person.Login != null && person.Address != null);

    public static IQueryable<LetterRequest> Waiting(this IQueryable<LetterRequest> requests) => requests.Where(request => request.State == LetterRequestState.Waiting);

    /// <param name="school">Null for all of them, and those who have none.</param>
    public static IQueryable<PersonRecord> WhoAskedForALetter(this IQueryable<PersonRecord> people, IdentityDb db, Rne? school)
    {
        var uai = school?.ToString();
        return people.Where(person => db.LetterRequests.Any(request => request.Slot == person.DirectoryKey) && (uai == null || person.MainEstablishment == uai));
    }
}
