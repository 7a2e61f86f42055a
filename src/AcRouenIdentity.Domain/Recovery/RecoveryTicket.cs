using AcRouenIdentity.Domain.HelpDesk;

namespace AcRouenIdentity.Domain.Recovery;

/// <summary>
/// A recovery under way in one browser, which holds nothing of it but a token. A ticket that nobody will ever prove looks and works like any other, so that whoever holds one learns nothing by it.
/// </summary>
public sealed class RecoveryTicket
{
    /// <summary>Characters of the code of a mail: 40 bits.</summary>
    public const int CodeLength = 8;

    /// <summary>Right or wrong; each is counted before it is looked at.</summary>
    public const int MostTries = 20;

    /// <summary>Hash of what the browser's cookie holds.</summary>
    public required string TokenHash { get; init; }

    public required RecoveryWay Way { get; init; }

    public RecoveryState State { get; private set; }

    /// <summary>Whose account it is about; null where nobody was meant, or where that was not looked at yet.</summary>
    public string? DirectoryKey { get; private set; }

    /// <summary>Keyed hash of the code that left for it; null where none did.</summary>
    public string? CodeHash { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Local path to go on to once the password is chosen.</summary>
    public required string ReturnTo { get; init; }

    /// <summary>The person says that somebody else uses the account.</summary>
    public bool IsTheft { get; init; }

    /// <summary>How surely the assistance verified them whose code proved it; null for other ways.</summary>
    public VerificationLevel? Level { get; set; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Concurrency token: of two answers at once, one alone goes on.</summary>
    public int Version { get; private set; }

    /// <summary>One that waits for a code, whoever is meant by it.</summary>
    public static RecoveryTicket Asked(RecoveryBeginning beginning, TimeSpan lifetime) => Of(beginning, RecoveryState.Awaiting, directoryKey: null, lifetime);

    /// <summary>One whose way is proven as it begins.</summary>
    public static RecoveryTicket ProvenBy(RecoveryBeginning beginning, string directoryKey, TimeSpan lifetime) => Of(beginning, RecoveryState.Proven, directoryKey, lifetime);

    private static RecoveryTicket Of(RecoveryBeginning beginning, RecoveryState state, string? directoryKey, TimeSpan lifetime) => new()
    {
        TokenHash = beginning.TokenHash,
        Way = beginning.Way,
        State = state,
        DirectoryKey = directoryKey,
        ReturnTo = beginning.ReturnTo,
        IsTheft = beginning.Entry is RecoveryEntry.Theft,
        BegunAt = beginning.At,
        ExpiresAt = beginning.At + lifetime,
    };

    public bool Awaits(DateTimeOffset now) => State is RecoveryState.Awaiting && now < ExpiresAt && Tries < MostTries;

    public bool IsProven(DateTimeOffset now) => State is RecoveryState.Proven && DirectoryKey is not null && now < ExpiresAt;

    /// <summary>What was typed has been looked at.</summary>
    /// <param name="directoryKey">Null where nobody was meant: the ticket waits as long as any other, for a code that does not exist.</param>
    /// <param name="codeHash">Of the code that leaves for that person.</param>
    /// <param name="until">How long a code is good for.</param>
    /// <exception cref="InvalidOperationException">No code is waited for, or one has left already.</exception>
    public void Expect(string? directoryKey, string? codeHash, DateTimeOffset until)
    {
        if (State is not RecoveryState.Awaiting || CodeHash is not null)
            throw new InvalidOperationException("Only a recovery that waits for its first code is given one.");
        (DirectoryKey, CodeHash, ExpiresAt) = (directoryKey, codeHash, until);
        Version++;
    }

    public void CountTry()
    {
        Tries++;
        Version++;
    }

    /// <param name="until">How long what was proven is good for.</param>
    public void Prove(DateTimeOffset until)
    {
        Go(RecoveryStep.Prove);
        (CodeHash, ExpiresAt) = (null, until);
    }

    public void Finish() => Go(RecoveryStep.Finish);

    public void End() => Go(RecoveryStep.End);

    /// <exception cref="InvalidOperationException">There is no such step from here.</exception>
    private void Go(RecoveryStep step)
    {
        if (!RecoveryTransitions.All.TryGetValue((State, step), out var next))
            throw new InvalidOperationException($"A recovery that is {State} cannot {step}.");
        State = next;
        Version++;
    }
}

/// <param name="TokenHash">As in <see cref="RecoveryTicket.TokenHash"/>.</param>
/// <param name="ReturnTo">As in <see cref="RecoveryTicket.ReturnTo"/>.</param>
public sealed record RecoveryBeginning(string TokenHash, RecoveryWay Way, string ReturnTo, RecoveryEntry Entry, DateTimeOffset At);

/// <summary>What brought somebody to the ways of recovery.</summary>
public enum RecoveryEntry
{
    Forgotten,
    Theft,
}
