using AcRouenIdentity.Domain.OpenId;

namespace AcRouenIdentity.Web.Features.OpenId.Keys;

/// <summary>A key as administrators see it.</summary>
/// <param name="Until">When it will no longer be published; null while no other is to take over, and once it is revoked.</param>
public sealed record ShownKey(string Id, KeyPurpose Purpose, KeyState State, DateTimeOffset SignsFrom, DateTimeOffset? Until, DateTimeOffset? RevokedAt, bool IsErased);

/// <summary>The keys that are replaced, for whoever looks after them.</summary>
internal sealed class KeyShelf(KeyVault vault, KeyTimetable timetable, TimeProvider clock)
{
    /// <returns>By purpose, the newest first.</returns>
    public async Task<IReadOnlyList<ShownKey>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await vault.ReadAsync(cancellationToken);
        return [.. KeyTimetable.Rotated.SelectMany(purpose => Shown(timetable.Of(stored[purpose]), stored[purpose].Reverse()))];
    }

    private IEnumerable<ShownKey> Shown(KeySuccession succession, IEnumerable<SigningKey> stored) =>
        from key in stored
        let state = succession.StateOf(key, clock.GetUtcNow())
        let until = state is KeyState.Revoked ? null : succession.VerifiesUntil(key)
        select new ShownKey(key.Id, key.Purpose, state, key.SignsFrom, until, key.RevokedAt, key.IsErased);
}
