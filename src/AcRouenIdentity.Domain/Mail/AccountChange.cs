namespace AcRouenIdentity.Domain.Mail;

/// <summary>What was done to the ways into an account, or carried away from it. Templates call it by its name in lower case: <c>passkeyadded</c>.</summary>
public enum AccountChange
{
    PasswordChosen,
    PasskeyAdded,
    PasskeyRemoved,
    BackupAddressAdded,
    DataExported,
}
