using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcRouenIdentity.Infrastructure.Secrets;

/// <summary>Certificates as administrators keep them: PKCS#12, or PEM with the private key in a file of its own.</summary>
public static class CertificateFiles
{
    /// <param name="keyFile">Null: the certificate file is PKCS#12.</param>
    /// <param name="passwordFile">A file whose text opens the PKCS#12 file or the private key; null where nothing closes it.</param>
    /// <returns>With its private key.</returns>
    /// <exception cref="CryptographicException">The files are no certificate, or not of each other.</exception>
    public static X509Certificate2 Load(string certificateFile, string? keyFile, string? passwordFile)
    {
        var password = Password(passwordFile);
        if (keyFile is not { Length: > 0 })
            return X509CertificateLoader.LoadPkcs12FromFile(certificateFile, password);

        return password is null
            ? X509Certificate2.CreateFromPemFile(certificateFile, keyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(certificateFile, password, keyFile);
    }

    /// <summary>The other certificates of the file: those of the authorities between it and a known one.</summary>
    public static X509Certificate2Collection LoadAuthorities(string certificateFile, string? keyFile, string? passwordFile)
    {
        var found = new X509Certificate2Collection();
        if (keyFile is { Length: > 0 })
            found.ImportFromPemFile(certificateFile);
        else
            found = X509CertificateLoader.LoadPkcs12CollectionFromFile(certificateFile, Password(passwordFile));

        using var own = Load(certificateFile, keyFile, passwordFile);
        return [.. found.Where(other => other.Thumbprint != own.Thumbprint)];
    }

    private static string? Password(string? file) => file is { Length: > 0 } ? File.ReadAllText(file).Trim() : null;
}
