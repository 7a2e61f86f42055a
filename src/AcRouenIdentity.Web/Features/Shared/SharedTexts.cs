namespace AcRouenIdentity.Web.Features.Shared;

/// <summary>Names the words of every page: SharedTexts.resx (French) and SharedTexts.en.resx.</summary>
public sealed class SharedTexts;
