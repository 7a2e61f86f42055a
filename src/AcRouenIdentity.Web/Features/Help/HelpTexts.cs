namespace AcRouenIdentity.Web.Features.Help;

/// <summary>Names HelpTexts.resx (French) and HelpTexts.en.resx.</summary>
public sealed class HelpTexts;
