using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// Addresses: <c>prenom.nom@</c>, homonyms numbered from 2 (DESIGN 4). Where that is refused, initial and surname, then surname and first name; where the name gives
/// nothing, a neutral one.
/// </summary>
/// <param name="given">Every address ever given; grows with each that is given here.</param>
internal sealed class AddressAllocator(IdentifierRules rules, GivenIdentifiers given)
{
    private readonly NumberedNames names = new(rules.Refused, given, new NumberedForm(IdentifierRules.LongestLocalPart, WrittenFrom: 2, $"@{rules.Domain}"));

    public (MailAddress Address, IdentifierRemarks Remarks) Give(string givenName, string surname)
    {
        var stems = StemsOf(givenName, surname);
        for (var choice = 0; choice < stems.Length; choice++)
        {
            if (names.TryGive(stems[choice]) is { } address)
                return (MailAddress.Parse(address), RemarksOf(choice, givenName.Length + 1 + surname.Length));
        }

        return (MailAddress.Parse(names.Give(IdentifierRules.NeutralLocalPart)), IdentifierRemarks.Neutral | RemarksOf(stems.Length, 0));
    }

    private static NameStem[] StemsOf(string givenName, string surname) => (givenName, surname) switch
    {
        ("", "") => [],
        ("", _) => [new NameStem.Single(surname)],
        (_, "") => [new NameStem.Single(givenName)],
        _ => [new NameStem.Dotted(givenName, surname), new NameStem.Dotted(givenName[..1], surname), new NameStem.Dotted(surname, givenName)],
    };

    private static IdentifierRemarks RemarksOf(int choice, int length) =>
        (choice > 0 ? IdentifierRemarks.UsualFormRefused : IdentifierRemarks.None)
        | (length > IdentifierRules.LongestLocalPart ? IdentifierRemarks.Shortened : IdentifierRemarks.None);
}
