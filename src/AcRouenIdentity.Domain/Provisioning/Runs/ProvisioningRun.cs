using AcRouenIdentity.Domain.Provisioning.Planning;

namespace AcRouenIdentity.Domain.Provisioning.Runs;

/// <summary>
/// One reading of the feeds, from what it would change to what it changed, with its report. Whoever works at it holds a lease; a run whose worker died is taken up again by
/// another, and since plans are made anew from the same files, what was done is not done twice.
/// </summary>
public sealed class ProvisioningRun
{
    /// <summary>While the worker is alive it renews its lease more often than that.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    private const int OnlySlot = 1;

    public int Id { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Login of the officer, or the account of the machine where a command was typed.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Folder or file, on the machine that reads it.</summary>
    public required string Source { get; init; }

    public RunOrigin Origin { get; init; }

    public RunState State { get; private set; } = RunState.Asked;

    /// <summary>Where the worker is; written with its lease, beside what it decides.</summary>
    public RunStep Step { get; private set; }

    /// <summary>What is done of the step, of how much; zero of zero where nobody knows.</summary>
    public int Done { get; private set; }

    public int Total { get; private set; }

    /// <summary>When the present step began, to tell the time left.</summary>
    public DateTimeOffset? StepBegunAt { get; private set; }

    /// <summary>SHA-256 of the files, in the order of their names; another content is another run.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>For which the plan was made.</summary>
    public DateOnly? Day { get; set; }

    public AbsenceMeaning? Absence { get; set; }

    /// <summary>Numbers of the plan, in JSON.</summary>
    public string? Summary { get; set; }

    /// <summary>What must be confirmed, in JSON; see <see cref="ConfirmationNeeded"/>.</summary>
    public string? Stops { get; set; }

    /// <summary>The stops that somebody confirmed; a plan with others stops again.</summary>
    public string? ConfirmedStops { get; private set; }

    public string? ConfirmedBy { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it failed or waits, as a word that the officer's page explains.</summary>
    public string? Failure { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>1 while it is worked at, unique: two runs are never worked at together. Null otherwise.</summary>
    public int? Slot { get; private set; }

    public int Version { get; private set; }

    public bool IsOver => State is RunState.Refused or RunState.Applied or RunState.Failed or RunState.Abandoned;

    /// <summary>Somebody must decide before it goes on.</summary>
    public bool IsWaiting => State is RunState.Planned or RunState.Stopped;

    public bool IsFree(DateTimeOffset now) => Slot is null || LeaseUntil < now;

    /// <summary>Time left of the present step, if it goes on as it went; null where nobody can tell.</summary>
    public TimeSpan? TimeLeft(DateTimeOffset now) => Done > 0 && Total > Done && StepBegunAt is { } begun && now > begun
        ? (now - begun) * (Total - Done) / Done
        : null;

    public void TakeLease(string owner, DateTimeOffset now)
    {
        (LeaseOwner, LeaseUntil, Slot) = (owner, now + LeaseTime, OnlySlot);
        Version++;
    }

    /// <summary>A worker begins to plan, or to apply what was approved.</summary>
    public void Begin()
    {
        State = State is RunState.Approved or RunState.Applying ? RunState.Applying : RunState.Planning;
        Version++;
    }

    /// <summary>Whoever works at it stops on the way; the run is to be taken up again.</summary>
    public void Leave(string? trouble)
    {
        Failure = trouble;
        (LeaseOwner, LeaseUntil, Slot) = (null, null, null);
        Version++;
    }

    /// <param name="state">One that <see cref="IsWaiting"/>.</param>
    public void Wait(RunState state)
    {
        (ApprovedBy, ConfirmedBy, ConfirmedStops) = (null, null, null);
        Rest(state, endedAt: null);
    }

    /// <param name="state">One in which it <see cref="IsOver"/>.</param>
    public void End(RunState state, DateTimeOffset now, string? failure)
    {
        Failure = failure;
        Rest(state, now);
    }

    /// <summary>An officer says yes: to the plan, and under their name to what stops it.</summary>
    public void Approve(string by)
    {
        (ApprovedBy, State) = (by, RunState.Approved);
        Version++;
    }

    /// <summary>What stops the plan is confirmed, and with it the plan.</summary>
    public void Confirm(string by)
    {
        (ConfirmedBy, ConfirmedStops) = (by, Stops);
        Approve(by);
    }

    private void Rest(RunState state, DateTimeOffset? endedAt)
    {
        (State, Step, EndedAt) = (state, RunStep.None, endedAt);
        (LeaseOwner, LeaseUntil, Slot) = (null, null, null);
        Version++;
    }
}

public enum RunOrigin
{
    /// <summary>Files that lie in the drop folder or anywhere on the machine; they are left there.</summary>
    Dropped,

    /// <summary>Files that came through the page; they are deleted once the run is over.</summary>
    Uploaded,
}

public enum RunState
{
    /// <summary>Waits for a worker.</summary>
    Asked,
    Planning,

    /// <summary>Waits for an officer.</summary>
    Planned,

    /// <summary>Waits for a confirmation under a name.</summary>
    Stopped,

    /// <summary>Waits for a worker to apply it.</summary>
    Approved,
    Applying,
    Applied,

    /// <summary>The feeds are refused as a whole.</summary>
    Refused,
    Failed,

    /// <summary>Given up by an officer, or overtaken by a run of newer files.</summary>
    Abandoned,
}

public enum RunStep
{
    None,
    Reading,
    Listing,
    Comparing,
    Applying,
}
