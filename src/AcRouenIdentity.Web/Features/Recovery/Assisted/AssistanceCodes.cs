using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Recovery.Assisted;

/// <summary>What a code of the assistance stands on.</summary>
/// <param name="Case">What the request is written down as.</param>
/// <param name="Officer"><c>sub</c> of whoever verified the person; null for whoever typed a command on the machine.</param>
/// <param name="Level">How surely; null where nobody said.</param>
public sealed record AssistanceGround(string Case, string? Officer, VerificationLevel? Level);

/// <summary>Makes the codes that are read to people whose identity was verified, and recognises them.</summary>
public sealed class AssistanceCodes(IdentityDb db, KeyedHash hash, ISecretGenerator secrets, AccountBook accounts, AuditTrail audit, IOptions<RecoveryOptions> options, TimeProvider clock)
{
    /// <summary>Makes a code for a person who was verified; one that was made before for them ends. Saved at once.</summary>
    /// <returns>To be read aloud, and kept nowhere.</returns>
    public async Task<PrintedCode> IssueAsync(Person person, AssistanceGround ground, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var older in await db.AssistanceCodes.Where(row => row.DirectoryKey == person.Key.Value && row.EndedAt == null).ToListAsync(cancellationToken))
            older.Finish(now);
        var code = PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(AssistanceCode.Length)), AssistanceCode.Length);
        db.Add(new AssistanceCode
        {
            DirectoryKey = person.Key.Value,
            Case = ground.Case,
            Level = ground.Level,
            Hash = HashOf(person.Key.Value, code),
            IssuedAt = now,
            ExpiresAt = now + options.Value.AssistanceCodeLifetime,
        });
        audit.Record(new AuditEvent.AssistanceCodeIssued(accounts.SubjectOf(person), ground.Case, ground.Officer, ground.Level));
        await db.SaveChangesAsync(cancellationToken);
        return code;
    }

    /// <summary>The code of a person, where it is the one that was typed: tracked, to be ended with what it lets them do. The try is counted before it is looked at, and the work is the same for nobody.</summary>
    /// <param name="person">Null for nobody known.</param>
    public async Task<AssistanceCode?> FindAsync(Person? person, string? typed, CancellationToken cancellationToken)
    {
        var (key, now) = (person?.Key.Value ?? "", clock.GetUtcNow());
        var open = db.AssistanceCodes.Where(row => row.DirectoryKey == key && row.EndedAt == null && row.ExpiresAt > now);
        await open.ExecuteUpdateAsync(update => update.SetProperty(row => row.Tries, row => row.Tries + 1).SetProperty(row => row.Version, row => row.Version + 1), cancellationToken);
        var code = await open.SingleOrDefaultAsync(cancellationToken);
        var isForm = PrintedCode.TryParse(typed, AssistanceCode.Length, out var read);
        var isSame = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code?.Hash ?? HashOf("", default)), Encoding.ASCII.GetBytes(HashOf(key, read)));
        return isForm && isSame && code?.IsGood(now) == true ? code : null;
    }

    private string HashOf(string key, PrintedCode code) => hash.Of("assistance-code", $"{key}\0{code.Reveal()}");
}
