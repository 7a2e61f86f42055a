using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.Provisioning.Identifiers;

/// <summary>
/// Gives logins and addresses: the same people get the same ones in whatever order they come, nobody gets one that anybody ever had. It only proposes: whoever applies reserves
/// each under a unique key of the database, and where another run came first asks again for that newcomer, who gets the next number, since what was given here once
/// is never given again (decision 0006).
/// </summary>
/// <param name="givenLogins">Every login ever given, departed people's and other runs' included; grows.</param>
/// <param name="givenAddresses">Every address ever given, likewise; grows.</param>
public sealed class IdentifierAllocation(IdentifierRules rules, GivenIdentifiers givenLogins, GivenIdentifiers givenAddresses)
{
    private readonly LoginAllocator logins = new(rules, givenLogins);
    private readonly AddressAllocator addresses = new(rules, givenAddresses);

    /// <param name="newcomers">No key twice.</param>
    /// <returns>By key, in ordinal order, which is the order in which numbers are given.</returns>
    public IReadOnlyList<GivenIdentity> Give(IEnumerable<Newcomer> newcomers) =>
        [.. newcomers.OrderBy(newcomer => newcomer.Key.Value, StringComparer.Ordinal).Select(Give)];

    public GivenIdentity Give(Newcomer newcomer)
    {
        var givenName = FoldedName.Of(newcomer.GivenName);
        var surname = FoldedName.Of(newcomer.Surname);
        var (login, ofLogin) = logins.Give(givenName.ToString(), surname.ToString());
        var (address, ofAddress) = addresses.Give(givenName.ToString(), surname.ToString());
        return new GivenIdentity(newcomer.Key, login, address, ofLogin | ofAddress | RemarksOf(givenName, surname));
    }

    /// <summary>Another login for somebody whose first one another run reserved meanwhile.</summary>
    public Login GiveAnotherLogin(Newcomer newcomer) =>
        logins.Give(FoldedName.Of(newcomer.GivenName).ToString(), FoldedName.Of(newcomer.Surname).ToString()).Login;

    /// <summary>Another address for somebody whose first one another run reserved meanwhile.</summary>
    public MailAddress GiveAnotherAddress(Newcomer newcomer) =>
        addresses.Give(FoldedName.Of(newcomer.GivenName).ToString(), FoldedName.Of(newcomer.Surname).ToString()).Address;

    private static IdentifierRemarks RemarksOf(FoldedName givenName, FoldedName surname) =>
        (givenName.ToString().Length == 0 ? IdentifierRemarks.WithoutGivenName : IdentifierRemarks.None)
        | (surname.ToString().Length == 0 ? IdentifierRemarks.WithoutSurname : IdentifierRemarks.None)
        | (givenName.LettersLeftOut || surname.LettersLeftOut ? IdentifierRemarks.LettersLeftOut : IdentifierRemarks.None);
}
