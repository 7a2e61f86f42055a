using System.Text;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Tests.Provisioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Letters;

public sealed class BatchTests
{
    [Fact]
    public async Task A_letter_of_a_change_of_address_goes_to_whoever_had_another_one_and_names_both()
    {
        await using var story = await LetterStory.OpenAsync();
        var (moved, other) = (story.PeopleOfSchool[0], story.PeopleOfSchool[1]);
        await story.Host.AskAsync<IdentityDb, int>(async db =>
        {
            foreach (var person in await db.People.Where(person => person.DirectoryKey == moved.Key.Value || person.DirectoryKey == other.Key.Value).ToListAsync())
                person.State = AccountState.Active;
            db.Add(new GivenIdentifier
            {
                Kind = IdentifierKind.Address,
                Text = "nom.de.naissance@ac-rouen.fr",
                DirectoryKey = moved.Key.Value,
                Rank = 1,
                Remarks = IdentifierRemarks.None,
                GivenAt = story.Host.Clock.GetUtcNow().AddYears(-1),
            });
            return await db.SaveChangesAsync();
        });

        var opened = (BatchOpened.Opened)await story.AskAsync(BatchScope.Establishment, story.School, kind: LetterKind.AddressChange);
        await story.WorkAsync(opened.Batch.Id);

        var letter = story.Printer.Letters.Should().ContainSingle().Subject;
        (letter.FormerAddress.ToString(), letter.Login).Should().Be(("nom.de.naissance@ac-rouen.fr", story.Printer.Of(moved).Login));
        letter.Address.Should().NotBe(letter.FormerAddress);
        (letter.Secret, letter.ConfirmationCode, letter.QrAddress).Should().Be((null, null, null));
    }

    [Fact]
    public async Task Everybody_whom_a_run_created_gets_one_letter_sorted_by_school()
    {
        await using var story = await LetterStory.OpenAsync();

        var batch = await story.PrintRunAsync();

        batch.State.Should().Be(BatchState.Ready);
        var letters = await story.LettersAsync();
        letters.Should().HaveCount(Academy.People).And.OnlyHaveUniqueItems(letter => letter.DirectoryKey);
        letters.Should().OnlyContain(letter => letter.PrintedAt != null && letter.SecretHash != null && letter.CodeLookup != null);
        letters.Select(letter => letter.Establishment ?? "~").Should().BeInAscendingOrder(StringComparer.Ordinal);
        var parts = await story.Host.AskAsync<IdentityDb, List<LetterPart>>(db => db.LetterParts.AsNoTracking().OrderBy(part => part.Number).ToListAsync());
        parts.Sum(part => part.Letters).Should().Be(Academy.People);
        parts.Should().OnlyHaveUniqueItems(part => part.Number);
    }

    [Fact]
    public async Task A_batch_that_breaks_down_is_taken_up_and_nobody_gets_two_letters_or_none()
    {
        await using var story = await LetterStory.OpenAsync();
        story.Printer.BreaksAfter = Academy.People / 3;
        var opened = (BatchOpened.Opened)await story.AskAsync(BatchScope.Run, $"{story.Run}");
        var broken = () => story.WorkAsync(opened.Batch.Id);
        await broken.Should().ThrowAsync<IOException>();
        var between = await story.BatchAsync(opened.Batch.Id);

        story.Printer.BreaksAfter = null;
        await story.WorkAsync(opened.Batch.Id);

        between.Trouble.Should().Be(nameof(BatchTrouble.PrintingFailed));
        between.Printed.Should().BeInRange(1, Academy.People - 1);
        var batch = await story.BatchAsync(opened.Batch.Id);
        (batch.State, batch.Printed).Should().Be((BatchState.Ready, Academy.People));
        story.Printer.Letters.Select(letter => letter.Reference).Should().OnlyHaveUniqueItems().And.HaveCount(Academy.People);
    }

    [Fact]
    public async Task When_the_disk_of_the_database_is_full_nothing_counts_as_printed_that_was_not_saved_whole()
    {
        var disk = new FullDisk();
        await using var story = await LetterStory.OpenAsync(services => services.ConfigureDbContext<SqliteIdentityDb>(db => db.AddInterceptors(disk)), ("Letters:LettersOfAPart", "5"));
        var opened = (BatchOpened.Opened)await story.AskAsync(BatchScope.Run, $"{story.Run}");
        var fills = new Watcher(batch => disk.IsFull |= batch.Printed >= 20);

        var broken = () => story.Host.AskAsync<BatchWork, bool>(work => work.WorkAsync(opened.Batch.Id, fills, default));
        (await broken.Should().ThrowAsync<DbUpdateException>()).WithInnerException<Microsoft.Data.Sqlite.SqliteException>().Which.SqliteErrorCode.Should().Be(13, "that is SQLITE_FULL");
        var between = await story.BatchAsync(opened.Batch.Id);
        var lettersBetween = await story.LettersAsync();
        var partsBetween = await story.Host.AskAsync<IdentityDb, int>(db => db.LetterParts.SumAsync(part => part.Letters));

        disk.IsFull = false;
        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow() + LetterBatch.LeaseTime + TimeSpan.FromSeconds(1));
        await story.WorkAsync(opened.Batch.Id);

        between.Printed.Should().BeInRange(20, Academy.People - 1).And.Be(partsBetween);
        lettersBetween.Count(letter => letter.PrintedAt != null).Should().Be(between.Printed);
        lettersBetween.Where(letter => letter.PrintedAt == null).Should().OnlyContain(letter => letter.SecretHash == null && letter.CodeLookup == null && letter.Part == null);
        var batch = await story.BatchAsync(opened.Batch.Id);
        (batch.State, batch.Printed).Should().Be((BatchState.Ready, Academy.People));
        (await story.LettersAsync()).Should().OnlyContain(letter => letter.PrintedAt != null).And.OnlyHaveUniqueItems(letter => letter.DirectoryKey);
    }

    [Fact]
    public async Task Two_officers_who_ask_for_one_school_at_once_give_each_person_one_letter()
    {
        await using var story = await LetterStory.OpenAsync();

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => story.AskAsync(BatchScope.Establishment, story.School))));

        asked.OfType<BatchOpened.Opened>().Should().HaveCount(1);
        asked.Where(one => one is not BatchOpened.Opened).Should().AllBeOfType<BatchOpened.AllInOtherBatches>();
        (await story.LettersAsync()).Should().OnlyHaveUniqueItems(letter => letter.DirectoryKey);
    }

    [Fact]
    public async Task Somebody_with_a_good_letter_gets_another_only_when_asked_for_and_then_the_first_one_ends()
    {
        await using var story = await LetterStory.OpenAsync(("Letters:LettersOfAPart", "5"));
        var first = await story.PrintSchoolAsync();
        await story.Host.AskAsync<BatchDesk, bool>(desk => desk.ConfirmAsync(first.Id, "oroux1", default));

        var missing = await story.AskAsync(BatchScope.Establishment, story.School);
        var again = (BatchOpened.Opened)await story.AskAsync(BatchScope.Establishment, story.School, BatchChoice.Everybody);
        await story.WorkAsync(again.Batch.Id);

        missing.Should().BeOfType<BatchOpened.NobodyNeedsOne>();
        var letters = await story.LettersAsync();
        letters.Where(letter => letter.BatchId == first.Id).Should().OnlyContain(letter => letter.End == LetterEnd.Replaced && letter.SecretHash == null && letter.CodeLookup == null);
        letters.Where(letter => letter.BatchId == again.Batch.Id).Should().OnlyContain(letter => letter.End == null && letter.SecretHash != null);
    }

    [Fact]
    public async Task A_PDF_leaves_once_and_is_destroyed_with_the_confirmation()
    {
        await using var story = await LetterStory.OpenAsync(("Letters:LettersOfAPart", "5"));
        var batch = await story.PrintSchoolAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => story.Host.AskAsync<BatchDesk, IReadOnlyList<TakenPart>>(desk => desk.TakeAsync(batch.Id, 1, "oroux1", default)))));
        var confirmed = await story.Host.AskAsync<BatchDesk, bool>(desk => desk.ConfirmAsync(batch.Id, "oroux1", default));
        var afterwards = await story.Host.AskAsync<BatchDesk, IReadOnlyList<TakenPart>>(desk => desk.TakeAsync(batch.Id, 2, "oroux1", default));

        taken.Where(parts => parts.Count > 0).Should().ContainSingle().Which[0].Pdf.AsSpan(0, 5).ToArray().Should().Equal("%PDF-"u8.ToArray());
        confirmed.Should().BeTrue();
        afterwards.Should().BeEmpty();
        (await story.Host.AskAsync<IdentityDb, bool>(db => db.LetterParts.AnyAsync(part => part.Content != null))).Should().BeFalse();
        (await story.LettersAsync()).Should().OnlyContain(letter => letter.End == null && letter.Slot == null);
    }

    [Fact]
    public async Task What_nobody_confirms_in_two_days_is_destroyed_and_codes_that_never_left_end()
    {
        await using var story = await LetterStory.OpenAsync(("Letters:LettersOfAPart", "5"));
        var batch = await story.PrintSchoolAsync();
        await story.Host.AskAsync<BatchDesk, IReadOnlyList<TakenPart>>(desk => desk.TakeAsync(batch.Id, 1, "oroux1", default));

        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddHours(47));
        await DestroyOldAsync(story);
        var early = (await story.BatchAsync(batch.Id)).State;
        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddHours(2));
        await DestroyOldAsync(story);

        early.Should().Be(BatchState.Ready);
        (await story.BatchAsync(batch.Id)).State.Should().Be(BatchState.Destroyed);
        var letters = await story.LettersAsync();
        letters.Where(letter => letter.Part == 1).Should().OnlyContain(letter => letter.End == null);
        letters.Where(letter => letter.Part != 1).Should().NotBeEmpty().And.OnlyContain(letter => letter.End == LetterEnd.Abandoned && letter.SecretHash == null);
    }

    [Fact]
    public async Task No_secret_of_a_letter_stands_in_clear_in_the_database()
    {
        await using var story = await LetterStory.OpenAsync(("Letters:LettersOfAPart", "5"));
        await story.PrintSchoolAsync();
        // The write-ahead log comes and goes with connections, other tests' among them: all is moved into the file that stays.
        await story.Host.AskAsync<IdentityDb, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));

        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(story.Host.Database));
        foreach (var letter in story.Printer.Letters.Take(40))
        {
            string[] secrets = [letter.Secret!.Value.Reveal(), letter.Secret.Value.RevealInGroups(), letter.ConfirmationCode!.Value.Reveal(), letter.ConfirmationCode.Value.RevealInGroups(), letter.Ina!.Value.Reveal()];
            secrets.Should().OnlyContain(secret => !text.Contains(secret, StringComparison.Ordinal));
        }

        text.Should().NotContain("%PDF-");
    }

    private sealed class Watcher(Action<LetterBatch> look) : IProgress<LetterBatch>
    {
        public void Report(LetterBatch value) => look(value);
    }

    private static Task<bool> DestroyOldAsync(LetterStory story) => story.Host.AskAsync<BatchDesk, bool>(async desk =>
    {
        await desk.DestroyOldAsync(default);
        return true;
    });
}
