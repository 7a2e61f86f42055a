namespace AcRouenIdentity.Domain.OpenId;

/// <summary>Why a program does not register itself as it asks.</summary>
public enum RegistrationFault
{
    Unreadable,
    NameMissing,
    NameTooLong,
    NameForm,

    /// <summary>It calls itself as if it were of the académie or the State.</summary>
    NameOfAuthority,
    NotPublic,
    NotNative,
    GrantTypes,
    ResponseTypes,
    Scope,

    /// <summary>It asks for no mail, and there is nothing else to be had.</summary>
    MailMissing,
    RedirectMissing,
    RedirectTooMany,
    RedirectForm,
}

public static class RegistrationFaults
{
    /// <summary>As RFC 7591 3.2.2 names it.</summary>
    public static string ErrorOf(RegistrationFault fault) =>
        fault is RegistrationFault.RedirectMissing or RegistrationFault.RedirectTooMany or RegistrationFault.RedirectForm ? "invalid_redirect_uri" : "invalid_client_metadata";

    /// <summary>In English and ASCII, for whoever writes the program; nothing of what was sent.</summary>
    public static string DescriptionOf(RegistrationFault fault) => fault switch
    {
        RegistrationFault.Unreadable => "The body must be one JSON object in UTF-8, whose members are of the types of RFC 7591.",
        RegistrationFault.NameMissing => "client_name is missing: people are asked whether they know it.",
        RegistrationFault.NameTooLong => $"client_name is longer than {OpenRegistrationRules.LongestName} characters.",
        RegistrationFault.NameForm => "client_name may hold Latin letters, digits, single spaces and . - + _ & ' only.",
        RegistrationFault.NameOfAuthority => "client_name must not claim to be official.",
        RegistrationFault.NotPublic => "token_endpoint_auth_method must be none: only public clients register themselves.",
        RegistrationFault.NotNative => "application_type must be native.",
        RegistrationFault.GrantTypes => "grant_types must hold authorization_code, and may hold refresh_token.",
        RegistrationFault.ResponseTypes => "response_types must be code.",
        RegistrationFault.Scope => $"scope may hold {string.Join(", ", OpenRegistrationRules.Scopes)} only.",
        RegistrationFault.MailMissing => $"scope must hold {OpenIdScopes.MailUrn}.",
        RegistrationFault.RedirectMissing => "redirect_uris is missing.",
        RegistrationFault.RedirectTooMany => $"redirect_uris holds more than {OpenRegistrationRules.MostRedirects}.",
        RegistrationFault.RedirectForm =>
            $"Each of redirect_uris must be http://127.0.0.1 or http://[::1] with any port, or a scheme that is a domain name in reverse (com.example.app:/callback); with a plain path, without user name, query or fragment, {OpenRegistrationRules.LongestRedirect} characters at most.",
    };
}
