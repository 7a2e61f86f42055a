using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;

namespace AcRouenIdentity.Testing.Directories;

/// <summary>Application passwords without a server, under the same contract, and the mail server that binds with them.</summary>
public sealed class InMemoryApplicationPasswords(InMemoryDirectory directory, TimeProvider time) : IApplicationPasswordEntries
{
    private readonly ConcurrentDictionary<string, Kept> entries = new();

    /// <summary>Answers removals with an outage, however often they come.</summary>
    public bool RefusesRemovals { get; set; }

    /// <summary>What happens while an entry is being added.</summary>
    public Func<Task>? WhileAdding { get; set; }

    public int Count => entries.Count;

    public IEnumerable<ApplicationPasswordEntry> All => entries.Values.Select(kept => kept.Entry);

    /// <summary>Signs in as a mail program does at a mail server.</summary>
    public bool SignsIn(string name, string password, string service)
    {
        var found = entries.Values.Where(kept => (kept.Entry.Owner.ToString() == name || kept.Entry.Address?.ToString() == name) && password.StartsWith(kept.Entry.Password.Beginning, StringComparison.Ordinal)).ToList();
        if (found is not [var only] || only.Entry.Password.Reveal() != password || !Opens(only.Entry.Use, service))
            return false;
        only.LastUsedAt = time.GetUtcNow();
        return true;
    }

    public async Task AddAsync(ApplicationPasswordEntry entry, CancellationToken cancellationToken)
    {
        Answer(cancellationToken);
        if (WhileAdding is { } happens)
            await happens();
        entries.TryAdd(entry.Id, new Kept(entry));
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        Answer(cancellationToken);
        if (RefusesRemovals)
            throw new DirectoryUnavailableException("Refused: the directory in memory removes nothing.");
        entries.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<KeptApplicationPassword> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        Answer(cancellationToken);
        foreach (var (id, kept) in entries)
            yield return new KeptApplicationPassword(id, kept.LastUsedAt);
    }

    public Task<IReadOnlyList<KeptApplicationPassword>> FindAsync(Login owner, CancellationToken cancellationToken)
    {
        Answer(cancellationToken);
        return Task.FromResult<IReadOnlyList<KeptApplicationPassword>>([.. entries.Where(one => one.Value.Entry.Owner == owner).Select(one => new KeptApplicationPassword(one.Key, one.Value.LastUsedAt))]);
    }

    private static bool Opens(MailUse use, string service) => use switch
    {
        MailUse.Read => service == "imap",
        MailUse.Send => service == "smtp",
        MailUse.ReadAndSend => service is "imap" or "smtp",
    };

    private void Answer(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (directory.IsDown)
            throw new DirectoryUnavailableException("Refused: the directory in memory is down.");
    }

    private sealed class Kept(ApplicationPasswordEntry entry)
    {
        public ApplicationPasswordEntry Entry { get; } = entry;

        public DateTimeOffset? LastUsedAt { get; set; }
    }
}
