using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Clients;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.OpenId.Registration;

/// <summary>What administrators do with applications. Each change is audited with it, counts at once for OpenIddict on every node, and shows at once on this one.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class ClientDesk(IdentityDb db, ClientStore store, ClientCatalog catalog, ClientSaving saving, AuditTrail audit, ISecretGenerator secrets, TimeProvider clock)
{
    private const int SecretBytes = 32;

    /// <returns>With the secret, where the client needs one: it is told nowhere else, and never again.</returns>
    public async Task<ClientOutcome> AddAsync(ClientEditor editor, ClientSettings settings, CancellationToken cancellationToken)
    {
        if (catalog.ProblemsOf(settings) is { Count: > 0 } problems)
            return new ClientOutcome.Refused(problems);
        if (catalog.IsOfConfiguration(settings.Id!) || await store.KnowsAsync(settings.Id!, cancellationToken))
            return ClientOutcome.IdTaken;

        var now = clock.GetUtcNow();
        var row = new RegisteredClient { Key = RegisteredClient.KeyOf(settings.Id!), Id = settings.Id!, CreatedAt = now, CreatedBy = editor.By };
        var secret = settings.NeedsSecret ? secrets.Token(SecretBytes) : null;
        row.Say(settings, editor.By, now);
        row.Keep(secret is null ? null : ClientSecretHash.Of(secret), formerUntil: null, editor.By, now);
        db.Add(row);
        Record(row, ApplicationAct.Added, editor);
        return await saving.SaveAsync(() => saving.PublishAsync(row, cancellationToken), cancellationToken) ? new ClientOutcome.Done(secret) : ClientOutcome.IdTaken;
    }

    public async Task<ClientOutcome> ChangeAsync(ClientEditor editor, ClientVersion seen, ClientSettings settings, CancellationToken cancellationToken)
    {
        if (await FindAsync(seen.Id, cancellationToken) is not { } row)
            return new ClientOutcome.Unknown();
        if (row.Registrar is ClientRegistrar.Itself)
            return new ClientOutcome.NotPossible();
        settings.Id = row.Id;
        if (catalog.ProblemsOf(settings) is { Count: > 0 } problems)
            return new ClientOutcome.Refused(problems);
        if (row.Version != seen.Version)
            return new ClientOutcome.ChangedMeanwhile();
        var changed = ClientJson.Differences(ClientJson.Read(row.Settings), settings);
        if (changed.Count == 0)
            return new ClientOutcome.Done(Secret: null);

        var secret = settings.NeedsSecret && row.Secret is null ? secrets.Token(SecretBytes) : null;
        row.Say(settings, editor.By, clock.GetUtcNow());
        if (secret is not null || !settings.NeedsSecret)
            row.Keep(secret is null ? null : ClientSecretHash.Of(secret), formerUntil: null, editor.By, clock.GetUtcNow());
        foreach (var setting in changed)
            audit.Record(new AuditEvent.ApplicationChanged(row.Id, setting, editor.Subject));
        return await saving.SaveAsync(() => saving.PublishAsync(row, cancellationToken), cancellationToken) ? new ClientOutcome.Done(secret) : new ClientOutcome.ChangedMeanwhile();
    }

    /// <returns>With the new secret: it is told nowhere else, and never again.</returns>
    public Task<ClientOutcome> RenewSecretAsync(ClientEditor editor, ClientVersion seen, SecretOverlap overlap, CancellationToken cancellationToken)
    {
        var secret = secrets.Token(SecretBytes);
        return ActAsync(seen, row => row.Secret is not null, Renew, secret, cancellationToken);

        Func<Task> Renew(RegisteredClient row)
        {
            var now = clock.GetUtcNow();
            DateTimeOffset? until = overlap is SecretOverlap.None ? null : now + LengthOf(overlap);
            row.Keep(ClientSecretHash.Of(secret), until, editor.By, now);
            audit.Record(new AuditEvent.ApplicationSecretRenewed(row.Id, until, editor.Subject));
            return () => saving.PublishAsync(row, cancellationToken);
        }
    }

    /// <summary>Ends all that it was given; <see cref="EnableAsync"/> serves it again, and people sign in there anew.</summary>
    public Task<ClientOutcome> DisableAsync(ClientEditor editor, ClientVersion seen, CancellationToken cancellationToken)
    {
        return ActAsync(seen, row => row.DisabledAt is null, Disable, secret: null, cancellationToken);

        Func<Task> Disable(RegisteredClient row)
        {
            row.Disable(editor.By, clock.GetUtcNow());
            Record(row, ApplicationAct.Disabled, editor);
            return async () =>
            {
                await saving.PublishAsync(row, cancellationToken);
                await store.RevokeAsync(row.Id, cancellationToken);
            };
        }
    }

    public Task<ClientOutcome> EnableAsync(ClientEditor editor, ClientVersion seen, CancellationToken cancellationToken)
    {
        return ActAsync(seen, row => row.DisabledAt is not null, Enable, secret: null, cancellationToken);

        Func<Task> Enable(RegisteredClient row)
        {
            row.Enable(editor.By, clock.GetUtcNow());
            Record(row, ApplicationAct.Enabled, editor);
            return () => saving.PublishAsync(row, cancellationToken);
        }
    }

    /// <summary>For good, and only what is disabled.</summary>
    public Task<ClientOutcome> RemoveAsync(ClientEditor editor, ClientVersion seen, CancellationToken cancellationToken)
    {
        return ActAsync(seen, row => row.DisabledAt is not null, Remove, secret: null, cancellationToken);

        Func<Task> Remove(RegisteredClient row)
        {
            db.Remove(row);
            Record(row, ApplicationAct.Removed, editor);
            return () => saving.EraseAsync([row.Id], cancellationToken);
        }
    }

    private async Task<ClientOutcome> ActAsync(
        ClientVersion seen, Func<RegisteredClient, bool> isPossible, Func<RegisteredClient, Func<Task>> act, string? secret, CancellationToken cancellationToken)
    {
        if (await FindAsync(seen.Id, cancellationToken) is not { } row)
            return new ClientOutcome.Unknown();
        if (row.Version != seen.Version)
            return new ClientOutcome.ChangedMeanwhile();
        if (!isPossible(row))
            return new ClientOutcome.NotPossible();

        return await saving.SaveAsync(act(row), cancellationToken) ? new ClientOutcome.Done(secret) : new ClientOutcome.ChangedMeanwhile();
    }

    private async Task<RegisteredClient?> FindAsync(string id, CancellationToken cancellationToken) =>
        catalog.IsOfConfiguration(id) ? null : await db.Set<RegisteredClient>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);

    private void Record(RegisteredClient row, ApplicationAct act, ClientEditor editor) => audit.Record(new AuditEvent.ApplicationRegistered(row.Id, act, editor.Subject));

    private static TimeSpan LengthOf(SecretOverlap overlap) => overlap switch
    {
        SecretOverlap.None => TimeSpan.Zero,
        SecretOverlap.Day => TimeSpan.FromDays(1),
        SecretOverlap.Week => TimeSpan.FromDays(7),
    };
}
