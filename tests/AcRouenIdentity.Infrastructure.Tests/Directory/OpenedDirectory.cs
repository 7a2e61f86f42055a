using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>The directory as the host opens it: from configuration, through its registration.</summary>
public sealed class OpenedDirectory : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public OpenedDirectory(IEnumerable<KeyValuePair<string, string?>> settings, params (string Name, string? Value)[] others)
        : this(TimeProvider.System, settings, others)
    {
    }

    public OpenedDirectory(TimeProvider time, IEnumerable<KeyValuePair<string, string?>> settings, params (string Name, string? Value)[] others)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings)
            .AddInMemoryCollection(others.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton(time)
            .AddSingleton<ISecretGenerator, SecretGenerator>()
            .AddLdapDirectory(configuration)
            .BuildServiceProvider();
        Register = services.GetRequiredService<IPeopleRegister>();
        Entries = services.GetRequiredService<IPeopleEntries>();
        ApplicationPasswords = services.GetRequiredService<IApplicationPasswordEntries>();
        Directory = services.GetRequiredService<IDirectory>();
    }

    public IDirectory Directory { get; }

    public IPeopleRegister Register { get; }

    public IPeopleEntries Entries { get; }

    public IApplicationPasswordEntries ApplicationPasswords { get; }

    /// <summary>What it says to whoever runs it.</summary>
    public WrittenLog Log { get; } = new();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
