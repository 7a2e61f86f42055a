using System.Diagnostics;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Application = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication;
using Authorization = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreAuthorization;
using Token = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken;

namespace AcRouenIdentity.Benchmarks;

/// <summary>The rows of tokens of a provider, seen from beside it: what a whole académie has left there, and another node that forgets what is over.</summary>
internal sealed class StoredTokens : IAsyncDisposable
{
    private const int RowsOfASave = 5_000;
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private readonly ServiceProvider services;

    /// <param name="database">The section of the configuration that the provider was started with.</param>
    public StoredTokens(IReadOnlyDictionary<string, string?> database)
    {
        var collection = new ServiceCollection().AddLogging().AddIdentityDatabase(new ConfigurationBuilder().AddInMemoryCollection(database).Build());
        collection.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDb>());
        services = collection.BuildServiceProvider();
    }

    /// <summary>Adds refresh tokens, each of a grant of its own.</summary>
    /// <param name="age">How long ago they were made; they live for a month.</param>
    public async Task AddAsync(int count, TimeSpan age, CancellationToken cancellationToken)
    {
        var made = DateTime.UtcNow - age;
        foreach (var numbers in Enumerable.Range(0, count).Chunk(RowsOfASave))
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            var application = await db.Set<Application>().SingleAsync(one => one.ClientId == Provider.ClientId, cancellationToken);
            db.AddRange(numbers.Select(number => TokenOf(application, $"{made.Ticks:x}-{number}", made)));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Removes those that ended more than a day ago, as the provider does each hour.</summary>
    /// <returns>How many, and how long it took.</returns>
    public async Task<(long Tokens, TimeSpan Elapsed)> PruneAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var clock = Stopwatch.StartNew();
        var before = DateTimeOffset.UtcNow.AddDays(-1);
        var tokens = await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
        return (tokens, clock.Elapsed);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Token TokenOf(Application application, string subject, DateTime made) => new()
    {
        Id = $"t-{subject}",
        ConcurrencyToken = subject,
        Application = application,
        Authorization = new Authorization
        {
            Id = $"a-{subject}",
            ConcurrencyToken = subject,
            Application = application,
            CreationDate = made,
            Scopes = """["openid","profile","email","mail","offline_access"]""",
            Status = Statuses.Valid,
            Subject = subject,
            Type = AuthorizationTypes.AdHoc,
        },
        CreationDate = made,
        ExpirationDate = made + Life,
        Status = Statuses.Valid,
        Subject = subject,
        Type = TokenTypeIdentifiers.RefreshToken,
    };
}
