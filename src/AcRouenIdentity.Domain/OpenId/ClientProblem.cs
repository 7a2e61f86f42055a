namespace AcRouenIdentity.Domain.OpenId;

/// <summary>Why a client is not registered as it is written.</summary>
/// <param name="Field">The setting, by its name in <see cref="ClientSettings"/>.</param>
/// <param name="Value">What was written and is no secret; null where there is nothing to show.</param>
public sealed record ClientProblem(string Field, ClientFault Fault, string? Value = null)
{
    private static readonly string Methods = string.Join(", ", ClientRules.AuthenticationMethods);
    private static readonly string Modes = string.Join(", ", ClientRules.ResponseModes);
    private static readonly string Scopes = string.Join(", ", OpenIdScopes.All);

    /// <summary>In English, for whoever starts the provider.</summary>
    public override string ToString() => Value is null ? $"{Field}: {Reason}" : $"{Field}: \"{Value}\" {Reason}";

    private string Reason => Fault switch
    {
        ClientFault.IdForm => "1 to 100 letters, digits, dots, hyphens or underscores are expected.",
        ClientFault.IdTaken => "another client has it.",
        ClientFault.NameMissing => "missing.",
        ClientFault.TooLong => "is too long.",
        ClientFault.TooMany => $"more than {ClientRules.MostOfAKind}.",
        ClientFault.KindMissing => "missing; Confidential, Public or Resource.",
        ClientFault.AuthenticationUnknown => $"is unknown; {Methods}.",
        ClientFault.AlgorithmUnknown => "is unknown; RS256 or ES256.",
        ClientFault.ResponseModeUnknown => $"is unknown; {Modes}.",
        ClientFault.ScopeUnknown => $"is unknown; {Scopes}.",
        ClientFault.ChoiceUnknown => "is unknown.",
        ClientFault.SigningNeedsNoSecret => "with private_key_jwt the client is confidential and has no secret.",
        ClientFault.KeysMissing => "missing; give KeysFile or Keys.",
        ClientFault.KeysUnreadable => "no JSON Web Key Set.",
        ClientFault.KeysPrivate => "a private key; only the client may have it.",
        ClientFault.KeysShort => "an RSA key of less than 2048 bits.",
        ClientFault.KeysCurve => "an EC key that is not on P-256.",
        ClientFault.KeysKind => "neither an RSA nor an EC key.",
        ClientFault.KeysOfNoUse => "of use with TokenEndpointAuth private_key_jwt or self_signed_tls_client_auth only.",
        ClientFault.SecretOfPublic => "a public client can keep none.",
        ClientFault.SecretMissing => "missing; give SecretFile or Secret.",
        ClientFault.SecretWeak => $"under {SecretRules.SecretBits} bits; 43 random characters of base64url are a good secret.",
        ClientFault.NotWrittenHere => "for the configuration only: the provider makes this client's secret, and reads no file for it.",
        ClientFault.PkceNeeded => "only a confidential client may do without.",
        ClientFault.ResourceSignsNobodyIn => "a resource signs nobody in.",
        ClientFault.RedirectMissing => "missing.",
        ClientFault.ResourceUriOfNoUse => "of use with Kind Resource only.",
        ClientFault.ResourceUriTaken => "another service has that name.",
        ClientFault.ResourceAsksForNone => "a resource asks for no token.",
        ClientFault.ExchangeNotAllowed => "only a confidential client may exchange tokens.",
        ClientFault.SectorOfNoUse => "of use with Subject Pairwise only.",
        ClientFault.SectorForm => "must be a host name.",
        ClientFault.SectorMissing => "missing; the redirect addresses are not of one host (OpenID Connect Core 8.1).",
        ClientFault.AddressWildcard => "has a wildcard; every address is compared exactly.",
        ClientFault.AddressForm => "is no absolute address.",
        ClientFault.AddressFragment => "has a fragment (RFC 6749 3.1.2).",
        ClientFault.AddressUserName => "carries a user name.",
        ClientFault.AddressScheme => "must be https (or http on a loopback address, or a reversed domain name for a public client).",
        ClientFault.AddressInClear => "must be https: only a loopback address may be http.",
        ClientFault.CertificateNameMissing => "missing; with tls_client_auth it says who the certificate is for.",
        ClientFault.CertificateNameForm => "is no name of that kind; a subject is written as in CN=ent,O=Example,C=FR (RFC 4514).",
        ClientFault.CertificateNameOfNoUse => "of use with TokenEndpointAuth tls_client_auth only.",
        ClientFault.CertificatesMissing => "missing; give KeysFile or Keys: certificates (PEM, or x5c of a JSON Web Key Set).",
        ClientFault.CertificatesUnreadable => "no certificates (PEM, or x5c of each key of a JSON Web Key Set).",
        ClientFault.CertificateOfPublic => "a public client proves nothing; its tokens may be bound to a certificate (TokenBinding).",
        ClientFault.CertificateNeedsNoSecret => "a client that is known by its certificate has none.",
        ClientFault.MutualTlsOff => "needs OpenId:MutualTls, which is not set for it.",
        ClientFault.AddressPort => "names a port: a public client may use any loopback port, register the address without one (RFC 8252 7.3).",
    };
}

public enum ClientFault
{
    IdForm,
    IdTaken,
    NameMissing,
    TooLong,
    TooMany,
    KindMissing,
    AuthenticationUnknown,
    AlgorithmUnknown,
    ResponseModeUnknown,
    ScopeUnknown,
    ChoiceUnknown,
    SigningNeedsNoSecret,
    KeysMissing,
    KeysUnreadable,
    KeysPrivate,
    KeysShort,
    KeysCurve,
    KeysKind,
    KeysOfNoUse,
    SecretOfPublic,
    SecretMissing,
    SecretWeak,
    NotWrittenHere,
    PkceNeeded,
    ResourceSignsNobodyIn,
    RedirectMissing,
    ResourceUriOfNoUse,
    ResourceUriTaken,
    ResourceAsksForNone,
    ExchangeNotAllowed,
    SectorOfNoUse,
    SectorForm,
    SectorMissing,
    AddressWildcard,
    AddressForm,
    AddressFragment,
    AddressUserName,
    AddressScheme,
    AddressInClear,
    AddressPort,
    CertificateNameMissing,
    CertificateNameForm,
    CertificateNameOfNoUse,
    CertificatesMissing,
    CertificatesUnreadable,
    CertificateOfPublic,
    CertificateNeedsNoSecret,
    MutualTlsOff,
}

/// <summary>Where the secret of a client is.</summary>
public enum SecretKeeping
{
    /// <summary>In its settings, or in a file that they name.</summary>
    Written,

    /// <summary>Beside its settings, as a hash.</summary>
    Apart,
}
