using AcRouenIdentity.Domain.Audit;

namespace AcRouenIdentity.Web.Features.Audit.Journal;

/// <summary>What events are about, to find them among the others.</summary>
public enum JournalTopic
{
    SignIns,
    WaysIn,
    Recovery,
    Accounts,
    Letters,
    HelpDesk,
    Service,
    Trail,
}

internal static class JournalTopics
{
    public static ILookup<JournalTopic, AuditKind> All { get; } = Enum.GetValues<AuditKind>().ToLookup(Of);

    private static JournalTopic Of(AuditKind kind) => kind switch
    {
        AuditKind.SignedIn or AuditKind.SignInRefused or AuditKind.SignedOut or AuditKind.SessionsEnded => JournalTopic.SignIns,
        AuditKind.PasswordChanged or AuditKind.PasskeyAdded or AuditKind.PasskeyRemoved or AuditKind.AuthenticatorAppAdded or AuditKind.AuthenticatorAppRemoved or AuditKind.RecoveryCodesMade
            or AuditKind.RecoveryCodeUsed or AuditKind.BackupAddressVerified or AuditKind.BackupAddressConfirmed or AuditKind.BackupAddressRemoved or AuditKind.BackupAddressRestored
            or AuditKind.ApplicationWithdrawn or AuditKind.ConsentGiven or AuditKind.DeviceLetIn or AuditKind.ApplicationPasswordMade or AuditKind.ApplicationPasswordsEnded
                => JournalTopic.WaysIn,
        AuditKind.RecoveryAsked or AuditKind.RecoveryProven or AuditKind.AssistanceAsked or AuditKind.AssistanceCodeIssued or AuditKind.AlarmRaised or AuditKind.AlarmLifted
            or AuditKind.ChangeContested => JournalTopic.Recovery,
        AuditKind.AccountCreated or AuditKind.AccountActivated or AuditKind.FirstAccessProven or AuditKind.ProvisioningApproved or AuditKind.ProvisioningEnded or AuditKind.PersonChanged
            or AuditKind.PersonErased or AuditKind.PersonDeclaredDistinct or AuditKind.DirectoryListingChosen or AuditKind.DataExported or AuditKind.PreferenceChosen => JournalTopic.Accounts,
        AuditKind.LettersAsked or AuditKind.LetterPrinted or AuditKind.LettersReady or AuditKind.LettersDownloaded or AuditKind.LettersEnded or AuditKind.LetterHandedOver or AuditKind.LetterRequested
            or AuditKind.LetterRequestWithdrawn or AuditKind.SecretariatReminded => JournalTopic.Letters,
        AuditKind.CaseOpened or AuditKind.CaseIdentified or AuditKind.RecordConsulted or AuditKind.CaseWorkedOn or AuditKind.VerificationPassed or AuditKind.VerificationFailed
            or AuditKind.AccountHelped or AuditKind.ApprovalAsked or AuditKind.ApprovalDecided => JournalTopic.HelpDesk,
        AuditKind.ClientConfigured or AuditKind.ApplicationRegistered or AuditKind.ApplicationChanged or AuditKind.ApplicationSecretRenewed or AuditKind.ApplicationRegisteredItself
            or AuditKind.UnknownApplicationsEnded or AuditKind.MaintenanceAnnounced
            or AuditKind.SigningKeyCreated or AuditKind.SigningKeysReplaced or AuditKind.SigningKeyRevoked or AuditKind.SigningKeyErased => JournalTopic.Service,
        AuditKind.AuditSearched or AuditKind.AuditExported or AuditKind.AuditVerified => JournalTopic.Trail,
    };
}
