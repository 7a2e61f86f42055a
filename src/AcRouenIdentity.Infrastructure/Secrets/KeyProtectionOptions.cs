namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>What protects the Data Protection keys, which stand in the database and open every confidential column and key there.</summary>
public sealed class KeyProtectionOptions
{
    public const string Section = "DataProtection";

    /// <summary>PKCS#12 (with its private key), or PEM with <see cref="KeyFile"/>. Absent: the keys stand in clear in the database.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Private key of a PEM certificate.</summary>
    public string? KeyFile { get; set; }

    /// <summary>A file whose text opens the PKCS#12 file or the private key.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>PKCS#12 files of former certificates, under the same password: they still open what they protected.</summary>
    public IList<string> FormerCertificateFiles { get; } = [];
}
