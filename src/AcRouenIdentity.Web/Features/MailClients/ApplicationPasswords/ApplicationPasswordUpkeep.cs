using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.MailClients.ApplicationPasswords;

/// <summary>Learns from the directory when application passwords were used, ends those that nothing uses, and those of an académie that takes none any more.</summary>
internal sealed class ApplicationPasswordUpkeep(IServiceScopeFactory scopes, ApplicationPasswordSignal removal, TimeProvider clock, ILogger<ApplicationPasswordUpkeep> logger) : Upkeep(scopes, clock)
{
    protected override TimeSpan Period => TimeSpan.FromHours(1);

    protected override bool BeginsAtOnce => true;

    protected override async Task TendAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (db, options) = (services.GetRequiredService<IdentityDb>(), services.GetRequiredService<IOptions<MailClientsOptions>>().Value);
        var ending = services.GetRequiredService<ApplicationPasswordEnding>();
        if (options.Passwords)
            await CompareAsync(db, services.GetRequiredService<IApplicationPasswordEntries>(), cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (abandonedBefore, usedSince) = (Now - ApplicationPassword.MakingTime, Now - options.PasswordsUnusedFor);
        await ending.EndAsync(db.ApplicationPasswords.Where(password => password.ReadyAt == null && password.CreatedAt < abandonedBefore), ApplicationPasswordEnd.Unfinished, cancellationToken);
        await ending.EndAsync(db.ApplicationPasswords.Where(password => (password.LastUsedAt ?? password.CreatedAt) < usedSince), ApplicationPasswordEnd.Unused, cancellationToken);
        if (!options.Passwords)
            await ending.EndAsync(db.ApplicationPasswords, ApplicationPasswordEnd.SwitchedOff, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        removal.Raise();
    }

    protected override void Report(Exception exception) => Log.UpkeepFailed(logger, exception);

    /// <summary>An entry that no row knows can be seen and ended by nobody (a database that was put back from a copy): it goes.</summary>
    private async Task CompareAsync(IdentityDb db, IApplicationPasswordEntries entries, CancellationToken cancellationToken)
    {
        // Listed before rows are read: a row is there before its entry.
        var kept = await entries.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var known = await db.ApplicationPasswords.Select(password => new { password.Id, password.LastUsedAt }).ToDictionaryAsync(row => row.Id, row => row.LastUsedAt, cancellationToken);
        foreach (var entry in kept)
        {
            if (!known.TryGetValue(entry.Id, out var noted))
                await RemoveUnknownAsync(entries, entry.Id, cancellationToken);
            else if (entry.LastUsedAt is { } used && (noted is null || used > noted))
                await db.ApplicationPasswords.Where(row => row.Id == entry.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.LastUsedAt, used), cancellationToken);
        }
    }

    private async Task RemoveUnknownAsync(IApplicationPasswordEntries entries, string id, CancellationToken cancellationToken)
    {
        Log.EntryUnknown(logger, id);
        await entries.RemoveAsync(id, cancellationToken);
    }
}
