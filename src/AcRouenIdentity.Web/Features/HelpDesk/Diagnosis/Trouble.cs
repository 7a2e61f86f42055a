namespace AcRouenIdentity.Web.Features.HelpDesk.Diagnosis;

public enum Trouble
{
    /// <summary>No password was ever chosen, and no letter is on its way.</summary>
    NeverActivated,

    /// <summary>A first letter was printed, and nobody recorded that it was handed over.</summary>
    LetterNotHandedOver,

    /// <summary>A first letter was handed over, and is good still.</summary>
    LetterHandedOver,
    LetterTooOld,
    Suspended,
    Departed,
    Contested,
    Hacked,
    MailClosed,

    /// <summary>Wrong passwords in the last day.</summary>
    WrongPasswords,

    /// <summary>Refused unseen in the last hour, after too many tries.</summary>
    TooManyTries,
    WrongSecondFactors,
    WrongRecoveryCodes,
    Maintenance,
    NoBackupAddress,
    BackupAddressWaits,
    RecoveryLetterWaits,
    RecoveryLetterPrinted,
    SessionsOpen,
    SecondFactor,
    AddressesChangedLately,
}

public enum TroubleWeight
{
    /// <summary>It keeps the person out.</summary>
    Serious,

    /// <summary>It may be why they call.</summary>
    Possible,

    /// <summary>Good to know.</summary>
    Known,
}

/// <param name="Facts">What its words say: a count, a day, a name; the words know their order.</param>
public sealed record Finding(Trouble What, TroubleWeight Weight, params object[] Facts);
