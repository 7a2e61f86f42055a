using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// Everything that may be told of somebody signed in, before <see cref="ClaimTable"/> decides what is. Neither NUMEN, nor directory key, nor
/// anything personal that no consumer needs. A claim without value is absent.
/// </summary>
public static class PersonClaims
{
    /// <summary>Password or passkey, identity proofed by the employer: the level that ProConnect expects of a State provider (DOMAIN 7).</summary>
    public const string AuthenticationClass = "eidas1";

    /// <summary>The same, and two factors proved it.</summary>
    public const string MultiFactorClass = "eidas1-mfa";

    /// <summary>All that a sign-in may be of.</summary>
    public static IReadOnlyList<string> Classes { get; } = [AuthenticationClass, MultiFactorClass];

    /// <summary>Which of these classes the session is of: one of two factors is as good as one of one.</summary>
    /// <param name="needed">Empty: any.</param>
    /// <returns>The best; null where it is of none.</returns>
    public static string? ClassOf(Session session, IReadOnlyCollection<string> needed) =>
        (session.IsMultiFactor ? Classes.Reverse() : [AuthenticationClass]).FirstOrDefault(name => needed.Count == 0 || needed.Contains(name));

    /// <param name="subject"><c>sub</c> by which the application knows the person.</param>
    /// <param name="codeAcademie">Three digits, <c>021</c> for Rouen.</param>
    public static IReadOnlyList<PersonClaim> Of(Person person, IReadOnlyCollection<Establishment> establishments, Session session, string subject, string codeAcademie) =>
        [.. Session(session, subject), .. Profile(person), .. Address(person, establishments), .. Academic(person, establishments, codeAcademie)];

    private static IEnumerable<PersonClaim> Session(Session session, string subject)
    {
        yield return new PersonClaim.Text(ClaimNames.Subject, subject);
        yield return new PersonClaim.Text(ClaimNames.SessionId, session.Id);
        yield return new PersonClaim.Number(ClaimNames.AuthenticationTime, session.AuthenticatedAt.ToUnixTimeSeconds());
        yield return new PersonClaim.Text(ClaimNames.AuthenticationClass, ClassOf(session, [])!);
        yield return new PersonClaim.TextList(ClaimNames.AuthenticationMethods, session.Methods.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<PersonClaim> Profile(Person person)
    {
        yield return new PersonClaim.Text(ClaimNames.Name, person.DisplayName);
        yield return new PersonClaim.Text(ClaimNames.GivenName, person.GivenName);
        yield return new PersonClaim.Text(ClaimNames.FamilyName, person.Surname);
        yield return new PersonClaim.Text(ClaimNames.PreferredUsername, person.Login.ToString());
        if (person.Language is { Length: > 0 } language)
            yield return new PersonClaim.Text(ClaimNames.Locale, language);
        if (person.Address is not { } address)
            yield break;

        yield return new PersonClaim.Text(ClaimNames.Email, address.ToString());
        // The académie gives the address and runs the mailbox.
        yield return new PersonClaim.Flag(ClaimNames.EmailVerified, true);
    }

    private static IEnumerable<PersonClaim> Address(Person person, IReadOnlyCollection<Establishment> establishments)
    {
        if (person.Postings.Count == 0 || establishments.FirstOrDefault(establishment => establishment.Rne == person.Postings[0].Rne) is not { } main)
            yield break;

        var members = new Dictionary<string, string> { ["formatted"] = main.Town is { Length: > 0 } town ? $"{main.Name}\n{town}" : main.Name };
        if (main.Town is { Length: > 0 } locality)
            members["locality"] = locality;
        yield return new PersonClaim.Group(ClaimNames.Address, members);
    }

    private static IEnumerable<PersonClaim> Academic(Person person, IReadOnlyCollection<Establishment> establishments, string codeAcademie)
    {
        var identity = new AcademicIdentity(person.Postings, establishments);
        yield return new PersonClaim.Text(ClaimNames.CodeAcademie, codeAcademie);
        if (person.Title is { Length: > 0 } title)
            yield return new PersonClaim.Text(ClaimNames.Title, title);
        if (person.UserType is { Length: > 0 } userType)
            yield return new PersonClaim.Text(ClaimNames.UserType, userType);
        if (person.Postings.Count == 0)
            yield break;

        yield return new PersonClaim.TextList(ClaimNames.Rne, identity.Rnes);
        yield return new PersonClaim.TextList(ClaimNames.Establishments, identity.EstablishmentNames);
        yield return new PersonClaim.TextList(ClaimNames.Functions, identity.Functions);
        yield return new PersonClaim.TextList(ClaimNames.FrEduRne, identity.FrEduRne);
        if (identity.Discipline is { } discipline)
            yield return new PersonClaim.Text(ClaimNames.Discipline, discipline);
        if (identity.FrEduFonctAdm is { } function)
            yield return new PersonClaim.Text(ClaimNames.FrEduFonctAdm, function);
    }
}
