namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>Names KeyTexts.resx (French) and KeyTexts.en.resx.</summary>
public sealed class KeyTexts;
