namespace AcRouenIdentity.Web.Features.Directory;

/// <summary>Names DirectoryTexts.resx (French) and DirectoryTexts.en.resx.</summary>
public sealed class DirectoryTexts;
