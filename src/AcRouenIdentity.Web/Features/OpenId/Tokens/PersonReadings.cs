using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Web.Features.Shared.Preferences;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.OpenId.Tokens;

/// <summary>A person as the directory described them at that time.</summary>
public sealed record PersonReading(Person? Person, IReadOnlyList<Establishment> Establishments, DateTimeOffset ReadAt);

/// <summary>What was read lately. Bounded, so that it holds the people of a busy minute and no more.</summary>
public sealed class PersonMemory : IDisposable
{
    private const int Entries = 10_000;
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Entries });

    public PersonReading? Find(string directoryKey) => cache.Get<PersonReading>(directoryKey);

    public void Keep(string directoryKey, PersonReading reading, TimeSpan lifetime) =>
        cache.Set(directoryKey, reading, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lifetime });

    public void Dispose() => cache.Dispose();
}

/// <summary>
/// Reads people for tokens, with the name and the language that they chose. Webmails refresh and ask by the thousand, so what the directory said stands for a minute; that minute is also how long
/// a closed account may still refresh, and a new choice may be late.
/// </summary>
public sealed class PersonReadings(IDirectory directory, PreferenceBook preferences, PersonMemory memory, TimeProvider clock, IOptions<OpenIdOptions> options)
{
    /// <exception cref="DirectoryUnavailableException">Nothing recent is known and the directory does not answer.</exception>
    public async Task<PersonReading> GetAsync(string directoryKey, CancellationToken cancellationToken)
    {
        var lifetime = options.Value.AccountMemory;
        if (memory.Find(directoryKey) is { } recent && clock.GetUtcNow() - recent.ReadAt < lifetime)
            return recent;

        var reading = await ReadAsync(directoryKey, cancellationToken);
        if (lifetime > TimeSpan.Zero)
            memory.Keep(directoryKey, reading, lifetime);
        return reading;
    }

    private async Task<PersonReading> ReadAsync(string directoryKey, CancellationToken cancellationToken)
    {
        var readAt = clock.GetUtcNow();
        var person = await directory.FindAsync(new DirectoryKey(directoryKey), cancellationToken);
        if (person is not { State: AccountState.Active, Postings.Count: > 0 })
            return new PersonReading(await NamedAsync(person, cancellationToken), [], readAt);

        Rne[] places = [.. person.Postings.Select(posting => posting.Rne).Distinct()];
        return new PersonReading(await NamedAsync(person, cancellationToken), await directory.FindEstablishmentsAsync(places, cancellationToken), readAt);
    }

    private async Task<Person?> NamedAsync(Person? person, CancellationToken cancellationToken) =>
        person is null ? null : await preferences.ApplyAsync(person, await preferences.FindAsync(person.Key, cancellationToken), cancellationToken);
}
