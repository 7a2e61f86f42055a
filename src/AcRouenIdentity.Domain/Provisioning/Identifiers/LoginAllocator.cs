using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// Logins: initial, surname, number from 1 (<c>fdurand1</c>, DESIGN 4). Where that is refused, surname, hyphen, initial; where the name gives nothing, a neutral one.
/// </summary>
/// <param name="given">Every login ever given; grows with each that is given here.</param>
internal sealed class LoginAllocator(IdentifierRules rules, GivenIdentifiers given)
{
    private readonly NumberedNames names = new(rules.Refused, given, new NumberedForm(IdentifierRules.LongestLogin, WrittenFrom: 1, Tail: ""));

    public (Login Login, IdentifierRemarks Remarks) Give(string givenName, string surname)
    {
        var stems = StemsOf(givenName, surname);
        for (var choice = 0; choice < stems.Length; choice++)
        {
            if (names.TryGive(new NameStem.Single(stems[choice])) is { } login)
                return (Login.Parse(login), RemarksOf(choice, stems[choice]));
        }

        return (Login.Parse(names.Give(IdentifierRules.NeutralLogin)), IdentifierRemarks.Neutral | RemarksOf(stems.Length, ""));
    }

    private static string[] StemsOf(string givenName, string surname) => (givenName, surname) switch
    {
        ("", "") => [],
        ("", _) => [surname],
        (_, "") => [givenName],
        _ => [givenName[..1] + surname, $"{surname}-{givenName[..1]}"],
    };

    private static IdentifierRemarks RemarksOf(int choice, string stem) =>
        (choice > 0 ? IdentifierRemarks.UsualFormRefused : IdentifierRemarks.None)
        | (stem.Length >= IdentifierRules.LongestLogin ? IdentifierRemarks.Shortened : IdentifierRemarks.None);
}
