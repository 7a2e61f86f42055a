namespace AcRouenIdentity.Web.Features.Help;

/// <summary>Names LegalTexts.resx (French) and LegalTexts.en.resx: legal notice and accessibility statement.</summary>
public sealed class LegalTexts;
