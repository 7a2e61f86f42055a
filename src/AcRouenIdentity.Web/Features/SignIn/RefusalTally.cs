using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.SignIn;

/// <summary>Refused sign-ins of the last minute, told to the audit trail together, so that guessing can fill neither the trail nor the disk.</summary>
public sealed class RefusalTally(TimeProvider clock)
{
    private readonly Lock gate = new();
    private Dictionary<(string? DirectoryKey, SignInRefusal Reason), int> counts = [];
    private DateTimeOffset since = clock.GetUtcNow();

    public void Count(SignInVerdict verdict)
    {
        if (RefusalOf(verdict) is not { } refusal)
            return;
        lock (gate)
            counts[refusal] = counts.GetValueOrDefault(refusal) + 1;
    }

    public async Task RecordAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (taken, from) = Take();
        if (taken.Count == 0)
            return;

        var db = services.GetRequiredService<IdentityDb>();
        var audit = services.GetRequiredService<AuditTrail>();
        var keys = taken.Keys.Select(refusal => refusal.DirectoryKey).OfType<string>().Distinct().ToList();
        var subjects = await db.Accounts.Where(account => keys.Contains(account.DirectoryKey))
            .ToDictionaryAsync(account => account.DirectoryKey, account => account.Subject, cancellationToken);
        foreach (var ((key, reason), count) in taken)
            audit.Record(new AuditEvent.SignInRefused(key is null ? null : subjects.GetValueOrDefault(key), reason, count, from));
        await db.SaveChangesAsync(cancellationToken);
    }

    private (Dictionary<(string? DirectoryKey, SignInRefusal Reason), int> Taken, DateTimeOffset Since) Take()
    {
        lock (gate)
        {
            var taken = (counts, since);
            counts = [];
            since = clock.GetUtcNow();
            return taken;
        }
    }

    private static (string? DirectoryKey, SignInRefusal Reason)? RefusalOf(SignInVerdict verdict) => verdict switch
    {
        SignInVerdict.Refused refused => (KeyOf(refused.Person), SignInRefusal.WrongPassword),
        SignInVerdict.Wait wait => (KeyOf(wait.Person), SignInRefusal.TooManyTries),
        SignInVerdict.Closed closed => (KeyOf(closed.Person), SignInRefusal.AccountClosed),
        _ => null,
    };

    private static string? KeyOf(Person? person) => person?.Key.Value;
}
