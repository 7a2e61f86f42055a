using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.BackupAddresses;

public enum RemovalVerdict
{
    Removed,

    /// <summary>The person was told of another loss, or of none: they are told of this one first.</summary>
    LossNotAccepted,

    /// <summary>It is gone already, or not theirs.</summary>
    Gone,
}

public enum ReturnVerdict
{
    Serves,

    /// <summary>It is there again, and may serve a recovery later.</summary>
    Waits,

    /// <summary>The person has as many as they may.</summary>
    Full,

    /// <summary>It was removed too long ago, is there already, or is not theirs.</summary>
    Gone,
}

/// <summary>What becomes of the addresses of a person. Each change is told to every address that was known before it, and to those that were removed of late.</summary>
public sealed class BackupAddressChanges(
    IdentityDb db, IAccountNotices notices, AuditTrail audit, AccountBook accounts, IOptions<BackupAddressOptions> options, TimeProvider clock)
{
    private static readonly AuditKind[] Factors = [AuditKind.PasskeyAdded, AuditKind.AuthenticatorAppAdded, AuditKind.RecoveryCodesMade];

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What would stand behind another address now.</summary>
    public async Task<BackupAddressGround> GroundOfNextAsync(BackupAddressOwner owner, CancellationToken cancellationToken) =>
        await GroundOfAsync(owner, await FindAllAsync(owner.Person, cancellationToken), cancellationToken);

    /// <summary>Adds the address that a code proved to what the caller saves. One that is there already is left as it was.</summary>
    internal async Task<CodeVerdict> AddAsync(BackupAddressOwner owner, MailCode code, CancellationToken cancellationToken)
    {
        var all = await FindAllAsync(owner.Person, cancellationToken);
        var same = all.Find(address => address.Lookup == code.AddressLookup);
        if (same is { IsThere: true })
            return same.MayServeRecovery(Now) ? CodeVerdict.Serves : CodeVerdict.Waits;
        if (BackupAddress.FreeSlot(all, options.Value.MostPerPerson) is not { } slot)
            return CodeVerdict.Full;

        if (same is not null)
            db.Remove(same);
        var ground = await GroundOfAsync(owner, all, cancellationToken);
        var address = new BackupAddress
        {
            DirectoryKey = owner.Person.Key.Value,
            Protected = code.ProtectedAddress,
            Lookup = code.AddressLookup,
            Slot = slot,
            VerifiedAt = Now,
            ServesFrom = ServesFrom(ground),
        };
        db.Add(address);
        audit.Record(new AuditEvent.BackupAddressVerified(accounts.SubjectOf(owner.Person), ground));
        await notices.TellAsync(owner.Person, address.MayServeRecovery(Now) ? AccountChange.BackupAddressAdded : AccountChange.BackupAddressWaiting, cancellationToken);
        return address.MayServeRecovery(Now) ? CodeVerdict.Serves : CodeVerdict.Waits;
    }

    /// <summary>Adds to what the caller saves that an address which waited serves, where the code was read at one that serves still.</summary>
    internal async Task<CodeVerdict> ConfirmAsync(BackupAddressOwner owner, long id, string readAt, CancellationToken cancellationToken)
    {
        var all = await FindAllAsync(owner.Person, cancellationToken);
        if (!all.Exists(address => address.Lookup == readAt && address.MayServeRecovery(Now)) || all.Find(address => address.Id == id) is not { IsThere: true } waiting)
            return CodeVerdict.NoneGood;

        waiting.Confirm(ServesFrom(BackupAddressGround.OlderAddress));
        audit.Record(new AuditEvent.BackupAddressConfirmed(accounts.SubjectOf(owner.Person)));
        await notices.TellAsync(owner.Person, AccountChange.BackupAddressConfirmed, cancellationToken);
        return CodeVerdict.Serves;
    }

    /// <param name="accepted">The loss that the person was told of, and said yes to.</param>
    public async Task<RemovalVerdict> RemoveAsync(BackupAddressOwner owner, long id, BackupAddressLoss accepted, CancellationToken cancellationToken)
    {
        var all = await FindAllAsync(owner.Person, cancellationToken);
        if (all.Find(address => address.Id == id) is not { IsThere: true } removed)
            return RemovalVerdict.Gone;
        if (all.LossBy(removed, Now) is var loss && loss != BackupAddressLoss.Nothing && loss != accepted)
            return RemovalVerdict.LossNotAccepted;

        removed.Remove(Now);
        audit.Record(new AuditEvent.BackupAddressRemoved(accounts.SubjectOf(owner.Person)));
        await notices.TellAsync(owner.Person, AccountChange.BackupAddressRemoved, cancellationToken);
        return await db.TrySaveAsync(cancellationToken) ? RemovalVerdict.Removed : RemovalVerdict.Gone;
    }

    public async Task<ReturnVerdict> PutBackAsync(BackupAddressOwner owner, long id, CancellationToken cancellationToken)
    {
        var all = await FindAllAsync(owner.Person, cancellationToken);
        if (all.Find(address => address.Id == id) is not { } removed || !removed.MayComeBack(Now, options.Value.ChangeDelay))
            return ReturnVerdict.Gone;
        if (BackupAddress.FreeSlot(all, options.Value.MostPerPerson) is not { } slot)
            return ReturnVerdict.Full;

        var ground = await GroundOfAsync(owner, all, cancellationToken);
        removed.PutBack(slot, ServesFrom(ground));
        audit.Record(new AuditEvent.BackupAddressRestored(accounts.SubjectOf(owner.Person), ground));
        await notices.TellAsync(owner.Person, AccountChange.BackupAddressPutBack, cancellationToken);
        var verdict = removed.MayServeRecovery(Now) ? ReturnVerdict.Serves : ReturnVerdict.Waits;
        return await db.TrySaveAsync(cancellationToken) ? verdict : ReturnVerdict.Gone;
    }

    /// <summary>A passkey, an application or a sheet of codes that was added of late, removed since or not, proves no more than what it was added with: the password.</summary>
    private async Task<BackupAddressGround> GroundOfAsync(BackupAddressOwner owner, List<BackupAddress> all, CancellationToken cancellationToken)
    {
        if (all.Count == 0 && !owner.IsHelped)
            return BackupAddressGround.First;

        var (subject, since) = (accounts.SubjectOf(owner.Person), Now - options.Value.ChangeDelay);
        var isNew = owner.Ground == BackupAddressGround.TwoFactors
            && await db.AuditEntries.AnyAsync(entry => entry.Subject == subject && Factors.Contains(entry.Kind) && entry.At > since, cancellationToken);
        return isNew ? BackupAddressGround.OneFactor : owner.Ground;
    }

    private DateTimeOffset ServesFrom(BackupAddressGround ground) => ground.ServesFrom(Now, options.Value.ChangeDelay);

    private Task<List<BackupAddress>> FindAllAsync(Person person, CancellationToken cancellationToken) =>
        db.BackupAddresses.Where(address => address.DirectoryKey == person.Key.Value).ToListAsync(cancellationToken);
}
