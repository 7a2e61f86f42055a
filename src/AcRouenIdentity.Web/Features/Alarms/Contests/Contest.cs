using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Features.Shared.Attempts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Alarms.Contests;

public abstract record ContestVerdict
{
    private ContestVerdict()
    {
    }

    /// <param name="Reference">To be quoted to the assistance.</param>
    /// <param name="Told">Whether the assistance knows by itself.</param>
    public sealed record Blocked(string Reference, AssistanceTold Told) : ContestVerdict;

    /// <summary>Nobody's code, an old one, one that was used, or one of an account that is closed: nobody is told which.</summary>
    public sealed record Refused : ContestVerdict;

    public sealed record Wait(TimeSpan For) : ContestVerdict;
}

/// <summary>Somebody brings back the code of a mail that told of a change: the account is blocked, and the assistance has a case.</summary>
public sealed class Contest(
    ContestCodes codes, AccountAlarms alarms, AssistanceCases cases, IDirectory directory, AccountBook accounts, AttemptLimiter limiter, AuditTrail audit, TimeProvider clock)
{
    private const string Counted = "contests";

    /// <exception cref="DirectoryUnavailableException">Nobody can say whose account it is: the code is as good as before.</exception>
    public async Task<ContestVerdict> RedeemAsync(string? typed, string source, CancellationToken cancellationToken)
    {
        if (await limiter.CountAsync(Counted, source, AttemptSchedule.Contests, cancellationToken) is { Ticks: > 0 } wait)
            return new ContestVerdict.Wait(wait);
        if (await codes.FindGoodAsync(typed, cancellationToken) is not { } code)
            return new ContestVerdict.Refused();
        if (await directory.FindAsync(new DirectoryKey(code.DirectoryKey), cancellationToken) is not { State: AccountState.Active } person)
            return new ContestVerdict.Refused();

        return await BlockAsync(code, person, cancellationToken);
    }

    private async Task<ContestVerdict> BlockAsync(ContestCode code, Person person, CancellationToken cancellationToken)
    {
        code.Use(clock.GetUtcNow());
        var opened = cases.Open(person, code);
        audit.Record(new AuditEvent.ChangeContested(accounts.SubjectOf(person), code.Change, opened.Reference));
        try
        {
            await alarms.RaiseAsync(person, AccountAlarm.Contested, cancellationToken);
            return opened;
        }
        catch (DbUpdateException exception) when (exception.IsConflict())
        {
            return new ContestVerdict.Refused();
        }
    }
}
