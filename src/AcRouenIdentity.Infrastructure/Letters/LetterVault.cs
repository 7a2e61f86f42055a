using Microsoft.AspNetCore.DataProtection;

namespace AcRouenIdentity.Infrastructure.Letters;

/// <summary>PDF of letters at rest: encrypted under a purpose of their own. They never lie in a file.</summary>
public sealed class LetterVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.Letters.Pdf");

    public byte[] Close(byte[] pdf) => protector.Protect(pdf);

    public byte[] Open(byte[] content) => protector.Unprotect(content);
}
