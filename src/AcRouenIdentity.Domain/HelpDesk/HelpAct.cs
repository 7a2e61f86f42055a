namespace AcRouenIdentity.Domain.HelpDesk;

/// <summary>What may be done for somebody, or to their account, by others than themselves. Each read and each change of the help desk is one of these.</summary>
public enum HelpAct
{
    /// <summary>Search for whoever calls.</summary>
    FindPeople,

    /// <summary>Write down what somebody asks.</summary>
    OpenCase,

    /// <summary>Read a case, and with it what is wrong with the account.</summary>
    ReadCase,

    /// <summary>Take it, write notes, close it, open it again.</summary>
    WorkOnCase,

    /// <summary>Check a fact that the person said.</summary>
    Verify,

    /// <summary>A secretary says that the person stands before them.</summary>
    Vouch,

    /// <summary>Make the code that lets the person choose a password.</summary>
    GiveCode,
    SendLetter,

    /// <summary>Take back the waiting that wrong passwords brought.</summary>
    Unlock,
    EndSessions,
    RemoveBackupAddress,

    /// <summary>Once a code that was sent there was read aloud.</summary>
    RecordBackupAddress,
    RemoveSecondFactors,

    /// <summary>Nobody enters the account until it is recovered.</summary>
    BlockAccount,
    MarkDeparted,

    /// <summary>Say yes or no to what another agent may not do alone.</summary>
    Approve,

    /// <summary>See what the help desk does, in figures.</summary>
    Supervise,
}

public static class HelpActs
{
    /// <summary>Those that change something of the account: of a privileged person none of them is done by one agent alone.</summary>
    public static IReadOnlyCollection<HelpAct> OfAccounts { get; } =
    [
        HelpAct.GiveCode, HelpAct.SendLetter, HelpAct.Unlock, HelpAct.EndSessions, HelpAct.RemoveBackupAddress, HelpAct.RecordBackupAddress, HelpAct.RemoveSecondFactors, HelpAct.BlockAccount,
        HelpAct.MarkDeparted,
    ];

    /// <summary>How surely the person must have been verified before.</summary>
    public static VerificationLevel LevelFor(HelpAct act) => act switch
    {
        HelpAct.RemoveSecondFactors or HelpAct.RemoveBackupAddress or HelpAct.RecordBackupAddress => VerificationLevel.High,
        HelpAct.GiveCode or HelpAct.Unlock => VerificationLevel.Standard,
        _ => VerificationLevel.None,
    };
}
