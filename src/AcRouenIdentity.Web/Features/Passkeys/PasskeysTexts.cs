namespace AcRouenIdentity.Web.Features.Passkeys;

/// <summary>Names PasskeysTexts.resx (French) and PasskeysTexts.en.resx.</summary>
public sealed class PasskeysTexts;
