namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>Names ProvisioningTexts.resx: what the command <c>provision</c> and its reports say.</summary>
public sealed class ProvisioningTexts;
