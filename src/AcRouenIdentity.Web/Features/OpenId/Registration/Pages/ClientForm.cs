using System.ComponentModel.DataAnnotations;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Web.Features.Shared.Forms;

namespace AcRouenIdentity.Web.Features.OpenId.Registration.Pages;

/// <summary>Every setting of an application; lists have one value a line. What may be in them is for <see cref="ClientRules"/> to say.</summary>
[TextsOf(typeof(RegistrationTexts))]
public sealed class ClientForm
{
    [Display(Name = "Field_Name", Description = "NameHint")]
    public string? Name { get; set; }

    [Display(Name = "Field_Kind")]
    public ClientKind Kind { get; set; }

    [Display(Name = "Field_RedirectUris", Description = "RedirectUrisHint"), DataType(DataType.MultilineText)]
    public string? RedirectUris { get; set; }

    [Display(Name = "Field_PostLogoutRedirectUris", Description = "PostLogoutRedirectUrisHint"), DataType(DataType.MultilineText)]
    public string? PostLogoutRedirectUris { get; set; }

    [Display(Name = "Field_BackChannelLogoutUri", Description = "BackChannelLogoutUriHint")]
    public string? BackChannelLogoutUri { get; set; }

    public IList<string> Scopes { get; set; } = [];

    public IList<string> ResponseModes { get; set; } = [];

    [Display(Name = "Field_TokenEndpointAuth")]
    public string? TokenEndpointAuth { get; set; }

    [Display(Name = "Field_Keys", Description = "KeysHint"), DataType(DataType.MultilineText)]
    public string? Keys { get; set; }

    [Display(Name = "Field_CertificateNameKind")]
    public CertificateNameKind CertificateNameKind { get; set; }

    [Display(Name = "Field_CertificateName", Description = "CertificateNameHint")]
    public string? CertificateName { get; set; }

    [Display(Name = "Field_TokenBinding", Description = "TokenBindingHint")]
    public TokenBinding TokenBinding { get; set; }

    [Display(Name = "Field_Pkce")]
    public PkceUse Pkce { get; set; }

    [Display(Name = "Field_PushedRequests")]
    public PushedRequestUse PushedRequests { get; set; }

    [Display(Name = "Field_Consent")]
    public ConsentUse Consent { get; set; }

    [Display(Name = "Field_RefreshReuse")]
    public RefreshReuse RefreshReuse { get; set; }

    [Display(Name = "Field_TokenExchange")]
    public TokenExchangeUse TokenExchange { get; set; }

    [Display(Name = "Field_DeviceAuthorization", Description = "DeviceAuthorizationHint")]
    public DeviceAuthorizationUse DeviceAuthorization { get; set; }

    [Display(Name = "Field_Subject", Description = "SubjectHint")]
    public SubjectKind Subject { get; set; }

    [Display(Name = "Field_Sector", Description = "SectorHint")]
    public string? Sector { get; set; }

    [Display(Name = "Field_IdTokenAlgorithm")]
    public string? IdTokenAlgorithm { get; set; }

    [Display(Name = "Field_UserInfoAlgorithm")]
    public string? UserInfoAlgorithm { get; set; }

    [Display(Name = "Field_ResourceUri", Description = "ResourceUriHint")]
    public string? ResourceUri { get; set; }

    [Display(Name = "Field_Resources", Description = "ResourcesHint"), DataType(DataType.MultilineText)]
    public string? Resources { get; set; }

    /// <summary>Of what was on the page when it was opened.</summary>
    public int Version { get; set; }

    public static ClientForm Of(ClientSettings settings, int version) => new()
    {
        Name = settings.Name,
        Kind = settings.Kind ?? ClientKind.Confidential,
        RedirectUris = FormLines.Join(settings.RedirectUris),
        PostLogoutRedirectUris = FormLines.Join(settings.PostLogoutRedirectUris),
        BackChannelLogoutUri = settings.BackChannelLogoutUri,
        Scopes = [.. settings.Scopes],
        ResponseModes = [.. settings.ResponseModes],
        TokenEndpointAuth = settings.TokenEndpointAuth,
        Keys = settings.Keys,
        CertificateNameKind = settings.CertificateNameKind,
        CertificateName = settings.CertificateName,
        TokenBinding = settings.TokenBinding,
        Pkce = settings.Pkce,
        PushedRequests = settings.PushedRequests,
        Consent = settings.Consent,
        RefreshReuse = settings.RefreshReuse,
        TokenExchange = settings.TokenExchange,
        DeviceAuthorization = settings.DeviceAuthorization,
        Subject = settings.Subject,
        Sector = settings.Sector,
        IdTokenAlgorithm = settings.IdTokenAlgorithm,
        UserInfoAlgorithm = settings.UserInfoAlgorithm,
        ResourceUri = settings.ResourceUri,
        Resources = FormLines.Join(settings.Resources),
        Version = version,
    };

    public ClientSettings ToSettings(string id)
    {
        var settings = new ClientSettings
        {
            Id = id, Name = Name?.Trim(), Kind = Kind, BackChannelLogoutUri = BackChannelLogoutUri?.Trim(), TokenEndpointAuth = TokenEndpointAuth, Keys = Keys, Pkce = Pkce,
            PushedRequests = PushedRequests, Consent = Consent, RefreshReuse = RefreshReuse, TokenExchange = TokenExchange, DeviceAuthorization = DeviceAuthorization, Subject = Subject, Sector = Sector?.Trim(),
            IdTokenAlgorithm = IdTokenAlgorithm, UserInfoAlgorithm = UserInfoAlgorithm, ResourceUri = ResourceUri?.Trim(), CertificateNameKind = CertificateNameKind,
            CertificateName = CertificateName?.Trim(), TokenBinding = TokenBinding,
        };
        FormLines.Add(settings.RedirectUris, RedirectUris);
        FormLines.Add(settings.PostLogoutRedirectUris, PostLogoutRedirectUris);
        FormLines.Add(settings.Scopes, FormLines.Join(Scopes));
        FormLines.Add(settings.ResponseModes, FormLines.Join(ResponseModes));
        FormLines.Add(settings.Resources, Resources);
        return settings;
    }
}
