using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

/// <summary>Codes to addresses: so many an hour, and each good in the browser that asked, for a while, for so many tries.</summary>
public sealed class BackupAddressCodes(IdentityDb db, BackupAddressVault vault, KeyedHash hash, ISecretGenerator secrets, IOptions<BackupAddressOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <returns>Null where another code may leave at once.</returns>
    public async Task<TimeSpan?> WaitAsync(BackupAddressOwner owner, OutsideAddress address, CancellationToken cancellationToken)
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

    /// <summary>Adds a code to what the caller saves.</summary>
    /// <param name="confirms">As in <see cref="MailCode.Confirms"/>.</param>
    public PrintedCode Make(BackupAddressOwner owner, OutsideAddress address, long? confirms)
    {
        var code = PrintedCode.Of(secrets.Bytes(PrintedCode.RandomBytes(MailCode.Length)), MailCode.Length);
        db.Add(new MailCode
        {
            DirectoryKey = owner.Person.Key.Value,
            SessionId = owner.SessionId,
            ProtectedAddress = vault.Close(address),
            AddressLookup = vault.Lookup(address),
            Hash = HashOf(owner, code),
            Confirms = confirms,
            SentAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow() + options.Value.CodeLifetime,
        });
        return code;
    }

    /// <summary>The newest alone: it ends those before it.</summary>
    public async Task<MailCode?> FindGoodAsync(BackupAddressOwner owner, CancellationToken cancellationToken)
    {
        var newest = await db.MailCodes
            .Where(code => code.DirectoryKey == owner.Person.Key.Value && code.SessionId == owner.SessionId)
            .OrderByDescending(code => code.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return newest?.IsGood(clock.GetUtcNow()) == true ? newest : null;
    }

    /// <summary>Counted before it is looked at: of many tries at once each has its turn, or none.</summary>
    public async Task<MailCode?> CountTryAsync(BackupAddressOwner owner, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MailCode.MostTries; turn++)
        {
            if (await FindGoodAsync(owner, cancellationToken) is not { } code)
                return null;
            code.CountTry();
            if (await db.TrySaveAsync(cancellationToken))
                return code;
        }

        return null;
    }

    public bool IsRight(BackupAddressOwner owner, MailCode code, string typed) =>
        PrintedCode.TryParse(typed, MailCode.Length, out var read) && IsSame(code.Hash, HashOf(owner, read));

    private string HashOf(BackupAddressOwner owner, PrintedCode code) => hash.Of("backup-address-code", $"{owner.SessionId}\0{code.Reveal()}");

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
