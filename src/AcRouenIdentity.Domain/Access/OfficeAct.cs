namespace AcRouenIdentity.Domain.Access;

/// <summary>What officers, heads of school and secretaries do about others. What the help desk does is in a table of its own (<see cref="HelpDesk.HelpRules"/>).</summary>
public enum OfficeAct
{
    /// <summary>Search for accounts, and read what became of one and why.</summary>
    ReadAccount,

    /// <summary>Suspend it, open it again, say whose it is.</summary>
    DecideOnAccount,

    /// <summary>Ask for a letter to one person.</summary>
    AskLetter,

    /// <summary>Say what became of a letter on paper.</summary>
    HandOver,

    /// <summary>Ask an account for somebody whom no feed names, and say until when.</summary>
    Delegate,
}
