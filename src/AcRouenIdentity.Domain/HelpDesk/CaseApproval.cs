namespace AcRouenIdentity.Domain.HelpDesk;

public enum ApprovalState
{
    Asked,
    Given,
    Declined,

    /// <summary>What was approved is done: it is done once.</summary>
    Spent,
}

/// <summary>An agent asks another for what they may not do alone.</summary>
public sealed class CaseApproval
{
    public long Id { get; init; }

    public required long CaseId { get; init; }

    public required HelpAct Act { get; init; }

    /// <summary>Login.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public ApprovalState State { get; private set; }

    /// <summary>Login of another than <see cref="AskedBy"/>.</summary>
    public string? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Concurrency token: it is decided once, and serves once.</summary>
    public int Version { get; private set; }

    /// <param name="lifetime">For which a yes is good.</param>
    public bool IsGood(DateTimeOffset now, TimeSpan lifetime) => State is ApprovalState.Given && now < DecidedAt + lifetime;

    /// <exception cref="InvalidOperationException">It is decided already, or by whoever asked.</exception>
    public void Decide(ApprovalState decision, string by, DateTimeOffset now)
    {
        if (State is not ApprovalState.Asked || by == AskedBy || decision is not (ApprovalState.Given or ApprovalState.Declined))
            throw new InvalidOperationException("An approval is decided once, and by another.");
        (State, DecidedBy, DecidedAt) = (decision, by, now);
        Version++;
    }

    public void Spend()
    {
        State = ApprovalState.Spent;
        Version++;
    }
}
