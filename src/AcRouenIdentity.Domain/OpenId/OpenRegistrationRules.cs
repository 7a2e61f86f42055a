using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// What a program may be that nobody vouches for and that registers itself: a public native one for mail, and nothing else (RFC 7591, RFC 8252, draft-ietf-mailmaint-oauth-public).
/// </summary>
public static partial class OpenRegistrationRules
{
    public const int LongestName = 40;
    public const int MostRedirects = 5;
    public const int LongestRedirect = 255;

    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";
    public const string Code = "code";
    public const string NoSecret = "none";
    public const string Native = "native";

    private const string NameSigns = " .-+_&'’";
    private const string FrenchLigatures = "ŒœŸ";

    /// <summary>What no program of a stranger can truly be, without accents and all but letters.</summary>
    private static readonly string[] WordsOfAuthority = ["academi", "acrouen", "rectorat", "ministere", "educationnationale", "officiel", "official"];

    public static IReadOnlyList<string> Scopes { get; } = [OpenIdScopes.OpenId, OpenIdScopes.OfflineAccess, OpenIdScopes.Mail, OpenIdScopes.MailUrn];

    /// <returns>Null where it may be registered.</returns>
    public static RegistrationFault? Problem(RegistrationMetadata asked) =>
        NameProblem(asked.Name) ?? KindProblem(asked) ?? ScopeProblem(asked.Scope) ?? RedirectProblem(asked.RedirectUris);

    /// <summary>Only for what has no <see cref="Problem"/>. Of what was asked some may be left out (RFC 7591 3.2.1): the port of a loopback address, and the use while the person is away unless both its scope and its grant were asked for.</summary>
    public static ClientSettings Read(RegistrationMetadata asked, string id)
    {
        var settings = new ClientSettings { Id = id, Name = asked.Name, Kind = ClientKind.Public, Consent = ConsentUse.Asked };
        settings.ResponseModes.Add("query");
        foreach (var scope in ScopesOf(asked))
            settings.Scopes.Add(scope);
        foreach (var address in asked.RedirectUris!.Select(address => WithoutPort(address!)).Distinct(StringComparer.Ordinal))
            settings.RedirectUris.Add(address);
        return settings;
    }

    private static RegistrationFault? NameProblem(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return RegistrationFault.NameMissing;
        if (name.Length > LongestName)
            return RegistrationFault.NameTooLong;
        if (!name.All(IsOfName) || !name.Any(char.IsLetter) || name != name.Trim() || name.Contains("  ", StringComparison.Ordinal))
            return RegistrationFault.NameForm;

        var letters = LettersOf(name);
        return WordsOfAuthority.Any(word => letters.Contains(word, StringComparison.Ordinal)) ? RegistrationFault.NameOfAuthority : null;
    }

    /// <summary>Of one alphabet, so that no letter looks like another, and without signs that are not seen.</summary>
    private static bool IsOfName(char character) =>
        char.IsAsciiLetterOrDigit(character) || (character is >= 'À' and <= 'ÿ' && char.IsLetter(character)) || FrenchLigatures.Contains(character) || NameSigns.Contains(character);

    private static string LettersOf(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(character => char.GetUnicodeCategory(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter)).ToLowerInvariant();

    private static RegistrationFault? KindProblem(RegistrationMetadata asked)
    {
        if (asked.TokenEndpointAuth != NoSecret)
            return RegistrationFault.NotPublic;
        if (asked.ApplicationType is not (null or Native))
            return RegistrationFault.NotNative;
        if (asked.GrantTypes is { } grants && (!grants.Contains(AuthorizationCode) || grants.Any(grant => grant is not (AuthorizationCode or RefreshToken))))
            return RegistrationFault.GrantTypes;
        return asked.ResponseTypes is null or [Code] ? null : RegistrationFault.ResponseTypes;
    }

    private static RegistrationFault? ScopeProblem(string? scope)
    {
        if (scope is null)
            return null;

        var scopes = Split(scope);
        if (scopes.Any(name => !Scopes.Contains(name)))
            return RegistrationFault.Scope;
        return OpenIdScopes.AreOfMail(scopes) ? null : RegistrationFault.MailMissing;
    }

    private static RegistrationFault? RedirectProblem(IReadOnlyList<string?>? addresses) => addresses switch
    {
        null or [] => RegistrationFault.RedirectMissing,
        { Count: > MostRedirects } => RegistrationFault.RedirectTooMany,
        _ => addresses.All(address => address is { Length: <= LongestRedirect } && (Loopback().IsMatch(address) || PrivateScheme().IsMatch(address)) && Uri.TryCreate(address, UriKind.Absolute, out _))
            ? null
            : RegistrationFault.RedirectForm,
    };

    private static IEnumerable<string> ScopesOf(RegistrationMetadata asked)
    {
        var scopes = asked.Scope is { } written ? Split(written) : [OpenIdScopes.MailUrn, OpenIdScopes.OfflineAccess];
        return scopes.Distinct(StringComparer.Ordinal).Where(scope => scope != OpenIdScopes.OfflineAccess || asked.GrantTypes?.Contains(RefreshToken) is true);
    }

    private static string[] Split(string scope) => scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Any port of a loopback address will do (RFC 8252 7.3), and is registered as none.</summary>
    private static string WithoutPort(string address) => Loopback().Match(address) is { Success: true } loopback ? $"http://{loopback.Groups["host"].Value}{loopback.Groups["path"].Value}" : address;

    // RFC 8252 7.3, 8.3: the literals, since a name may be answered by somebody else. Neither a user name nor a query, fragment or escape fits.
    [GeneratedRegex(@"\Ahttp://(?<host>127\.0\.0\.1|\[::1\])(:[1-9][0-9]{0,4})?(?<path>(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Loopback();

    // RFC 8252 7.1: a domain name in reverse. What only looks like the scheme of a browser is none.
    [GeneratedRegex(@"\A(?!https?\.|javascript\.|data\.|file\.|about\.|blob\.)[a-z]{2,63}(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+:/{1,2}([A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PrivateScheme();
}
