namespace AcRouenIdentity.Web.Features.Shared.Errors;

/// <summary>Names ErrorTexts.resx (French) and ErrorTexts.en.resx.</summary>
public sealed class ErrorTexts;
