namespace AcRouenIdentity.Domain.Mail;

/// <summary>What was done to the ways into an account, or carried away from it. Templates call it by its name in lower case: <c>passkeyadded</c>.</summary>
public enum AccountChange
{
    PasswordChosen,

    /// <summary>A password was chosen without the one before it.</summary>
    PasswordRecovered,
    PasskeyAdded,
    PasskeyRemoved,

    /// <summary>It may serve a recovery at once.</summary>
    BackupAddressAdded,
    AuthenticatorAppAdded,
    AuthenticatorAppRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,

    /// <summary>Added or put back, it may serve a recovery after a delay alone.</summary>
    BackupAddressWaiting,

    /// <summary>It waited, and may serve now.</summary>
    BackupAddressConfirmed,
    BackupAddressRemoved,
    BackupAddressPutBack,

    /// <summary>Somebody asked for the letter of a forgotten password.</summary>
    RecoveryLetterAsked,
    DataExported,

    /// <summary>Somebody said that a change was not theirs: the account is blocked until it is recovered by a letter or by the assistance.</summary>
    AccountContested,

    /// <summary>The owner said that somebody else uses it: the account is blocked until it is recovered.</summary>
    AccountHacked,

    /// <summary>The assistance gave whoever it had verified a code that lets them choose a password.</summary>
    AssistanceCodeGiven,

    /// <summary>Done by the assistance, as the next ones are: tries of a password are counted anew.</summary>
    TriesForgiven,
    SessionsEnded,
    SecondFactorsRemoved,
    DepartureDeclared,

    /// <summary>A mail program was given a password of its own.</summary>
    ApplicationPasswordMade,

    /// <summary>By the owner.</summary>
    ApplicationPasswordsEnded,
}
