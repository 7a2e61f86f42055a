namespace AcRouenIdentity.Domain.OpenId;

/// <summary>Where a claim is told.</summary>
[Flags]
public enum ClaimPlaces
{
    None = 0,
    IdToken = 1,
    AccessToken = 2,
    UserInfo = 4,
}

/// <summary>One line of the table: a claim, the scope that opens it (null: told whatever the scopes) and where it then stands.</summary>
public sealed record ClaimRule(string Claim, string? Scope, ClaimPlaces Places);

/// <summary>
/// The one table that decides which claim goes where. Access tokens carry what their audience needs and no more; the academic identity is long
/// and stands at userinfo only. What is not in the table is told nowhere.
/// </summary>
public static class ClaimTable
{
    private const ClaimPlaces ToTheApplication = ClaimPlaces.IdToken | ClaimPlaces.UserInfo;

    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new(ClaimNames.Subject, null, ClaimPlaces.IdToken | ClaimPlaces.AccessToken | ClaimPlaces.UserInfo),
        new(ClaimNames.SessionId, null, ClaimPlaces.IdToken | ClaimPlaces.AccessToken),
        new(ClaimNames.AuthenticationTime, null, ClaimPlaces.IdToken),
        new(ClaimNames.AuthenticationClass, null, ClaimPlaces.IdToken),
        new(ClaimNames.AuthenticationMethods, null, ClaimPlaces.IdToken),

        new(ClaimNames.Name, OpenIdScopes.Profile, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),
        new(ClaimNames.GivenName, OpenIdScopes.Profile, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),
        new(ClaimNames.FamilyName, OpenIdScopes.Profile, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),
        new(ClaimNames.PreferredUsername, OpenIdScopes.Profile, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),
        new(ClaimNames.Locale, OpenIdScopes.Profile, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),

        new(ClaimNames.Email, OpenIdScopes.Email, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),
        new(ClaimNames.EmailVerified, OpenIdScopes.Email, ClaimPlaces.IdToken | ClaimPlaces.UserInfo),

        new(ClaimNames.Address, OpenIdScopes.Address, ClaimPlaces.UserInfo),

        // The mail service knows its users by login, mail programs announce them by address, and it asks nothing but the token itself.
        new(ClaimNames.PreferredUsername, OpenIdScopes.Mail, ClaimPlaces.AccessToken),
        new(ClaimNames.Email, OpenIdScopes.Mail, ClaimPlaces.AccessToken),

        new(ClaimNames.Establishments, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.Rne, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.Functions, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.Discipline, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.Title, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.FrEduRne, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.FrEduFonctAdm, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.CodeAcademie, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
        new(ClaimNames.UserType, OpenIdScopes.Academie, ClaimPlaces.UserInfo),
    ];

    public static ClaimPlaces PlacesOf(string claim, IEnumerable<string> scopes)
    {
        var granted = scopes.Select(scope => scope == OpenIdScopes.MailUrn ? OpenIdScopes.Mail : scope).ToHashSet(StringComparer.Ordinal);
        return Rules
            .Where(rule => rule.Claim == claim && (rule.Scope is null || granted.Contains(rule.Scope)))
            .Aggregate(ClaimPlaces.None, (places, rule) => places | rule.Places);
    }

    /// <summary>Whether any of these scopes tells that claim in an id_token or at userinfo, or none is needed for it.</summary>
    public static bool IsOpenedBy(string claim, IReadOnlyCollection<string> scopes) =>
        Rules.Any(rule => rule.Claim == claim && (rule.Places & ToTheApplication) is not ClaimPlaces.None && (rule.Scope is null || scopes.Contains(rule.Scope)));
}
