namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Names BackupAddressesTexts.resx (French) and BackupAddressesTexts.en.resx.</summary>
public sealed class BackupAddressesTexts;
