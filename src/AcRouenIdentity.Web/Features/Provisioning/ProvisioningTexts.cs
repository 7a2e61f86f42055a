namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>Names ProvisioningTexts.resx: what the pages, the commands and the reports of provisioning say.</summary>
public sealed class ProvisioningTexts;
