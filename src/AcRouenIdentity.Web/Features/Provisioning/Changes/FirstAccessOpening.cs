using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Provisioning.Changes;

/// <summary>The last step of a first access, in a scope of its own: history and directory say that the account is open.</summary>
internal sealed class FirstAccessOpening(IServiceScopeFactory scopes) : IAccountOpening
{
    public async Task OpenAsync(DirectoryKey key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var record = await services.GetRequiredService<IdentityDb>().People.AsNoTracking().SingleAsync(row => row.DirectoryKey == key.Value, cancellationToken);
        var person = await services.GetRequiredService<KnownPeopleReader>().ReadAsync(record, cancellationToken);
        if (person.State is not (AccountState.Announced or AccountState.Provisioned))
            return;

        var line = new PlanLine { Kind = PlanKind.Change, Reason = PlanReason.FirstAccess, Key = key, Before = person, After = person with { State = AccountState.Active } };
        var outcomes = await services.GetRequiredService<AccountChanges>().ApplyAsync([new IntendedChange(line)], runId: null, cancellationToken);
        if (outcomes[0].Failure is { } failure)
            throw new DirectoryUnavailableException($"The directory does not take the state of an account that was just opened: {failure}.");
    }
}
