using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Web.Features.Shared.Establishments;

namespace AcRouenIdentity.Web.Features.Provisioning.Told;

/// <summary>Facts of a person, told to that person.</summary>
internal sealed class PeopleWords(SchoolNames schools)
{
    public Wording Wording { get; } = Wording.In(language: null);

    public async Task<IEnumerable<HeldField?>> FactsOfAsync(KnownPerson person, CancellationToken cancellationToken)
    {
        var facts = person.Facts;
        var names = await schools.FindAsync(facts.Establishments(), cancellationToken);
        return
        [
            Held.Text("login", person.Login?.ToString()),
            Held.Text("address", person.Address?.ToString()),
            State(person.State),
            Held.Choice("departureReason", person.Departure?.Reason, reason => Wording.Of(Plan.ReasonOf(reason))),
            Held.Day("departureOn", person.Departure?.On),
            Held.Choice<Civility>("civility", facts.Civility, Wording.Of),
            Held.Text("givenName", facts.GivenName),
            Held.Text("otherGivenNames", string.Join(", ", facts.OtherGivenNames)),
            Held.Text("surname", facts.Surname),
            Held.Text("birthName", facts.BirthName),
            Held.Day("birthDate", facts.BirthDate),
            Held.Text("numen", facts.Numen?.Reveal()),
            Held.Text("postalAddress", facts.PostalAddress),
            Held.Flag("isTeacher", facts.IsTeacher),
            Held.Text("mainSchool", facts.MainEstablishment?.ToString()),
            Held.Records("postings", Postings(facts.Postings, names)),
            Held.Day("serviceStart", facts.Start),
            Held.Day("serviceEnd", facts.End),
        ];
    }

    public HeldField? State(AccountState state) => Held.Choice<AccountState>("state", state, Wording.Of);

    public static IReadOnlyList<HeldRecord> Postings(IEnumerable<Posting> postings, IReadOnlyDictionary<Rne, string> names) =>
    [
        .. postings.Select(posting => HeldRecord.Of(
            Held.Text("school", posting.Rne.ToString()),
            Held.Text("schoolName", names.GetValueOrDefault(posting.Rne)),
            Held.Text("functionCode", posting.FunctionCode),
            Held.Text("function", posting.FunctionLabel),
            Held.Text("disciplineCode", posting.DisciplineCode),
            Held.Text("discipline", posting.DisciplineLabel))),
    ];
}
