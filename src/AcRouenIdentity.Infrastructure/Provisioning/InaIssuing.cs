using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>Gives everybody an INA, once, and reads it again for a letter.</summary>
public sealed class InaIssuing(IdentityDb db, IDataProtectionProvider protection, KeyedHash hash, ISecretGenerator secrets, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("AcRouenIdentity.People.Ina");

    /// <summary>Adds what is missing; the caller saves.</summary>
    public async Task GiveAsync(IReadOnlyCollection<DirectoryKey> keys, CancellationToken cancellationToken)
    {
        var asked = keys.Select(key => key.Value).ToArray();
        var given = await db.Inas.Where(ina => asked.Contains(ina.DirectoryKey)).Select(ina => ina.DirectoryKey).ToHashSetAsync(cancellationToken);
        db.Inas.AddRange(asked.Where(key => !given.Contains(key)).Select(New));
    }

    /// <summary>Those of the asked people, given to whoever had none; the caller saves.</summary>
    public async Task<Dictionary<string, Ina>> GetAsync(IReadOnlyCollection<DirectoryKey> keys, CancellationToken cancellationToken)
    {
        await GiveAsync(keys, cancellationToken);
        var asked = keys.Select(key => key.Value).ToArray();
        await db.Inas.Where(ina => asked.Contains(ina.DirectoryKey)).LoadAsync(cancellationToken);
        return db.Inas.Local.Where(row => asked.Contains(row.DirectoryKey)).ToDictionary(row => row.DirectoryKey, row => Ina.Parse(protector.Unprotect(row.Protected)));
    }

    /// <summary>New ones for the asked people, who keep no other; the caller saves.</summary>
    public async Task<Dictionary<string, Ina>> RenewAsync(IReadOnlyCollection<DirectoryKey> keys, CancellationToken cancellationToken)
    {
        var asked = keys.Select(key => key.Value).ToArray();
        var given = await db.Inas.Where(ina => asked.Contains(ina.DirectoryKey)).ToDictionaryAsync(ina => ina.DirectoryKey, cancellationToken);
        foreach (var key in asked)
        {
            var renewed = New(key);
            if (given.TryGetValue(key, out var row))
                (row.Lookup, row.Protected, row.IssuedAt) = (renewed.Lookup, renewed.Protected, renewed.IssuedAt);
            else
                db.Inas.Add(renewed);
        }

        return db.Inas.Local.Where(row => asked.Contains(row.DirectoryKey)).ToDictionary(row => row.DirectoryKey, row => Ina.Parse(protector.Unprotect(row.Protected)));
    }

    /// <summary>Whose INA it is, or null.</summary>
    public async Task<DirectoryKey?> FindOwnerAsync(Ina ina, CancellationToken cancellationToken)
    {
        var lookup = LookupOf(ina);
        var key = await db.Inas.Where(row => row.Lookup == lookup).Select(row => row.DirectoryKey).SingleOrDefaultAsync(cancellationToken);
        return key is null ? null : new DirectoryKey(key);
    }

    public async Task<Ina?> FindAsync(DirectoryKey key, CancellationToken cancellationToken)
    {
        var row = await db.Inas.AsNoTracking().SingleOrDefaultAsync(ina => ina.DirectoryKey == key.Value, cancellationToken);
        return row is null ? null : Ina.Parse(protector.Unprotect(row.Protected));
    }

    private IssuedIna New(string key)
    {
        var ina = Ina.Of(secrets.Bytes(Ina.RandomBytes));
        return new IssuedIna { DirectoryKey = key, Lookup = LookupOf(ina), Protected = protector.Protect(ina.Reveal()), IssuedAt = clock.GetUtcNow() };
    }

    private string LookupOf(Ina ina) => hash.Of("ina", ina.Reveal());
}
