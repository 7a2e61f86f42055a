using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.HelpDesk;

namespace AcRouenIdentity.Web.Features.HelpDesk.Acts;

/// <summary>What an agent wants to do for the person of a case.</summary>
/// <param name="Reason">In their words; kept in the case.</param>
/// <param name="Address">Of which backup address; null for acts that are about none.</param>
/// <param name="NewAddress">As it was typed; null for acts that are about none.</param>
public sealed record ActRequest(HelpAct Act, string? Reason, long? Address = null, string? NewAddress = null);

public abstract record ActOutcome
{
    private ActOutcome()
    {
    }

    public sealed record Done : ActOutcome;

    /// <param name="Code">To be read aloud now, and kept nowhere.</param>
    public sealed record CodeMade(PrintedCode Code, TimeSpan Lifetime) : ActOutcome;

    /// <summary>To an address; what was read of it is typed into the case.</summary>
    public sealed record CodeSent : ActOutcome;

    /// <param name="Needed">How surely the person must be verified first.</param>
    /// <param name="Why">What asks for it.</param>
    public sealed record NotVerified(VerificationLevel Needed, LevelGround Why) : ActOutcome;

    /// <summary>Another must say yes first.</summary>
    public sealed record NeedsSecond : ActOutcome;

    public sealed record Refused(ActRefusal Why) : ActOutcome;
}

public enum LevelGround
{
    Act,

    /// <summary>The backup addresses changed lately.</summary>
    RecentChange,
}

public enum ActRefusal
{
    ReasonMissing,

    /// <summary>The case is closed, or about nobody known.</summary>
    CaseNotOpen,

    /// <summary>The account is closed, or there is nothing to do it to.</summary>
    NotInThisState,

    /// <summary>A letter waits to be printed, or is on its way.</summary>
    LetterUnderWay,

    /// <summary>No first letter was printed yet.</summary>
    NoLetterYet,

    AddressMalformed,
    AddressOfTheAcademie,
    AddressKnown,
    AddressesFull,

    /// <summary>To the person, or to the address, within an hour.</summary>
    TooManyCodes,

    /// <summary>Another agent did something in the case meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>The directory did not take it: nothing was done.</summary>
    RefusedByDirectory,

    /// <summary>It is no act of agents.</summary>
    NotOurs,
}
