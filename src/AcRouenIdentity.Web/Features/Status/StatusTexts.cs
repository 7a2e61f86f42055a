namespace AcRouenIdentity.Web.Features.Status;

/// <summary>Names StatusTexts.resx (French) and StatusTexts.en.resx.</summary>
public sealed class StatusTexts;
