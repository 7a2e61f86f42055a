using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AcRouenIdentity.Web.Features.OpenId.Clients;

/// <summary>The clients as OpenIddict keeps them. It reads them from the database at each request, so that what is saved here counts at once on every node.</summary>
public sealed class ClientStore(IOpenIddictApplicationManager applications, IdentityDb db, ILogger<ClientStore> logger)
{
    public async Task<bool> KnowsAsync(string clientId, CancellationToken cancellationToken) =>
        await applications.FindByClientIdAsync(clientId, cancellationToken) is not null;

    public async Task SaveAsync(ClientDescription description, CancellationToken cancellationToken)
    {
        var known = await applications.FindByClientIdAsync(description.Client.Id, cancellationToken);
        if (known is null)
        {
            await CreateAsync(description.ToDescriptor(), cancellationToken);
            return;
        }

        if (await FingerprintOfAsync(known, description.Origin, cancellationToken) == description.Fingerprint)
            return;

        await applications.UpdateAsync(known, description.ToDescriptor(), cancellationToken);
        Log.ClientUpdated(logger, description.Client.Id);
    }

    /// <summary>Every token and authorization that it was given.</summary>
    public async Task RevokeAsync(string clientId, CancellationToken cancellationToken)
    {
        await AuthorizationsOf([clientId]).ExecuteUpdateAsync(update => update.SetProperty(authorization => authorization.Status, Statuses.Revoked), cancellationToken);
        await TokensOf([clientId]).ExecuteUpdateAsync(update => update.SetProperty(token => token.Status, Statuses.Revoked), cancellationToken);
    }

    /// <summary>With all that they were given.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> clientIds, CancellationToken cancellationToken)
    {
        await TokensOf(clientIds).ExecuteDeleteAsync(cancellationToken);
        await AuthorizationsOf(clientIds).ExecuteDeleteAsync(cancellationToken);
        await db.Set<OpenIddictEntityFrameworkCoreApplication>().Where(application => clientIds.Contains(application.ClientId!)).ExecuteDeleteAsync(cancellationToken);
        Log.ClientsRemoved(logger, string.Join(", ", clientIds));
    }

    /// <summary>Identifiers of those that come from there.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(ClientOrigin origin, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await foreach (var application in applications.ListAsync(count: null, offset: null, cancellationToken))
            if (await FingerprintOfAsync(application, origin, cancellationToken) is not null)
                found.Add((await applications.GetClientIdAsync(application, cancellationToken))!);
        return found;
    }

    private async Task CreateAsync(OpenIddictApplicationDescriptor descriptor, CancellationToken cancellationToken)
    {
        try
        {
            await applications.CreateAsync(descriptor, cancellationToken);
            Log.ClientCreated(logger, descriptor.ClientId!);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another node that starts at the same time was first; anything else shows again at once. OpenIddict remembers that it found none.
            db.ChangeTracker.Clear();
            if (!await db.Set<OpenIddictEntityFrameworkCoreApplication>().AnyAsync(application => application.ClientId == descriptor.ClientId, cancellationToken))
                throw;
        }
    }

    private async Task<string?> FingerprintOfAsync(object application, ClientOrigin origin, CancellationToken cancellationToken)
    {
        var properties = await applications.GetPropertiesAsync(application, cancellationToken);
        return properties.TryGetValue(ClientDescription.PropertyOf(origin), out var value) ? value.GetString() : null;
    }

    private IQueryable<OpenIddictEntityFrameworkCoreAuthorization> AuthorizationsOf(IReadOnlyCollection<string> clientIds) =>
        db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(authorization => clientIds.Contains(authorization.Application!.ClientId!));

    private IQueryable<OpenIddictEntityFrameworkCoreToken> TokensOf(IReadOnlyCollection<string> clientIds) =>
        db.Set<OpenIddictEntityFrameworkCoreToken>().Where(token => clientIds.Contains(token.Application!.ClientId!));
}
