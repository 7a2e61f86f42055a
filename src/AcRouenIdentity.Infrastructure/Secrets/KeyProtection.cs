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
        protection.UnprotectKeysWithAnyCertificate([current, .. options.FormerCertificateFiles.Select(file => Former(file, options))]);
        return services;
    }

    private static X509Certificate2 Current(KeyProtectionOptions options) =>
        CertificateFiles.Load(options.CertificateFile!, options.KeyFile, options.PasswordFile);

    private static X509Certificate2 Former(string file, KeyProtectionOptions options) => CertificateFiles.Load(file, keyFile: null, options.PasswordFile);
}
