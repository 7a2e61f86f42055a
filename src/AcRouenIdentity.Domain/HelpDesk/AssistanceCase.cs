using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Domain.HelpDesk;

/// <summary>How somebody's trouble reached the help desk.</summary>
public enum CaseOrigin
{
    Call,

    /// <summary>The form that everybody may fill in.</summary>
    Online,

    /// <summary>Whoever reads an address of the account said that a change was not theirs; the account is blocked.</summary>
    Contest,

    /// <summary>A secretary wrote it down for somebody of their establishment.</summary>
    Secretariat,
}

public enum CaseState
{
    /// <summary>Nobody has taken it.</summary>
    Waiting,
    InHand,
    Closed,
}

/// <summary>What became of it.</summary>
public enum CaseOutcome
{
    /// <summary>The person gets in again, or knows what they wanted to know.</summary>
    Helped,

    /// <summary>Something is on its way to them: a letter, a call.</summary>
    UnderWay,

    /// <summary>Who they are could not be verified.</summary>
    NotVerified,

    /// <summary>Somebody else spoke in their name.</summary>
    Impostor,

    /// <summary>They did not answer.</summary>
    GivenUp,

    /// <summary>Another case says the same, or it is not the business of the help desk.</summary>
    NotOurs,
}

/// <summary>Somebody's trouble, from when the help desk hears of it until it is over.</summary>
public sealed class AssistanceCase
{
    public long Id { get; init; }

    /// <summary>What the person quotes, and what stands in the trail: no secret.</summary>
    public required string Reference { get; init; }

    public required CaseOrigin Origin { get; init; }

    public CaseState State { get; private set; }

    /// <summary>Whom it is about; null while nobody knows.</summary>
    public string? DirectoryKey { get; private set; }

    /// <summary>Where that person serves, as it was when they became known: UAI between semicolons. What may be done is decided by where they serve now.</summary>
    public string Establishments { get; private set; } = "";

    /// <summary>Key of the person while a case that a call opened is open, unique: of two agents who answer one person at once the second finds the case of the first.</summary>
    public string? CallAbout { get; private set; }

    /// <summary>What they said of themselves and of their trouble, encrypted; null where nothing was written.</summary>
    public string? Said { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Login of whoever wrote it down; null where the person did.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>Login of the agent who has it in hand.</summary>
    public string? AssignedTo { get; private set; }

    /// <summary>When somebody first took it: what people waited.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    public CaseOutcome? Outcome { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Concurrency token: of two agents at once the second reads what the first did.</summary>
    public int Version { get; private set; }

    /// <summary><see cref="Establishments"/>, one by one.</summary>
    public IEnumerable<Rne> Schools => Establishments.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Rne.Parse);

    public bool IsOpen => State is not CaseState.Closed;

    /// <param name="establishments">As in <see cref="Establishments"/>.</param>
    public void Identify(DirectoryKey person, string establishments)
    {
        (DirectoryKey, Establishments) = (person.Value, establishments);
        Version++;
    }

    /// <summary>An agent answered the person: no second case comes from that call.</summary>
    public void AnswerCall() => CallAbout = DirectoryKey;

    public void Take(Login agent, DateTimeOffset now)
    {
        (State, AssignedTo, TakenAt) = (CaseState.InHand, agent.ToString(), TakenAt ?? now);
        Version++;
    }

    /// <summary>Somebody else is to take it.</summary>
    public void PutBack()
    {
        (State, AssignedTo) = (CaseState.Waiting, null);
        Version++;
    }

    public void Close(CaseOutcome outcome, DateTimeOffset now)
    {
        (State, Outcome, ClosedAt, CallAbout) = (CaseState.Closed, outcome, now, null);
        Version++;
    }

    public void Reopen()
    {
        (State, AssignedTo, Outcome, ClosedAt) = (CaseState.Waiting, null, null, null);
        Version++;
    }

    /// <summary>Something was done in it: whoever decides on what they saw before reads again.</summary>
    public void Touch() => Version++;
}
