namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>Local addresses of the pages about applications.</summary>
public static class RegistrationPaths
{
    public const string List = "/applications";

    public const string Logouts = "/applications/deconnexions";

    /// <summary>Those that registered themselves.</summary>
    public const string Unknown = "/applications/inscrites";

    public const string UnknownAll = "/applications/inscrites/toutes";

    public static string Of(string id) => $"/applications/fiche/{id}";

    public static string SettingsOf(string id) => $"{Of(id)}/reglages";

    public static string SecretOf(string id) => $"{Of(id)}/secret";

    public static string StateOf(string id) => $"{Of(id)}/etat";
}
