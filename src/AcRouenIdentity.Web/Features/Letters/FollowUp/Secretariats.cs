using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Letters.FollowUp;

/// <summary>A secretariat where letters wait.</summary>
/// <param name="HasWaited">At least one has waited as long as a reminder takes to be worth writing.</param>
/// <param name="RemindedAt">Last time, or null.</param>
public sealed record WaitingSecretariat(string Establishment, WaitingLetters Letters, bool HasWaited, DateTimeOffset? RemindedAt);

/// <summary>Somebody who hands letters over.</summary>
/// <param name="Language">What they chose for their account, else French.</param>
public sealed record Secretary(DirectoryKey Key, MailAddress Address, MailLanguage Language);

/// <summary>What lies in the secretariats, and who works there.</summary>
public sealed class Secretariats(IdentityDb db, PersonRoles roles, IOptions<LetterOptions> options, TimeProvider clock)
{
    /// <summary>Letters on paper that nobody has handed over, sent back or made useless: those that a PDF left the provider with.</summary>
    public async Task<IReadOnlyList<WaitingSecretariat>> ListAsync(CancellationToken cancellationToken)
    {
        var ages = new LetterAges(clock.GetUtcNow());
        var (now, week, month, worth) = (ages.Now, ages.WeekBegan, ages.MonthBegan, ages.Now - options.Value.ReminderInterval);
        var counts = await db.Letters
            .Where(letter => letter.Establishment != null && letter.PrintedAt != null && letter.End == null && (letter.HandOver == HandOver.None || letter.HandOver == HandOver.Absent))
            .Where(letter => db.LetterParts.Any(part => part.BatchId == letter.BatchId && part.Number == letter.Part && part.DownloadedAt != null))
            .GroupBy(letter => letter.Establishment)
            .Select(school => new
            {
                Uai = school.Key,
                Week = school.Count(letter => letter.ExpiresAt > now && letter.PrintedAt >= week),
                Month = school.Count(letter => letter.ExpiresAt > now && letter.PrintedAt < week && letter.PrintedAt >= month),
                Older = school.Count(letter => letter.ExpiresAt > now && letter.PrintedAt < month),
                Expired = school.Count(letter => letter.ExpiresAt <= now),
                Waited = school.Count(letter => letter.PrintedAt <= worth),
            })
            .ToListAsync(cancellationToken);
        var reminded = await db.SecretariatReminders.AsNoTracking().ToDictionaryAsync(reminder => reminder.Establishment, reminder => reminder.SentAt, cancellationToken);
        return
        [
            .. counts.Select(school => new WaitingSecretariat(
                school.Uai!, new WaitingLetters(school.Week, school.Month, school.Older, school.Expired), school.Waited > 0, reminded.TryGetValue(school.Uai!, out var at) ? at : null)),
        ];
    }

    /// <summary>Those who hand letters over and have an address, by establishment.</summary>
    public async Task<ILookup<string, Secretary>> FindSecretariesAsync(CancellationToken cancellationToken)
    {
        // As the lines of postings hold them: the database looks through sixty thousand, and a few hundred are read.
        var codes = roles.SecretariatFunctions.Select(code => $"${code}$").ToArray();
        var holders = await db.People.AsNoTracking()
            .Where(person => person.State == AccountState.Active && person.Address != null && person.Postings != null && codes.Any(code => person.Postings!.Contains(code)))
            .Select(person => new
            {
                person.DirectoryKey,
                person.Address,
                person.Postings,
                Language = db.Accounts.Where(account => account.DirectoryKey == person.DirectoryKey).Select(account => account.Language).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return holders
            .SelectMany(person => person.Postings!.Split('\n').Select(PostingLine.Read).Where(roles.HandsLettersOver).Select(posting => posting.Rne.ToString()).Distinct(), (person, uai) => (uai, person))
            .ToLookup(
                holder => holder.uai,
                holder => new Secretary(
                    new DirectoryKey(holder.person.DirectoryKey), MailAddress.Parse(holder.person.Address!), MailLanguages.OfChoice(holder.person.Language) ?? MailLanguage.French),
                StringComparer.Ordinal);
    }
}
