namespace AcRouenIdentity.Domain.Letters;

/// <summary>
/// Letters that an officer asked for together. Its people are settled when it is asked for; then each part (a school, or some hundred letters of one) is printed and saved in one piece, so that
/// after a crash whoever takes it up goes on with the next part.
/// </summary>
public sealed class LetterBatch
{
    /// <summary>While the worker is alive it renews its lease with each part.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    public int Id { get; init; }

    public required LetterKind Kind { get; init; }

    public required BatchScope Scope { get; init; }

    /// <summary>Number of a run, UAI of a school, login of a person, or how many people were chosen; of requests the UAI, or nothing for all.</summary>
    public required string ScopeValue { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Login of the officer, or the account of the machine where a command was typed.</summary>
    public required string AskedBy { get; init; }

    public BatchState State { get; private set; } = BatchState.Asked;

    /// <summary>How many letters it has.</summary>
    public int Total { get; set; }

    /// <summary>People who were left out, since they have a letter in another batch that is not over.</summary>
    public int LeftOut { get; set; }

    public int Printed { get; private set; }

    /// <summary>Letters whose person left before theirs was printed, or who has nothing to print.</summary>
    public int Withdrawn { get; private set; }

    public DateTimeOffset? BegunAt { get; private set; }

    public DateTimeOffset? ReadyAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>Why it waits, as a word that the officer's page explains.</summary>
    public string? Trouble { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public int Version { get; private set; }

    public bool IsOver => State is BatchState.Confirmed or BatchState.Destroyed or BatchState.Abandoned;

    public bool IsWorkedAt => State is BatchState.Asked or BatchState.Printing;

    public void TakeLease(string owner, DateTimeOffset now)
    {
        (LeaseOwner, LeaseUntil, State, BegunAt, Trouble) = (owner, now + LeaseTime, BatchState.Printing, BegunAt ?? now, null);
        Version++;
    }

    /// <summary>A part is printed; saved together with it.</summary>
    public void CountPart(int printed, int withdrawn, DateTimeOffset now)
    {
        (Printed, Withdrawn, LeaseUntil) = (Printed + printed, Withdrawn + withdrawn, now + LeaseTime);
        Version++;
    }

    /// <summary>Whoever works at it stops on the way; it is to be taken up again.</summary>
    public void Leave(string? trouble)
    {
        (Trouble, LeaseOwner, LeaseUntil) = (trouble, null, null);
        Version++;
    }

    /// <summary>All parts are there.</summary>
    public void MakeReady(DateTimeOffset now)
    {
        (State, ReadyAt, LeaseOwner, LeaseUntil) = (BatchState.Ready, now, null, null);
        Version++;
    }

    /// <param name="state">One in which it <see cref="IsOver"/>.</param>
    /// <param name="by">Null where it was the passing of time.</param>
    public void End(BatchState state, string? by, DateTimeOffset now)
    {
        (State, EndedBy, EndedAt, LeaseOwner, LeaseUntil) = (state, by, now, null, null);
        Version++;
    }

    /// <summary>Time left, if it goes on as it went; null where nobody can tell.</summary>
    public TimeSpan? TimeLeft(DateTimeOffset now)
    {
        var done = Printed + Withdrawn;
        return BegunAt is { } begun && done > 0 && done < Total && now > begun ? (now - begun) * (Total - done) / done : null;
    }
}

public enum BatchScope
{
    /// <summary>Those whom a run of provisioning created.</summary>
    Run,
    Establishment,
    Person,

    /// <summary>People who were chosen one by one.</summary>
    Chosen,

    /// <summary>Those who asked for a letter themselves and wait for it.</summary>
    Requests,
}

public enum BatchState
{
    /// <summary>Waits for a worker.</summary>
    Asked,
    Printing,

    /// <summary>The PDF can be downloaded, once each, until the printing is confirmed or too old.</summary>
    Ready,

    /// <summary>The officer has good paper in hand; the PDF is destroyed.</summary>
    Confirmed,

    /// <summary>Nobody confirmed in time: the PDF is destroyed; letters that were downloaded stay good.</summary>
    Destroyed,

    /// <summary>Given up by an officer: the PDF is destroyed and none of its letters is good.</summary>
    Abandoned,
}
