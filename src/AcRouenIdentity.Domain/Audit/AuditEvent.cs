using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Domain.Status;

namespace AcRouenIdentity.Domain.Audit;

/// <summary>
/// What happened, one record per change of state. The set is closed: nothing else can be audited. An event names people by the opaque
/// <see cref="Subject"/> of their tokens and carries identifiers, choices and counts only: no NUMEN, address, name, password, code or token.
/// </summary>
public abstract record AuditEvent
{
    private AuditEvent(AuditKind kind, string? subject)
    {
        Kind = kind;
        Subject = subject;
    }

    public AuditKind Kind { get; }

    /// <summary>The person it happened to (<c>sub</c>); null when it concerns nobody known.</summary>
    public string? Subject { get; }

    public sealed record AccountCreated(string Subject) : AuditEvent(AuditKind.AccountCreated, Subject);

    /// <param name="Methods">How they proved who they are, as <c>amr</c> values; null in entries older than this was kept.</param>
    public sealed record SignedIn(string Subject, string SessionId, DeviceKind Device, string? Methods = null) : AuditEvent(AuditKind.SignedIn, Subject);

    /// <summary>
    /// Sign-ins refused for one reason to one person, or to nobody known, since an instant: one event a minute at most, however many tries,
    /// so that guessing cannot fill the trail.
    /// </summary>
    public sealed record SignInRefused(string? Subject, SignInRefusal Reason, int Count, DateTimeOffset Since) : AuditEvent(AuditKind.SignInRefused, Subject);

    public sealed record SignedOut(string Subject, string SessionId) : AuditEvent(AuditKind.SignedOut, Subject);

    public sealed record SessionsEnded(string Subject, SessionEnd Reason, int Count) : AuditEvent(AuditKind.SessionsEnded, Subject);

    public sealed record PasswordChanged(string Subject, PasswordChangeReason Reason) : AuditEvent(AuditKind.PasswordChanged, Subject);

    /// <summary>An administrator did something with an application.</summary>
    /// <param name="Administrator">Null for whoever typed a command on the machine.</param>
    public sealed record ApplicationRegistered(string ClientId, ApplicationAct What, string? Administrator) : AuditEvent(AuditKind.ApplicationRegistered, null);

    /// <summary>A program registered itself. There are no more of them than may wait to be let in, so that a flood cannot fill the trail.</summary>
    public sealed record ApplicationRegisteredItself(string ClientId) : AuditEvent(AuditKind.ApplicationRegisteredItself, null);

    /// <summary>Programs that had registered themselves are gone, or are served no more: all at once, or those that nobody uses.</summary>
    /// <param name="Administrator">Null where time did it, and for whoever typed a command on the machine.</param>
    public sealed record UnknownApplicationsEnded(UnknownApplicationsEnd Reason, int Count, string? Administrator) : AuditEvent(AuditKind.UnknownApplicationsEnded, null);

    /// <summary>One setting of an application is another now.</summary>
    public sealed record ApplicationChanged(string ClientId, ClientSetting What, string? Administrator) : AuditEvent(AuditKind.ApplicationChanged, null);

    /// <param name="Until">How long the secret before is still served; null: no longer.</param>
    public sealed record ApplicationSecretRenewed(string ClientId, DateTimeOffset? Until, string? Administrator) : AuditEvent(AuditKind.ApplicationSecretRenewed, null);

    /// <summary>A client was added, or what it may do was changed, by configuration.</summary>
    public sealed record ClientConfigured(string ClientId) : AuditEvent(AuditKind.ClientConfigured, null);

    /// <param name="From">When it begins to sign or encrypt.</param>
    public sealed record SigningKeyCreated(string KeyId, KeyPurpose Purpose, DateTimeOffset From) : AuditEvent(AuditKind.SigningKeyCreated, null);

    /// <summary>Keys were replaced before their time.</summary>
    /// <param name="Revoked">Keys whose tokens died with them.</param>
    /// <param name="Administrator">Their <c>sub</c>; null for whoever typed a command on the machine.</param>
    public sealed record SigningKeysReplaced(KeyReplacementReason Reason, int Revoked, string? Administrator) : AuditEvent(AuditKind.SigningKeysReplaced, null);

    /// <summary>Whatever the key signed or encrypted is worth nothing since then.</summary>
    /// <param name="Administrator">As for <see cref="SigningKeysReplaced"/>.</param>
    public sealed record SigningKeyRevoked(string KeyId, KeyPurpose Purpose, string? Administrator) : AuditEvent(AuditKind.SigningKeyRevoked, null);

    /// <summary>Nothing that the key signed could live any more.</summary>
    public sealed record SigningKeyErased(string KeyId, KeyPurpose Purpose) : AuditEvent(AuditKind.SigningKeyErased, null);

    /// <summary>Somebody approved a run of provisioning, against <paramref name="Stops"/> that stopped it. The run keeps their name and what they confirmed.</summary>
    /// <param name="Officer"><c>sub</c> of the officer; null for whoever typed a command on the machine.</param>
    public sealed record ProvisioningApproved(int Run, int Stops, string? Officer) : AuditEvent(AuditKind.ProvisioningApproved, null);

    public sealed record ProvisioningEnded(int Run, RunState State, int Applied, int Failed) : AuditEvent(AuditKind.ProvisioningEnded, null);

    /// <summary>An account was opened, moved, changed, suspended, reopened or closed: by a run, by <paramref name="Officer"/> (their <c>sub</c>), or by the passing of time.</summary>
    public sealed record PersonChanged(string Subject, PlanKind What, PlanReason Reason, int? Run, string? Officer) : AuditEvent(AuditKind.PersonChanged, Subject);

    /// <summary>What was known of a person was erased; their login and address stay theirs.</summary>
    public sealed record PersonErased(string Subject) : AuditEvent(AuditKind.PersonErased, Subject);

    /// <summary>An officer declared a person of the feeds to be another than the delegated one they resemble.</summary>
    public sealed record PersonDeclaredDistinct(string Subject, string? Officer) : AuditEvent(AuditKind.PersonDeclaredDistinct, Subject);

    public sealed record LettersAsked(int Batch, LetterKind What, int Count, string? Officer) : AuditEvent(AuditKind.LettersAsked, null);

    /// <summary>Secrets were made for a person and printed; those of their earlier letters of that kind ended.</summary>
    public sealed record LetterPrinted(string Subject, LetterKind What, int Batch) : AuditEvent(AuditKind.LetterPrinted, Subject);

    public sealed record LettersReady(int Batch, int Count) : AuditEvent(AuditKind.LettersReady, null);

    /// <summary>The PDF of a part left the provider, for the only time.</summary>
    public sealed record LettersDownloaded(int Batch, int Part, string? Officer) : AuditEvent(AuditKind.LettersDownloaded, null);

    /// <summary>The batch is over and its PDF destroyed.</summary>
    public sealed record LettersEnded(int Batch, BatchState State, string? Officer) : AuditEvent(AuditKind.LettersEnded, null);

    /// <summary>A secretary recorded what became of a letter.</summary>
    public sealed record LetterHandedOver(string Subject, HandOver What, int Batch, string? Officer) : AuditEvent(AuditKind.LetterHandedOver, Subject);

    /// <summary>Somebody who gave this person's name asked for a <i>courrier INA</i>: the person was told.</summary>
    public sealed record LetterRequested(string Subject) : AuditEvent(AuditKind.LetterRequested, Subject);

    /// <summary>A letter that was asked for will not be printed.</summary>
    public sealed record LetterRequestWithdrawn(string Subject, LetterRequestEnd What) : AuditEvent(AuditKind.LetterRequestWithdrawn, Subject);

    /// <summary>The secretaries of an establishment were written to about letters that wait there.</summary>
    /// <param name="Officer"><c>sub</c>; null where it was the passing of time.</param>
    public sealed record SecretariatReminded(string Establishment, int Letters, int Mails, string? Officer) : AuditEvent(AuditKind.SecretariatReminded, null);

    /// <summary>Somebody proved by a first letter who they are; they may choose a password.</summary>
    public sealed record FirstAccessProven(string Subject, int Batch) : AuditEvent(AuditKind.FirstAccessProven, Subject);

    /// <summary>The first password was chosen: the account is open.</summary>
    public sealed record AccountActivated(string Subject) : AuditEvent(AuditKind.AccountActivated, Subject);

    /// <param name="Ground">What stands behind it, and so whether it serves at once; null in entries older than this was kept.</param>
    public sealed record BackupAddressVerified(string Subject, BackupAddressGround? Ground = null) : AuditEvent(AuditKind.BackupAddressVerified, Subject);

    /// <summary>An address that waited serves now: a code sent to an older one stands behind it.</summary>
    public sealed record BackupAddressConfirmed(string Subject) : AuditEvent(AuditKind.BackupAddressConfirmed, Subject);

    public sealed record BackupAddressRemoved(string Subject) : AuditEvent(AuditKind.BackupAddressRemoved, Subject);

    /// <param name="Ground">As for <see cref="BackupAddressVerified"/>.</param>
    public sealed record BackupAddressRestored(string Subject, BackupAddressGround Ground) : AuditEvent(AuditKind.BackupAddressRestored, Subject);

    /// <summary>A code left for a backup address. Requests that mean nobody are recorded nowhere.</summary>
    public sealed record RecoveryAsked(string Subject, RecoveryWay What) : AuditEvent(AuditKind.RecoveryAsked, Subject);

    /// <summary>All that a recovery asks of this person was proven; they may choose a password.</summary>
    /// <param name="Methods">As <c>amr</c> values.</param>
    /// <param name="Level">How surely the assistance had verified them; null for other ways.</param>
    public sealed record RecoveryProven(string Subject, RecoveryWay What, string Methods, VerificationLevel? Level = null) : AuditEvent(AuditKind.RecoveryProven, Subject);

    /// <summary>A code was made for somebody whose identity was verified, to be read to them.</summary>
    /// <param name="Case">What the request is written down as.</param>
    /// <param name="Officer"><c>sub</c>; null for whoever typed a command on the machine.</param>
    /// <param name="Level">How surely they were verified; null for a command, which does not say, and in older entries.</param>
    public sealed record AssistanceCodeIssued(string Subject, string Case, string? Officer, VerificationLevel? Level = null) : AuditEvent(AuditKind.AssistanceCodeIssued, Subject);

    /// <summary>A case was opened about somebody, or about nobody known.</summary>
    /// <param name="Officer"><c>sub</c>; null where the person opened it, or nobody signed in.</param>
    public sealed record CaseOpened(string? Subject, string Case, CaseOrigin What, string? Officer) : AuditEvent(AuditKind.CaseOpened, Subject);

    /// <summary>An agent learned, or took it on themselves, whom a case is about.</summary>
    public sealed record CaseIdentified(string Subject, string Case, string Officer) : AuditEvent(AuditKind.CaseIdentified, Subject);

    /// <summary>An agent read what is known of somebody, for that case: once an hour at most.</summary>
    public sealed record RecordConsulted(string Subject, string Case, CaseOrigin What, string Officer) : AuditEvent(AuditKind.RecordConsulted, Subject);

    /// <summary>Somebody took a case, put it back, closed it or opened it again.</summary>
    public sealed record CaseWorkedOn(string? Subject, string Case, CaseEntryKind What, CaseOutcome? Outcome, string Officer) : AuditEvent(AuditKind.CaseWorkedOn, Subject);

    /// <summary>A step of verifying who a person is was passed.</summary>
    /// <param name="Officer"><c>sub</c> of the agent, or of the secretary who vouched.</param>
    public sealed record VerificationPassed(string Subject, string Case, VerificationStep What, string Officer) : AuditEvent(AuditKind.VerificationPassed, Subject);

    /// <summary>What somebody said was not theirs, or a secretary did not recognise them.</summary>
    public sealed record VerificationFailed(string Subject, string Case, VerificationStep What, string Officer) : AuditEvent(AuditKind.VerificationFailed, Subject);

    /// <summary>Something was done to an account by the help desk, for the reason that the case keeps.</summary>
    /// <param name="Level">How surely the person had been verified.</param>
    /// <param name="Second"><c>sub</c> of who approved; null where nobody had to.</param>
    public sealed record AccountHelped(string Subject, string Case, HelpAct What, VerificationLevel Level, string Officer, string? Second) : AuditEvent(AuditKind.AccountHelped, Subject);

    public sealed record ApprovalAsked(string Subject, string Case, HelpAct What, string Officer) : AuditEvent(AuditKind.ApprovalAsked, Subject);

    public sealed record ApprovalDecided(string Subject, string Case, HelpAct What, ApprovalState Decision, string Officer) : AuditEvent(AuditKind.ApprovalDecided, Subject);

    /// <summary>Nobody enters the account until it is recovered, and its sessions ended.</summary>
    public sealed record AlarmRaised(string Subject, AccountAlarm What) : AuditEvent(AuditKind.AlarmRaised, Subject);

    /// <summary>The account was recovered; its mail stays closed for as long as was said.</summary>
    public sealed record AlarmLifted(string Subject, AccountAlarm What) : AuditEvent(AuditKind.AlarmLifted, Subject);

    /// <summary>Whoever reads an address of the account said that a change was not theirs.</summary>
    /// <param name="Change">What was announced to that address.</param>
    /// <param name="Reference">What they were told to quote to the assistance.</param>
    public sealed record ChangeContested(string Subject, AccountChange Change, string Reference) : AuditEvent(AuditKind.ChangeContested, Subject);

    public sealed record PasskeyAdded(string Subject) : AuditEvent(AuditKind.PasskeyAdded, Subject);

    public sealed record PasskeyRemoved(string Subject) : AuditEvent(AuditKind.PasskeyRemoved, Subject);

    /// <summary>A mail program of theirs has a password of its own.</summary>
    public sealed record ApplicationPasswordMade(string Subject, MailUse What) : AuditEvent(AuditKind.ApplicationPasswordMade, Subject);

    public sealed record ApplicationPasswordsEnded(string Subject, ApplicationPasswordEnd Reason, int Count) : AuditEvent(AuditKind.ApplicationPasswordsEnded, Subject);

    /// <summary>An application that shows codes was enrolled, in the place of the former where there was one.</summary>
    public sealed record AuthenticatorAppAdded(string Subject) : AuditEvent(AuditKind.AuthenticatorAppAdded, Subject);

    public sealed record AuthenticatorAppRemoved(string Subject) : AuditEvent(AuditKind.AuthenticatorAppRemoved, Subject);

    /// <summary>Recovery codes were made; those before them ended.</summary>
    public sealed record RecoveryCodesMade(string Subject, int Count) : AuditEvent(AuditKind.RecoveryCodesMade, Subject);

    public sealed record RecoveryCodeUsed(string Subject, int Left) : AuditEvent(AuditKind.RecoveryCodeUsed, Subject);

    /// <summary>The person let an application that is not of the académie know them.</summary>
    public sealed record ConsentGiven(string Subject, string ClientId) : AuditEvent(AuditKind.ConsentGiven, Subject);

    /// <summary>They typed the code that a device showed, and let it in (RFC 8628).</summary>
    public sealed record DeviceLetIn(string Subject, string ClientId) : AuditEvent(AuditKind.DeviceLetIn, Subject);

    /// <summary>The person took an application's access away; its tokens died.</summary>
    public sealed record ApplicationWithdrawn(string Subject, string ClientId) : AuditEvent(AuditKind.ApplicationWithdrawn, Subject);

    /// <summary>An administrator did something with an announcement of maintenance or of an incident; the announcement keeps what it says.</summary>
    /// <param name="Administrator">Their <c>sub</c>.</param>
    public sealed record MaintenanceAnnounced(string Announcement, AnnouncementAct What, AnnouncementKind Of, string Administrator) : AuditEvent(AuditKind.MaintenanceAnnounced, null);

    /// <summary>Somebody, who need not have an account, wrote to the assistance. What they wrote is kept nowhere.</summary>
    /// <param name="Reference">What they were told to quote.</param>
    public sealed record AssistanceAsked(string Reference) : AuditEvent(AuditKind.AssistanceAsked, null);

    /// <summary>A person took their entry out of the directory of people, or put it back.</summary>
    public sealed record DirectoryListingChosen(string Subject, ListingChoice What) : AuditEvent(AuditKind.DirectoryListingChosen, Subject);

    /// <summary>A person took away all that is held of them.</summary>
    public sealed record DataExported(string Subject, DataFile What) : AuditEvent(AuditKind.DataExported, Subject);

    /// <summary>A person chose how they are spoken to or shown; the account keeps what.</summary>
    public sealed record PreferenceChosen(string Subject, Preference What) : AuditEvent(AuditKind.PreferenceChosen, Subject);

    /// <summary>An auditor read a sheet of the trail. What they typed is kept nowhere.</summary>
    /// <param name="Subject">Whose events they looked for; null for everybody's.</param>
    /// <param name="Count">Entries that were found.</param>
    public sealed record AuditSearched(string? Subject, int Count, int Sheet, string Officer) : AuditEvent(AuditKind.AuditSearched, Subject);

    /// <summary>An auditor took entries of the trail away.</summary>
    /// <param name="Subject">As for <see cref="AuditSearched"/>.</param>
    public sealed record AuditExported(string? Subject, int Count, string Officer) : AuditEvent(AuditKind.AuditExported, Subject);

    /// <summary>An auditor had the whole chain read again.</summary>
    /// <param name="Position">The last entry, or the first that does not hold.</param>
    public sealed record AuditVerified(ChainState What, long Position, string Officer) : AuditEvent(AuditKind.AuditVerified, null);
}

/// <summary>Names of the events as they are stored. A name is never changed or used again for something else: old entries keep theirs for years.</summary>
public enum AuditKind
{
    AccountCreated,
    SignedIn,
    SignInRefused,
    SignedOut,
    SessionsEnded,
    PasswordChanged,
    ClientConfigured,
    SigningKeyCreated,
    ProvisioningApproved,
    ProvisioningEnded,
    PersonChanged,
    PersonErased,
    PersonDeclaredDistinct,
    LettersAsked,
    LetterPrinted,
    LettersReady,
    LettersDownloaded,
    LettersEnded,
    LetterHandedOver,
    LetterRequested,
    LetterRequestWithdrawn,
    SecretariatReminded,
    FirstAccessProven,
    AccountActivated,
    BackupAddressVerified,
    BackupAddressConfirmed,
    BackupAddressRemoved,
    BackupAddressRestored,
    PasskeyAdded,
    PasskeyRemoved,
    AuthenticatorAppAdded,
    AuthenticatorAppRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    ApplicationWithdrawn,
    MaintenanceAnnounced,
    AssistanceAsked,
    DirectoryListingChosen,
    DataExported,
    PreferenceChosen,
    RecoveryAsked,
    RecoveryProven,
    AssistanceCodeIssued,
    AlarmRaised,
    AlarmLifted,
    ChangeContested,
    CaseOpened,
    CaseIdentified,
    RecordConsulted,
    CaseWorkedOn,
    VerificationPassed,
    VerificationFailed,
    AccountHelped,
    ApprovalAsked,
    ApprovalDecided,
    AuditSearched,
    AuditExported,
    AuditVerified,
    ConsentGiven,
    DeviceLetIn,
    SigningKeysReplaced,
    SigningKeyRevoked,
    SigningKeyErased,
    ApplicationRegistered,
    ApplicationChanged,
    ApplicationSecretRenewed,
    ApplicationPasswordMade,
    ApplicationPasswordsEnded,
    ApplicationRegisteredItself,
    UnknownApplicationsEnded,
}

/// <summary>What reading the whole chain again found.</summary>
public enum ChainState
{
    Intact,

    /// <summary>An entry is not there.</summary>
    Missing,

    /// <summary>An entry does not follow the one before.</summary>
    Detached,

    /// <summary>An entry was changed after sealing.</summary>
    Altered,

    /// <summary>An entry is of a kind that is not known.</summary>
    UnknownKind,

    /// <summary>The chain is not the one whose head was written down.</summary>
    NotAsWitnessed,
}

public enum DataFile
{
    Json,
    Pdf,
}

public enum Preference
{
    Language,
    NameForm,
}

public enum ApplicationAct
{
    Added,
    Disabled,
    Enabled,
    Removed,

    /// <summary>Logout notices that were given up are sent again.</summary>
    LogoutRetried,
}

public enum UnknownApplicationsEnd
{
    /// <summary>Nobody let them in within some days.</summary>
    NeverUsed,

    /// <summary>Nobody has used them for long.</summary>
    Unused,
    AllDisabled,
    AllRemoved,
}

public enum AnnouncementAct
{
    Published,
    Changed,
    Ended,
    Deleted,
    Restored,
}

public enum SignInRefusal
{
    /// <summary>Wrong, or nobody's: the two are one for whoever tries.</summary>
    WrongPassword,

    /// <summary>Locked by the directory.</summary>
    Locked,

    /// <summary>Refused before the directory was asked: too many tries of this person or this source.</summary>
    TooManyTries,

    /// <summary>The password was right, the account is suspended, departed or not opened yet.</summary>
    AccountClosed,

    /// <summary>What was proven was right, and the account is blocked (<see cref="People.AccountAlarm"/>).</summary>
    AccountAlarmed,

    /// <summary>Code, provisional password or the fact beside them: wrong, nobody's, or of a letter that is no good any more.</summary>
    WrongLetter,

    /// <summary>All of the letter is right, and the secretariat has not recorded that it was handed over.</summary>
    LetterNotHandedOver,

    /// <summary>The answer of a passkey: nobody's, another site's, or a copy's.</summary>
    WrongPasskey,

    /// <summary>A code of a recovery: wrong, nobody's, or no good any more.</summary>
    WrongRecoveryCode,

    /// <summary>The first factor was right, the code of an application or of a sheet was not.</summary>
    WrongSecondFactor,
}

public enum PasswordChangeReason
{
    /// <summary>By a first letter.</summary>
    FirstAccess,

    /// <summary>The person wanted another.</summary>
    Chosen,

    /// <summary>An administrator had reset it.</summary>
    Reset,

    Expired,

    /// <summary>By one of the ways of recovery.</summary>
    Recovered,
}
