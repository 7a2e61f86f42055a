using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;

/// <summary>
/// Takes what has ended out of the directory: at once when it is saved, and by polling what other nodes, a former life or an outage left. A row goes only after its entry, so that no end is lost;
/// removing twice removes nothing more, so that every node may do it.
/// </summary>
internal sealed class ApplicationPasswordRemoval(
    IServiceScopeFactory scopes, IApplicationPasswordEntries entries, ApplicationPasswordSignal signal, TimeProvider clock, ILogger<ApplicationPasswordRemoval> logger) : BackgroundService
{
    public static readonly TimeSpan Polling = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RemoveEndedAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.RemovalFailed(logger, exception);
            }

            await signal.WaitAsync(Polling, clock, stoppingToken);
        }
    }

    private async Task RemoveEndedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var ended = await db.ApplicationPasswords.AsNoTracking().Where(password => password.EndedAt != null).OrderBy(password => password.EndedAt).ToListAsync(cancellationToken);
        foreach (var password in ended)
            await TryRemoveAsync(db, password, cancellationToken);
    }

    /// <summary>What the directory refuses to lose keeps no other there.</summary>
    private async Task TryRemoveAsync(IdentityDb db, ApplicationPassword password, CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(db, password, cancellationToken);
        }
        catch (DirectoryUnavailableException exception)
        {
            Log.NotRemoved(logger, exception, password.Id);
        }
    }

    private async Task RemoveAsync(IdentityDb db, ApplicationPassword password, CancellationToken cancellationToken)
    {
        // Asked before the directory is: what was still being added then may come after.
        var isSettled = password.IsSettled(clock.GetUtcNow());
        await entries.RemoveAsync(password.Id, cancellationToken);
        if (isSettled)
            await db.ApplicationPasswords.Where(row => row.Id == password.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
