namespace AcRouenIdentity.Web.Features.OpenId;

public sealed class OpenIdTexts;
