namespace AcRouenIdentity.Web.Features.HelpDesk;

/// <summary>Names HelpDeskTexts.resx (French) and HelpDeskTexts.en.resx.</summary>
public sealed class HelpDeskTexts;
