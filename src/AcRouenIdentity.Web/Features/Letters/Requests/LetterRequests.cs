using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.Requests;

/// <summary>What became of somebody's wish for a <i>courrier INA</i>. Whoever asked hears nothing of it: the same is said to all.</summary>
public enum LetterAsked
{
    /// <summary>It waits for officers to print it, and its person is told.</summary>
    Recorded,

    /// <summary>There is no open account, or nothing to print on a letter.</summary>
    NoOpenAccount,

    /// <summary>Another one waits.</summary>
    WaitsAlready,

    /// <summary>One is on its way.</summary>
    PrintedOfLate,
}

/// <summary>Takes wishes for a <i>courrier INA</i>, outside the request in which they were typed.</summary>
/// <param name="db">With nothing else to save.</param>
public sealed class LetterRequests(IdentityDb db, AuditTrail audit, AccountBook accounts, IAccountNotices notices, IOptions<LetterOptions> options, TimeProvider clock)
{
    public async Task<LetterAsked> AskAsync(Person person, CancellationToken cancellationToken)
    {
        var key = person.Key.Value;
        if (person is not { State: AccountState.Active, Address: not null } || !await db.People.WhoMayGetALetter().AnyAsync(record => record.DirectoryKey == key, cancellationToken))
            return LetterAsked.NoOpenAccount;
        if (await db.LetterRequests.AnyAsync(request => request.Slot == key, cancellationToken))
            return LetterAsked.WaitsAlready;
        if (await WasPrintedOfLateAsync(key, cancellationToken))
            return LetterAsked.PrintedOfLate;

        db.Add(LetterRequest.Of(key, clock.GetUtcNow()));
        audit.Record(new AuditEvent.LetterRequested(accounts.SubjectOf(person)));
        await notices.TellAsync(person, AccountChange.RecoveryLetterAsked, cancellationToken);
        return await db.TrySaveAsync(cancellationToken) ? LetterAsked.Recorded : LetterAsked.WaitsAlready;
    }

    private Task<bool> WasPrintedOfLateAsync(string key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var late = now - options.Value.RequestInterval;
        return db.Letters.AnyAsync(
            letter => letter.DirectoryKey == key && letter.Kind == LetterKind.Recovery && letter.PrintedAt > late && letter.End == null && letter.ExpiresAt > now, cancellationToken);
    }
}
