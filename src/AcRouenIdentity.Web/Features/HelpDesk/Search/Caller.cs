using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Web.Features.Shared.Lists;

namespace AcRouenIdentity.Web.Features.HelpDesk.Search;

/// <summary>Somebody who may be calling, as an agent recognises them.</summary>
/// <param name="Login">Null until one was given.</param>
/// <param name="School">Name of the main establishment, or its UAI where it has none.</param>
public sealed record Caller(string Name, string? Login, string? Address, string? School, AccountState State);

/// <param name="HasMore">There are others, how many is not told.</param>
public sealed record CallersFound(IReadOnlyList<Caller> People, bool HasMore);

/// <summary>What a search reads of a record: nothing that is confidential.</summary>
internal sealed record CallerRow(
    string DirectoryKey, string? Login, string? Address, string GivenName, string Surname, string SearchText, string? MainEstablishment, string Establishments, AccountState State)
{
    public string? School => MainEstablishment ?? Serves.FirstOrDefault().ToString() switch { "" => null, var rne => rne };

    public IEnumerable<Rne> Serves => Establishments.Split(';').Where(rne => Rne.TryParse(rne, out _)).Select(Rne.Parse);

    /// <summary>Where no record tells of somebody, the directory does.</summary>
    public static CallerRow Of(Person person) => new(
        person.Key.Value, person.Login.ToString(), person.Address?.ToString(), person.GivenName, person.Surname, "",
        person.Postings.Count > 0 ? person.Postings[0].Rne.ToString() : null, string.Join(';', person.Postings.Select(posting => posting.Rne)), person.State);

    public Caller Shown(string? school) => new(PlainLine.Of($"{Surname} {GivenName}"), Login, Address, school is null ? null : PlainLine.Of(school), State);
}
