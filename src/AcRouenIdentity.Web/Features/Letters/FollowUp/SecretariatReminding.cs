using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>What a reminder would do now.</summary>
/// <param name="Ready">Secretariats that would be written to.</param>
/// <param name="Recent">Were written to less than the interval ago.</param>
/// <param name="Unreachable">Have nobody with an address.</param>
public sealed record ReminderOutlook(int Ready, int Recent, int Unreachable);

/// <summary>
/// Reminds secretariats, by mail, of the letters that wait there: how many and how old, nobody's name and no code. One is reminded once an interval at most, whoever asks and from whichever node:
/// the note of it is saved with the mails, and who saves it second starts over.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class SecretariatReminding(
    IdentityDb db, Secretariats secretariats, IDirectory directory, ReminderMails mails, AuditTrail audit, OfficerSubjects officers, IOptions<LetterOptions> options, TimeProvider clock)
{
    private const int SecretariatsAtOnce = 50;

    public async Task<ReminderOutlook> LookAsync(CancellationToken cancellationToken)
    {
        var waiting = (await secretariats.ListAsync(cancellationToken)).Where(one => one.HasWaited).ToList();
        var secretaries = await secretariats.FindSecretariesAsync(cancellationToken);
        var recent = waiting.Count(one => IsRecent(one.RemindedAt));
        var unreachable = waiting.Count(one => !IsRecent(one.RemindedAt) && !secretaries.Contains(one.Establishment));
        return new ReminderOutlook(waiting.Count - recent - unreachable, recent, unreachable);
    }

    /// <param name="only">UAI of one, or null for all.</param>
    /// <param name="by">Login of the officer; null where it was the passing of time.</param>
    /// <returns>How many secretariats were written to.</returns>
    /// <exception cref="DirectoryUnavailableException">The names of the establishments are not known.</exception>
    public async Task<int> RemindAsync(string? only, string? by, CancellationToken cancellationToken)
    {
        var secretaries = await secretariats.FindSecretariesAsync(cancellationToken);
        var due = (await secretariats.ListAsync(cancellationToken))
            .Where(one => one.HasWaited && !IsRecent(one.RemindedAt) && secretaries.Contains(one.Establishment) && (only is null || one.Establishment == only))
            .OrderBy(one => one.Establishment, StringComparer.Ordinal);
        var officer = await officers.FindAsync(by, cancellationToken);
        var reminded = 0;
        foreach (var some in due.Chunk(SecretariatsAtOnce))
            reminded += await RemindAsync(some, secretaries, officer, cancellationToken);
        return reminded;
    }

    private async Task<int> RemindAsync(WaitingSecretariat[] some, ILookup<string, Secretary> secretaries, string? officer, CancellationToken cancellationToken)
    {
        if (await TryRemindAsync(some, secretaries, officer, cancellationToken) is { } reminded)
            return reminded;

        // Somebody else reminded one of them meanwhile: the others are reminded one by one.
        reminded = 0;
        foreach (var one in some)
            reminded += await TryRemindAsync([one], secretaries, officer, cancellationToken) ?? 0;
        return reminded;
    }

    /// <returns>Null when somebody else reminded one of them meanwhile: nothing is saved.</returns>
    private async Task<int?> TryRemindAsync(WaitingSecretariat[] some, ILookup<string, Secretary> secretaries, string? officer, CancellationToken cancellationToken)
    {
        var names = (await directory.FindEstablishmentsAsync([.. some.Select(one => Rne.Parse(one.Establishment))], cancellationToken)).ToLookup(school => school.Rne.ToString(), school => school.Name);
        var keys = some.Select(one => one.Establishment).ToArray();
        var notes = await db.SecretariatReminders.Where(reminder => keys.Contains(reminder.Establishment)).ToDictionaryAsync(reminder => reminder.Establishment, cancellationToken);
        var reminded = 0;
        foreach (var one in some)
        {
            var note = notes.GetValueOrDefault(one.Establishment);
            if (IsRecent(note?.SentAt))
                continue;
            (note ?? db.Add(new SecretariatReminder { Establishment = one.Establishment }).Entity).Note(one.Letters.Total, clock.GetUtcNow());
            var written = mails.Leave(one, names[one.Establishment].FirstOrDefault() ?? one.Establishment, secretaries[one.Establishment]);
            audit.Record(new AuditEvent.SecretariatReminded(one.Establishment, one.Letters.Total, written, officer));
            reminded++;
        }

        return await db.TrySaveAsync(cancellationToken) ? reminded : null;
    }

    private bool IsRecent(DateTimeOffset? remindedAt) => remindedAt is { } at && clock.GetUtcNow() - at < options.Value.ReminderInterval;
}
