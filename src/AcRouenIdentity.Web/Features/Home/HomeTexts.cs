namespace AcRouenIdentity.Web.Features.Home;

/// <summary>Names HomeTexts.resx (French) and HomeTexts.en.resx.</summary>
public sealed class HomeTexts;
