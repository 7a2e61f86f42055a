using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SecondFactors.Codes;

/// <summary>Codes for the day the second factor is not at hand: made together, shown once, each good once.</summary>
public sealed class RecoveryCodes(IdentityDb db, KeyedHash hash, ISecretGenerator secrets, AuditTrail audit, AccountBook accounts, IAccountNotices notices, TimeProvider clock)
{
    /// <summary>Those before them end.</summary>
    public async Task<IReadOnlyList<PrintedCode>> MakeAsync(Person person, CancellationToken cancellationToken)
    {
        var (subject, now) = (accounts.SubjectOf(person), clock.GetUtcNow());
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(RecoveryCode.Length)), RecoveryCode.Length)).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever makes some in another tab waits here, so that one sheet alone is good.
        await db.Accounts.Where(account => account.Subject == subject).ExecuteUpdateAsync(update => update.SetProperty(account => account.FactorsVersion, account => account.FactorsVersion + 1), cancellationToken);
        await db.RecoveryCodes.Where(code => code.Subject == subject).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(codes.Select(code => new RecoveryCode { Subject = subject, Hash = HashOf(subject, code), MadeAt = now }));
        audit.Record(new AuditEvent.RecoveryCodesMade(subject, codes.Count));
        await notices.TellAsync(person, AccountChange.RecoveryCodesMade, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return codes;
    }

    /// <returns>False where it is none of theirs, or was used.</returns>
    public async Task<bool> SpendAsync(Person person, string? typed, CancellationToken cancellationToken)
    {
        if (!PrintedCode.TryParse(typed, RecoveryCode.Length, out var code))
            return false;

        var subject = accounts.SubjectOf(person);
        var hashed = HashOf(subject, code);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.RecoveryCodes.Where(row => row.Subject == subject && row.Hash == hashed).ExecuteDeleteAsync(cancellationToken) == 0)
            return false;

        var left = await db.RecoveryCodes.CountAsync(row => row.Subject == subject, cancellationToken);
        audit.Record(new AuditEvent.RecoveryCodeUsed(subject, left));
        await notices.TellAsync(person, AccountChange.RecoveryCodeUsed, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private string HashOf(string subject, PrintedCode code) => hash.Of("recovery-code", $"{subject}\0{code.Reveal()}");
}
