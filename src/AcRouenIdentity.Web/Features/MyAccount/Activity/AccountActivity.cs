using System.Text.Json;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.MyAccount.Activity;

/// <summary>What kind of happening a person looks for.</summary>
public enum ActivityFilter
{
    SignIns,
    WaysIn,
    Account,
}

/// <param name="Detail">The fact of the event that its owner wants to know: how, why, how often; null where there is none.</param>
public sealed record Happening(DateTimeOffset At, AuditKind Kind, string? Detail);

public sealed record ActivitySheet(IReadOnlyList<Happening> Happenings, int Last);

/// <summary>What happened to somebody's account in the last twelve months, from the trail.</summary>
public sealed class AccountActivity(IdentityDb db, TimeProvider clock)
{
    public const int SheetLength = 50;
    private const int Days = 365;

    /// <summary>Events that concern the person they happened to, by what they are looked for as. Others are the business of whoever runs the service.</summary>
    private static readonly Dictionary<ActivityFilter, AuditKind[]> Kinds = new()
    {
        [ActivityFilter.SignIns] = [AuditKind.SignedIn, AuditKind.SignInRefused, AuditKind.SignedOut, AuditKind.SessionsEnded],
        [ActivityFilter.WaysIn] =
        [
            AuditKind.PasswordChanged, AuditKind.PasskeyAdded, AuditKind.PasskeyRemoved, AuditKind.AuthenticatorAppAdded, AuditKind.AuthenticatorAppRemoved,
            AuditKind.RecoveryCodesMade, AuditKind.RecoveryCodeUsed, AuditKind.BackupAddressVerified, AuditKind.BackupAddressConfirmed,
            AuditKind.BackupAddressRemoved, AuditKind.BackupAddressRestored, AuditKind.ApplicationWithdrawn, AuditKind.ConsentGiven, AuditKind.DeviceLetIn, AuditKind.FirstAccessProven, AuditKind.RecoveryAsked, AuditKind.RecoveryProven, AuditKind.AssistanceCodeIssued,
            AuditKind.AlarmRaised, AuditKind.AlarmLifted, AuditKind.ChangeContested,
            AuditKind.AccountHelped, AuditKind.VerificationPassed, AuditKind.VerificationFailed, AuditKind.ApplicationPasswordMade, AuditKind.ApplicationPasswordsEnded,
        ],
        [ActivityFilter.Account] = [AuditKind.AccountCreated, AuditKind.AccountActivated, AuditKind.PersonChanged, AuditKind.LetterPrinted, AuditKind.LetterHandedOver, AuditKind.DirectoryListingChosen, AuditKind.PreferenceChosen, AuditKind.DataExported, AuditKind.LetterRequested, AuditKind.LetterRequestWithdrawn, AuditKind.CaseOpened, AuditKind.RecordConsulted],
    };

    public async Task<ActivitySheet> FindAsync(string subject, ActivityFilter? filter, int sheet, CancellationToken cancellationToken)
    {
        var entries = Of(subject, filter);
        var count = await entries.CountAsync(cancellationToken);
        var shown = await entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence)
            .Skip((sheet - 1) * SheetLength).Take(SheetLength).ToListAsync(cancellationToken);
        return new ActivitySheet(shown.ConvertAll(Describe), Math.Max(1, (count + SheetLength - 1) / SheetLength));
    }

    /// <summary>All of it, the newest first.</summary>
    public async IAsyncEnumerable<Happening> ReadAsync(string subject, ActivityFilter? filter)
    {
        await foreach (var entry in Of(subject, filter).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence).AsAsyncEnumerable())
            yield return Describe(entry);
    }

    private IQueryable<AuditEntry> Of(string subject, ActivityFilter? filter)
    {
        var since = clock.GetUtcNow().AddDays(-Days);
        var kinds = filter is { } one ? Kinds[one] : [.. Kinds.Values.SelectMany(of => of)];
        return db.AuditEntries.AsNoTracking().Where(entry => entry.Subject == subject && entry.At >= since && kinds.Contains(entry.Kind));
    }

    private static Happening Describe(AuditEntry entry)
    {
        using var facts = JsonDocument.Parse(entry.Json);
        return new Happening(entry.At, entry.Kind, DetailOf(entry.Kind, facts.RootElement));
    }

    private static string? DetailOf(AuditKind kind, JsonElement facts) => kind switch
    {
        AuditKind.SignedIn => Read(facts, "methods"),
        AuditKind.SignInRefused or AuditKind.PasswordChanged or AuditKind.SessionsEnded or AuditKind.ApplicationPasswordsEnded => Read(facts, "reason"),
        AuditKind.PersonChanged or AuditKind.LetterPrinted or AuditKind.LetterHandedOver or AuditKind.LetterRequestWithdrawn or AuditKind.DirectoryListingChosen
            or AuditKind.PreferenceChosen or AuditKind.DataExported or AuditKind.RecoveryAsked or AuditKind.RecoveryProven or AuditKind.AlarmRaised or AuditKind.AlarmLifted
            or AuditKind.AccountHelped or AuditKind.VerificationPassed or AuditKind.VerificationFailed or AuditKind.CaseOpened or AuditKind.RecordConsulted or AuditKind.ApplicationPasswordMade => Read(facts, "what"),
        AuditKind.BackupAddressVerified or AuditKind.BackupAddressRestored => Read(facts, "ground"),
        AuditKind.ApplicationWithdrawn or AuditKind.ConsentGiven or AuditKind.DeviceLetIn => Read(facts, "clientId"),
        AuditKind.ChangeContested => Read(facts, "change"),
        _ => null,
    };

    private static string? Read(JsonElement facts, string name) => facts.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
