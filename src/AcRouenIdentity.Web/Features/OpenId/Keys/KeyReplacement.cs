using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>What somebody orders to be done with the keys at once.</summary>
/// <param name="Revoked">Which keys are worth nothing from then on.</param>
/// <param name="Administrator">Their <c>sub</c>; null for whoever typed a command on the machine.</param>
public sealed record KeyOrder(KeyReplacementReason Reason, RevokedKeys Revoked, string? Administrator);

/// <summary>None, one, or all that stand when the order is given.</summary>
/// <param name="Id">That one alone.</param>
public sealed record RevokedKeys(string? Id, bool IsAll)
{
    public static RevokedKeys None { get; } = new(Id: null, IsAll: false);

    public static RevokedKeys All { get; } = new(Id: null, IsAll: true);

    public static RevokedKeys One(string id) => new(id, IsAll: false);

    public bool Includes(SigningKey key) => IsAll || key.Id == Id;

    public override string ToString() => IsAll ? "all" : Id ?? "none";
}

/// <summary>
/// Keys that begin to sign now instead of when they are due. All purposes are replaced together: a token of one purpose is wrapped by another, and a node that meets a key that it does not know looks
/// for it.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class KeyReplacement(
    IdentityDb db, KeyVault vault, KeyTimetable timetable, KeyUptake uptake, AuditTrail audit, TimeProvider clock, ILogger<KeyReplacement> logger)
{
    private const int Tries = 5;

    /// <returns>Null when it is done, on this node at once and on the others at their next look; else why not.</returns>
    public async Task<KeyRefusal?> RunAsync(KeyOrder order, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var stored = await vault.ReadAsync(cancellationToken);
            if (RefusalOf(order, stored) is { } refusal)
                return refusal;

            Carry(order, stored, clock.GetUtcNow());
            if (!await db.TrySaveAsync(cancellationToken))
                continue;
            Log.KeysReplaced(logger, order.Reason, order.Revoked.ToString());
            await uptake.RunAsync(cancellationToken);
            return null;
        }

        return KeyRefusal.Busy;
    }

    private static KeyRefusal? RefusalOf(KeyOrder order, ILookup<KeyPurpose, SigningKey> stored)
    {
        if (order.Revoked.Id is not { } id)
            return null;
        if (KeyTimetable.Rotated.SelectMany(purpose => stored[purpose]).FirstOrDefault(key => key.Id == id) is not { } key)
            return KeyRefusal.Unknown;
        return key.IsErased ? KeyRefusal.Over : null;
    }

    private void Carry(KeyOrder order, ILookup<KeyPurpose, SigningKey> stored, DateTimeOffset now)
    {
        var revoked = KeyTimetable.Rotated.SelectMany(purpose => stored[purpose]).Where(key => !key.IsErased && order.Revoked.Includes(key)).ToList();
        foreach (var key in revoked)
        {
            key.Revoke(now);
            audit.Record(new AuditEvent.SigningKeyRevoked(key.Id, key.Purpose, order.Administrator));
        }

        foreach (var purpose in KeyTimetable.Rotated)
            Begin(purpose, timetable.Of(stored[purpose]), now);
        audit.Record(new AuditEvent.SigningKeysReplaced(order.Reason, revoked.Count, order.Administrator));
    }

    /// <summary>By the key that applications know already, where one is waiting.</summary>
    private void Begin(KeyPurpose purpose, KeySuccession succession, DateTimeOffset now)
    {
        if (succession.Upcoming(now) is { } upcoming)
            upcoming.BeginsAt = now;
        else
            vault.Add(purpose, succession.LastGeneration + 1, begins: null);
    }
}

public enum KeyRefusal
{
    /// <summary>No key of that name is among those that are replaced.</summary>
    Unknown,

    /// <summary>It is worth nothing any more.</summary>
    Over,

    /// <summary>Others changed the keys each time.</summary>
    Busy,
}
