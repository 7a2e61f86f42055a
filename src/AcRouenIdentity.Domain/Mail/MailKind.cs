namespace AcRouenIdentity.Domain.Mail;

/// <summary>What a mail is about; each kind has its template in themes.</summary>
public enum MailKind
{
    /// <summary>The code that proves that somebody reads the backup address they gave.</summary>
    BackupAddressCode,

    /// <summary>The code, to an older backup address, that confirms a new one.</summary>
    BackupAddressConfirmation,

    /// <summary>To a secretariat: how many letters wait there, and for how long.</summary>
    LettersWaiting,

    /// <summary>To the owner of an account: a password, a passkey or a backup address has changed.</summary>
    AccountChanged,

    /// <summary>The code of a recovery, to a backup address, with the identifiant of its owner.</summary>
    RecoveryCode,

    /// <summary>To the assistance: what somebody wrote on its form.</summary>
    AssistanceRequest,

    /// <summary>To the assistance: the owner of an account says that a change was not theirs.</summary>
    AccountContested,

    /// <summary>A code, to a backup address, that its owner reads to the agent whom they called.</summary>
    CallerCode,

    /// <summary>A code, to an address that somebody gave to the agent whom they called, so that it becomes their backup address.</summary>
    CallerAddress,
}
