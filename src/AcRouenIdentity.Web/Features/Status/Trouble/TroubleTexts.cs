namespace AcRouenIdentity.Web.Features.Status.Trouble;

/// <summary>Names TroubleTexts.resx (French) and TroubleTexts.en.resx.</summary>
public sealed class TroubleTexts;
