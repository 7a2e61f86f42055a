using System.Security.Cryptography.X509Certificates;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Secrets;

public static class KeyProtection
{
    /// <summary>Part of every purpose: changing it makes everything protected unreadable.</summary>
    private const string ApplicationName = "AcRouenIdentity";

    /// <summary>Data Protection with its keys in the database, so that all nodes share them, under the administrator's certificate where there is one.</summary>
    public static IServiceCollection AddKeyProtection(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(KeyProtectionOptions.Section);
        services.AddOptions<KeyProtectionOptions>().Bind(section);

        var protection = services.AddDataProtection().SetApplicationName(ApplicationName).PersistKeysToDbContext<IdentityDb>();
        var options = section.Get<KeyProtectionOptions>() ?? new KeyProtectionOptions();
        if (options.CertificateFile is not { Length: > 0 })
            return services;

        var current = Current(options);
        protection.ProtectKeysWithCertificate(current);
        protection.UnprotectKeysWithAnyCertificate([current, .. options.FormerCertificateFiles.Select(file => FromPkcs12(file, options))]);
        return services;
    }

    private static X509Certificate2 Current(KeyProtectionOptions options)
    {
        if (options.KeyFile is not { Length: > 0 } keyFile)
            return FromPkcs12(options.CertificateFile!, options);

        return Password(options) is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(options.CertificateFile!, password, keyFile)
            : X509Certificate2.CreateFromPemFile(options.CertificateFile!, keyFile);
    }

    private static X509Certificate2 FromPkcs12(string file, KeyProtectionOptions options) =>
        X509CertificateLoader.LoadPkcs12FromFile(file, Password(options));

    private static string? Password(KeyProtectionOptions options) =>
        options.PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;
}
