using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.OpenId.Registration;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.OpenRegistration;

/// <summary>A program registers itself. It is given nothing by that: people are asked each time whether they let it in.</summary>
internal sealed class SelfRegistration(
    IdentityDb db, ClientSaving saving, AttemptLimiter limiter, AuditTrail audit, ISecretGenerator secrets, TimeProvider clock, IOptions<OpenIdOptions> options, ILogger<SelfRegistration> logger)
{
    /// <summary>Begins like this, so that it is no option of a command and nobody's else.</summary>
    private const string IdPrefix = "program-";

    private const int IdBytes = 16;

    /// <summary>When those that nobody let in are looked for next.</summary>
    private static readonly TimeSpan UntilUpkeep = TimeSpan.FromHours(1);

    /// <param name="source">Where from, as attempts are counted.</param>
    public async Task<RegistrationOutcome> RegisterAsync(RegistrationMetadata asked, string source, CancellationToken cancellationToken)
    {
        if (OpenRegistrationRules.Problem(asked) is { } fault)
            return new RegistrationOutcome.Refused(fault);
        var waiting = await db.Set<RegisteredClient>().CountAsync(row => row.Registrar == ClientRegistrar.Itself && row.AdmittedAt == null, cancellationToken);
        if (waiting >= options.Value.OpenRegistration.MostUnused)
            return new RegistrationOutcome.Postponed(UntilUpkeep);
        if (await limiter.CountAsync("registration", source, AttemptSchedule.Registrations, cancellationToken) is { Ticks: > 0 } wait)
            return new RegistrationOutcome.Postponed(wait);
        if (waiting + 1 == options.Value.OpenRegistration.MostUnused)
            Log.RegistrationsFull(logger, waiting + 1);

        return await AddAsync(OpenRegistrationRules.Read(asked, IdPrefix + secrets.Token(IdBytes)), cancellationToken);
    }

    private async Task<RegistrationOutcome> AddAsync(ClientSettings settings, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = new RegisteredClient { Key = RegisteredClient.KeyOf(settings.Id!), Id = settings.Id!, Registrar = ClientRegistrar.Itself, CreatedAt = now, CreatedBy = "" };
        row.Say(settings, by: "", now);
        db.Add(row);
        audit.Record(new AuditEvent.ApplicationRegisteredItself(row.Id));
        if (!await saving.SaveAsync(() => saving.PublishAsync(row, cancellationToken), cancellationToken))
            throw new InvalidOperationException("Two random identifiers are the same.");

        return new RegistrationOutcome.Registered(row.Serve(settings), now);
    }
}
