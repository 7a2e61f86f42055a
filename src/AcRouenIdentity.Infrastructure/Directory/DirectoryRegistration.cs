using AcRouenIdentity.Domain.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Directory;

public static class DirectoryRegistration
{
    /// <summary>
    /// Registers <see cref="IDirectory"/>, <see cref="IPeopleRegister"/>, <see cref="IPeopleEntries"/> and <see cref="IApplicationPasswordEntries"/> over LDAP, from the section <see cref="DirectoryOptions.Section"/>, under which the preset is laid.
    /// Needs an <see cref="ISecretGenerator"/>.
    /// </summary>
    public static IServiceCollection AddLdapDirectory(this IServiceCollection services, IConfiguration section)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<DirectoryOptions>, DirectoryOptionsValidation>();
        services.AddOptions<DirectoryOptions>()
            .Configure(options => DirectoryPresets.Fill(options, section.GetValue<DirectoryPreset>(nameof(DirectoryOptions.Preset))))
            .Bind(section)
            .ValidateOnStart();
        services.AddSingleton(Link);
        services.AddSingleton<IDirectory>(Directory);
        services.AddSingleton<IPeopleRegister>(Register);
        services.AddSingleton<IPeopleEntries>(Entries);
        services.AddSingleton<IApplicationPasswordEntries>(ApplicationPasswords);
        return services;
    }

    private static DirectoryLink Link(IServiceProvider provider) => new(
        provider.GetRequiredService<IOptions<DirectoryOptions>>().Value,
        DirectoryCredentials.Service(provider.GetRequiredService<IOptions<DirectoryOptions>>().Value),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LdapDirectory>>());

    /// <summary>Over connections of its own where another account writes; they are opened when something is written.</summary>
    private static LdapPeopleEntries Entries(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<DirectoryOptions>>().Value;
        var logger = provider.GetRequiredService<ILogger<LdapDirectory>>();
        var own = options.ProvisioningDn.Length == 0
            ? null
            : new DirectoryLink(options, DirectoryCredentials.Provisioning(options), provider.GetRequiredService<TimeProvider>(), logger);
        return new LdapPeopleEntries(own ?? provider.GetRequiredService<DirectoryLink>(), own, new PersonReader(options, logger), options, logger);
    }

    private static LdapApplicationPasswords ApplicationPasswords(IServiceProvider provider) => new(
        provider.GetRequiredService<DirectoryLink>(), provider.GetRequiredService<IOptions<DirectoryOptions>>().Value, provider.GetRequiredService<ISecretGenerator>());

    private static LdapPeopleRegister Register(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<DirectoryOptions>>().Value;
        return new LdapPeopleRegister(
            provider.GetRequiredService<DirectoryLink>(), new PersonReader(options, provider.GetRequiredService<ILogger<LdapDirectory>>()), options);
    }

    private static LdapDirectory Directory(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<DirectoryOptions>>().Value;
        var logger = provider.GetRequiredService<ILogger<LdapDirectory>>();
        var link = provider.GetRequiredService<DirectoryLink>();
        var reader = new PersonReader(options, logger);
        var passwords = new DirectoryPasswords(
            link, reader.People, options, provider.GetRequiredService<ISecretGenerator>(), provider.GetRequiredService<TimeProvider>(), logger);
        return new LdapDirectory(link, passwords, reader, options, logger);
    }
}
