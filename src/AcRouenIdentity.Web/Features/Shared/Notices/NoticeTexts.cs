namespace AcRouenIdentity.Web.Features.Shared.Notices;

/// <summary>Names NoticeTexts.resx (French) and NoticeTexts.en.resx.</summary>
public sealed class NoticeTexts;
