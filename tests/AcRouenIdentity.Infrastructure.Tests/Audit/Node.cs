using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

/// <summary>One node of the provider, as far as the trail goes.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Node(TestDatabase database, params (string Key, string? Value)[] settings) =>
        services = database.Services((services, configuration) => services.AddAuditTrail(configuration).AddSingleton<TimeProvider>(Clock), settings);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1234567));

    public RefusalTally Tally => services.GetRequiredService<RefusalTally>();

    public AuditChain Chain => services.GetRequiredService<AuditChain>();

    public IEnumerable<Microsoft.Extensions.Hosting.IHostedService> HostedServices => services.GetServices<Microsoft.Extensions.Hosting.IHostedService>();

    public async Task WithAsync(Func<IdentityDb, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    public async Task<T> ReadAsync<T>(Func<IdentityDb, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    public async Task RecordAsync(params AuditEvent[] events)
    {
        await using var scope = services.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        foreach (var happened in events)
            trail.Record(happened);
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync();
    }

    public Task RecordSignInsAsync(int count) =>
        RecordAsync([.. Enumerable.Range(1, count).Select(number => new AuditEvent.SignedIn($"subject-{number}", $"session-{number}", DeviceKind.Shared))]);

    public async Task<AuditHead?> SealAsync()
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(CancellationToken.None);
    }

    public Task<AuditVerdict> VerifyAsync() => VerifyAsync(witness: null);

    public async Task<AuditVerdict> VerifyAsync(AuditHead? witness)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditVerification>().VerifyAsync(witness, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
