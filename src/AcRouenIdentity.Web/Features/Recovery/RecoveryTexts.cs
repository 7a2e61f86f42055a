namespace AcRouenIdentity.Web.Features.Recovery;

/// <summary>Names RecoveryTexts.resx (French) and RecoveryTexts.en.resx.</summary>
public sealed class RecoveryTexts;
