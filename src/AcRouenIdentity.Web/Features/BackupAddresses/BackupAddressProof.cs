using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Mail;
using AcRouenIdentity.Infrastructure.Mail.Templates;
using AcRouenIdentity.Infrastructure.Secrets;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>The person who asks, in one browser.</summary>
/// <param name="SessionId">A code counts in no other session.</param>
public sealed record BackupAddressOwner(Person Person, string SessionId);

public abstract record CodeSending
{
    private CodeSending()
    {
    }

    public sealed record Sent(OutsideAddress Address) : CodeSending;

    public sealed record NotAnAddress : CodeSending;

    /// <summary>It is in a domain of the académie.</summary>
    public sealed record OwnDomain(string Domain) : CodeSending;

    public sealed record TooMany(TimeSpan Wait) : CodeSending;
}

public enum CodeVerdict
{
    /// <summary>The address counts from now on.</summary>
    Right,
    Wrong,

    /// <summary>None is waited for any more: too old, tried too often, used, or never asked for here.</summary>
    NoneGood,
}

/// <summary>Proves that a person reads an address: a code is sent there, and typed in the browser that asked. Only then is the address recorded.</summary>
public sealed class BackupAddressProof(
    IdentityDb db,
    BackupAddressVault vault,
    KeyedHash hash,
    ISecretGenerator secrets,
    MailOutbox outbox,
    MailTemplates templates,
    IAccountNotices notices,
    AuditTrail audit,
    AccountBook accounts,
    IOptions<BackupAddressOptions> options,
    TimeProvider clock)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task<CodeSending> SendAsync(BackupAddressOwner owner, string? typed, CancellationToken cancellationToken)
    {
        if (!OutsideAddress.TryParse(typed, out var address))
            return new CodeSending.NotAnAddress();
        if (OwnDomains(owner.Person).FirstOrDefault(address.IsIn) is { } own)
            return new CodeSending.OwnDomain(own);
        if (await WaitAsync(owner, address, cancellationToken) is { } wait)
            return new CodeSending.TooMany(wait);

        var code = PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(MailCode.Length)), MailCode.Length);
        var lifetime = options.Value.CodeLifetime;
        db.Add(NewCode(owner, address, code, lifetime));
        outbox.Add(
            templates.Write(new MailContent.BackupAddressCode(owner.Person.GivenName, code, lifetime), MailRecipient.Of(address), MailLanguages.Of(CultureInfo.CurrentUICulture)) with { Reader = owner.Person.Key },
            goodFor: lifetime);
        await db.SaveChangesAsync(cancellationToken);
        return new CodeSending.Sent(address);
    }

    /// <summary>Where the code went that is waited for in this browser; null when none is.</summary>
    public async Task<OutsideAddress?> FindPendingAsync(BackupAddressOwner owner, CancellationToken cancellationToken) =>
        await FindGoodAsync(owner, cancellationToken) is { } code ? vault.Open(code.ProtectedAddress) : null;

    public async Task<CodeVerdict> ConfirmAsync(BackupAddressOwner owner, string? typed, CancellationToken cancellationToken)
    {
        if (await CountTryAsync(owner, cancellationToken) is not { } code)
            return CodeVerdict.NoneGood;
        if (!PrintedCode.TryParse(typed, MailCode.Length, out var read) || !IsSame(code.Hash, HashOf(owner, read)))
            return CodeVerdict.Wrong;

        await RecordAsync(owner, code, cancellationToken);
        return CodeVerdict.Right;
    }

    private MailCode NewCode(BackupAddressOwner owner, OutsideAddress address, PrintedCode code, TimeSpan lifetime) => new()
    {
        DirectoryKey = owner.Person.Key.Value,
        SessionId = owner.SessionId,
        ProtectedAddress = vault.Close(address),
        AddressLookup = vault.Lookup(address),
        Hash = HashOf(owner, code),
        SentAt = clock.GetUtcNow(),
        ExpiresAt = clock.GetUtcNow() + lifetime,
    };

    private IEnumerable<string> OwnDomains(Person person) => person.Address is { } professional ? options.Value.OwnDomains.Append(professional.Domain) : options.Value.OwnDomains;

    /// <summary>Null where another code may leave at once.</summary>
    private async Task<TimeSpan?> WaitAsync(BackupAddressOwner owner, OutsideAddress address, CancellationToken cancellationToken)
    {
        var (key, lookup) = (owner.Person.Key.Value, vault.Lookup(address));
        var since = clock.GetUtcNow() - Hour;
        var most = options.Value.CodesAnHour;
        var recent = db.MailCodes.Where(code => code.SentAt > since).OrderByDescending(code => code.SentAt);
        DateTimeOffset?[] limits =
        [
            await recent.Where(code => code.DirectoryKey == key).Skip(most - 1).Select(code => (DateTimeOffset?)code.SentAt).FirstOrDefaultAsync(cancellationToken),
            await recent.Where(code => code.AddressLookup == lookup).Skip(most - 1).Select(code => (DateTimeOffset?)code.SentAt).FirstOrDefaultAsync(cancellationToken),
        ];
        return limits.Max() is { } limit ? limit + Hour - clock.GetUtcNow() : null;
    }

    /// <summary>The newest alone: it ends those before it.</summary>
    private async Task<MailCode?> FindGoodAsync(BackupAddressOwner owner, CancellationToken cancellationToken)
    {
        var newest = await db.MailCodes
            .Where(code => code.DirectoryKey == owner.Person.Key.Value && code.SessionId == owner.SessionId)
            .OrderByDescending(code => code.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return newest?.IsGood(clock.GetUtcNow()) == true ? newest : null;
    }

    /// <summary>Counted before it is looked at: of many tries at once each has its turn, or none.</summary>
    private async Task<MailCode?> CountTryAsync(BackupAddressOwner owner, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MailCode.MostTries; turn++)
        {
            if (await FindGoodAsync(owner, cancellationToken) is not { } code)
                return null;
            code.CountTry();
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return code;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return null;
    }

    /// <summary>An address that is there already is left as it was.</summary>
    private async Task RecordAsync(BackupAddressOwner owner, MailCode code, CancellationToken cancellationToken)
    {
        code.Finish(clock.GetUtcNow());
        var key = owner.Person.Key.Value;
        if (!await db.BackupAddresses.AnyAsync(address => address.DirectoryKey == key && address.Lookup == code.AddressLookup, cancellationToken))
        {
            db.Add(new BackupAddress { DirectoryKey = key, Protected = code.ProtectedAddress, Lookup = code.AddressLookup, VerifiedAt = clock.GetUtcNow() });
            audit.Record(new AuditEvent.BackupAddressVerified(accounts.SubjectOf(owner.Person)));
            await notices.TellAsync(owner.Person, AccountChange.BackupAddressAdded, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private string HashOf(BackupAddressOwner owner, PrintedCode code) => hash.Of("backup-address-code", $"{owner.SessionId}\0{code.Reveal()}");

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
