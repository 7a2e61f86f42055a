using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Passkeys;
using AcRouenIdentity.Domain.Passwords;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Domain.SecondFactors;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Infrastructure.Audit;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>
/// Everything the provider knows that the directory does not: sessions, attempts, proofs, tokens, keys and audit. One model, two sets of migrations:
/// <see cref="SqliteIdentityDb"/> and <see cref="PostgreSqlIdentityDb"/>.
/// </summary>
public abstract class IdentityDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<AttemptCounter> AttemptCounters => Set<AttemptCounter>();

    public DbSet<PasswordGrant> PasswordGrants => Set<PasswordGrant>();

    public DbSet<PersonRecord> People => Set<PersonRecord>();

    public DbSet<KnownSchool> Schools => Set<KnownSchool>();

    public DbSet<PersonChange> PersonChanges => Set<PersonChange>();

    public DbSet<IssuedIna> Inas => Set<IssuedIna>();

    public DbSet<ProvisioningRun> ProvisioningRuns => Set<ProvisioningRun>();

    public DbSet<RunIssue> RunIssues => Set<RunIssue>();

    public DbSet<LetterBatch> LetterBatches => Set<LetterBatch>();

    public DbSet<LetterPart> LetterParts => Set<LetterPart>();

    public DbSet<Letter> Letters => Set<Letter>();

    public DbSet<LetterRequest> LetterRequests => Set<LetterRequest>();

    public DbSet<SecretariatReminder> SecretariatReminders => Set<SecretariatReminder>();

    public DbSet<BackupAddress> BackupAddresses => Set<BackupAddress>();

    public DbSet<MailCode> MailCodes => Set<MailCode>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<PasskeyChallenge> PasskeyChallenges => Set<PasskeyChallenge>();

    public DbSet<AuthenticatorApp> AuthenticatorApps => Set<AuthenticatorApp>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<ApplicationPassword> ApplicationPasswords => Set<ApplicationPassword>();

    public DbSet<PendingSignIn> PendingSignIns => Set<PendingSignIn>();

    public DbSet<RecoveryTicket> RecoveryTickets => Set<RecoveryTicket>();

    public DbSet<RecoveryRequest> RecoveryRequests => Set<RecoveryRequest>();

    public DbSet<AssistanceCode> AssistanceCodes => Set<AssistanceCode>();

    public DbSet<AssistanceCase> Cases => Set<AssistanceCase>();

    public DbSet<CaseEntry> CaseEntries => Set<CaseEntry>();

    public DbSet<CaseStep> CaseSteps => Set<CaseStep>();

    public DbSet<CaseApproval> CaseApprovals => Set<CaseApproval>();

    public DbSet<ContestCode> ContestCodes => Set<ContestCode>();

    public DbSet<UnlistedPerson> UnlistedPeople => Set<UnlistedPerson>();

    public DbSet<DirectoryUse> DirectoryUses => Set<DirectoryUse>();

    public DbSet<RunFile> RunFiles => Set<RunFile>();

    public DbSet<Announcement> Announcements => Set<Announcement>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.UseOpenIddict();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IdentityDb).Assembly);
    }
}
