using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Backup addresses at rest: encrypted under a purpose of their own, with a keyed hash to recognise them by.</summary>
public sealed class BackupAddressVault(IDataProtectionProvider protection, KeyedHash hash)
{
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.BackupAddress");

    public string Close(OutsideAddress address) => protector.Protect(address.Reveal());

    public OutsideAddress Open(string content) => OutsideAddress.Parse(protector.Unprotect(content));

    public string Lookup(OutsideAddress address) => hash.Of("backup-address", address.Folded());
}
