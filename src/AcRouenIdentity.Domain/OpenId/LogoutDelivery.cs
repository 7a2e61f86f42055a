namespace AcRouenIdentity.Domain.OpenId;

/// <summary>
/// A logout token that an application must receive (OpenID Connect Back-Channel Logout 1.0), saved with the end of the session so that no crash loses it.
/// The token itself is made at each sending: it lives two minutes only.
/// </summary>
public sealed class LogoutDelivery
{
    /// <summary>Waits after the first, second, ... try; the last one repeats until <see cref="Patience"/> is over.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <summary>An application that did not answer for that long is given up: its own session limits must do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>How long one node keeps a delivery to itself. Past it another may try: the node crashed, or it is late and the token is sent twice.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public required string Id { get; init; }

    public required string SessionId { get; init; }

    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Next try. The node that takes the delivery moves it by <see cref="Lease"/>, which is also what keeps the others away.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>Why the last try failed; null where none did.</summary>
    public LogoutTrouble? Trouble { get; private set; }

    /// <summary>HTTP status of the last answer, where there was one that is no success.</summary>
    public int? Status { get; private set; }

    /// <summary>When an administrator had it sent again: patience begins anew.</summary>
    public DateTimeOffset? RetriedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public LogoutOutcome? Outcome { get; set; }

    public void Close(LogoutOutcome outcome, DateTimeOffset now)
    {
        ClosedAt = now;
        Outcome = outcome;
    }

    /// <summary>What was given up is sent again at once.</summary>
    public void Retry(DateTimeOffset now)
    {
        (ClosedAt, Outcome, Tries) = (null, null, 0);
        RetriedAt = DueAt = now;
    }

    /// <summary>Waits for the next try, longer each time, or gives up.</summary>
    public void Postpone(LogoutProblem problem, DateTimeOffset now)
    {
        (TriedAt, Trouble, Status) = (now, problem.Trouble, problem.Status);
        var next = now + Waits[Math.Min(Tries, Waits.Length - 1)];
        Tries++;
        if (next - (RetriedAt ?? CreatedAt) > Patience)
            Close(LogoutOutcome.GivenUp, now);
        else
            DueAt = next;
    }
}

/// <param name="Status">HTTP status, where the application answered.</param>
public sealed record LogoutProblem(LogoutTrouble Trouble, int? Status = null);

public enum LogoutTrouble
{
    /// <summary>The application answered that it does not take it.</summary>
    Refused,
    NameUnknown,
    Unreachable,

    /// <summary>No trust in the certificate, or no encryption in common.</summary>
    NotTrusted,
    NoAnswer,

    /// <summary>It answered what is no HTTP.</summary>
    Unreadable,
}

public enum LogoutOutcome
{
    Delivered,

    /// <summary>The application did not answer in time, again and again.</summary>
    GivenUp,

    /// <summary>The application is no longer registered, or no longer wants to be told.</summary>
    Pointless,
}
