using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Letters.Batches;
using AcRouenIdentity.Web.Features.Letters.Requests;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Letters;

public sealed class LetterRequestTests
{
    [Fact]
    public async Task Whoever_asks_waits_once_and_the_owner_is_written_to_where_the_letter_will_go()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();

        var asked = await story.AskAsync(story.Forgetful);
        var again = await story.AskAsync(story.Forgetful);

        (asked, again).Should().Be((LetterAsked.Recorded, LetterAsked.WaitsAlready));
        (await story.RequestsAsync()).Should().ContainSingle().Which.State.Should().Be(LetterRequestState.Waiting);
        (await EventsAsync(story, AuditKind.LetterRequested)).Should().Be(1);
        var mail = (await story.Host.ReadMailsAsync()).Should().ContainSingle().Subject;
        mail.To.Should().Be((await story.FindAsync(story.Forgetful)).Address!.Value.ToString());
        mail.Subject.Should().Be("Un courrier INA a été demandé pour votre compte");
        mail.Text.Should().Contain("secrétariat de votre établissement").And.Contain("appelez l'assistance");
    }

    [Fact]
    public async Task Two_who_ask_for_one_person_at_once_make_one_request_and_one_mail()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();

        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => story.AskAsync(story.Forgetful))));

        asked.Should().ContainSingle(one => one == LetterAsked.Recorded).And.OnlyContain(one => one == LetterAsked.Recorded || one == LetterAsked.WaitsAlready);
        (await story.RequestsAsync()).Should().ContainSingle();
        (await story.Host.ReadMailsAsync()).Should().ContainSingle();
        (await EventsAsync(story, AuditKind.LetterRequested)).Should().Be(1);
    }

    [Theory]
    [InlineData(AccountState.Announced)]
    [InlineData(AccountState.Provisioned)]
    [InlineData(AccountState.Suspended)]
    [InlineData(AccountState.Departed)]
    public async Task Nobody_gets_a_letter_whose_account_is_not_open(AccountState state)
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.SetStateAsync(story.Forgetful, state);

        var asked = await story.AskAsync(story.Forgetful);

        asked.Should().Be(LetterAsked.NoOpenAccount);
        (await story.RequestsAsync()).Should().BeEmpty();
        (await story.Host.ReadMailsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task While_a_letter_is_good_another_is_taken_only_three_days_later()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.GetLetterAsync(story.Forgetful);

        var atOnce = await story.AskAsync(story.Forgetful);
        story.Pass(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        var justBefore = await story.AskAsync(story.Forgetful);
        story.Pass(TimeSpan.FromSeconds(1));
        var then = await story.AskAsync(story.Forgetful);

        (atOnce, justBefore, then).Should().Be((LetterAsked.PrintedOfLate, LetterAsked.PrintedOfLate, LetterAsked.Recorded));
    }

    [Fact]
    public async Task Requests_are_printed_in_one_batch_and_are_no_longer_waiting()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(story.Other);

        var batch = await story.PrintAsync();
        var again = await story.OpenBatchAsync();

        (batch.State, batch.Kind, batch.Scope, batch.Printed).Should().Be((BatchState.Ready, LetterKind.Recovery, BatchScope.Requests, 2));
        (await story.RequestsAsync()).Should().HaveCount(2).And.OnlyContain(request => request.State == LetterRequestState.Printed && request.BatchId == batch.Id && request.Slot == null);
        again.Should().BeOfType<BatchOpened.NobodyNeedsOne>();
        story.Letters.Printer.Letters.Should().HaveCount(2).And.OnlyContain(letter => letter.Kind == LetterKind.Recovery && letter.ShortAddress.EndsWith("/mot-de-passe-oublie"));
        story.Letters.Printer.Letters.Should().OnlyContain(letter => letter.QrAddress!.Fragment == "", "whoever photographs a letter gets no code");
    }

    [Fact]
    public async Task One_school_is_printed_without_the_others()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        var elsewhere = story.Letters.Academy.Generator.PeopleOf(0).First(person => person.School.Uai != story.Letters.School);
        await story.SetStateAsync(elsewhere, AccountState.Active);
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(elsewhere);

        var opened = (BatchOpened.Opened)await story.OpenBatchAsync(elsewhere.School.Uai);
        await story.Letters.WorkAsync(opened.Batch.Id);

        (await story.RequestsAsync()).Select(request => (request.DirectoryKey, request.State)).Should().BeEquivalentTo(
            [(story.Forgetful.Key.Value, LetterRequestState.Waiting), (elsewhere.Key.Value, LetterRequestState.Printed)]);
    }

    [Fact]
    public async Task Requests_of_an_abandoned_batch_wait_again_and_are_printed_by_the_next()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        var lost = await story.GetLetterAsync(story.Forgetful);
        await story.AbandonAsync((await story.Letters.BatchAsync((await story.RequestsAsync())[0].BatchId!.Value)));
        var between = await story.RequestsAsync();

        await story.PrintAsync();

        between.Should().ContainSingle().Which.Should().Match<LetterRequest>(request => request.State == LetterRequestState.Waiting && request.BatchId == null && request.Slot == request.DirectoryKey);
        (await story.RequestsAsync()).Should().ContainSingle().Which.State.Should().Be(LetterRequestState.Printed);
        (await story.CheckAsync(lost)).Letter.Should().BeNull();
        (await story.CheckAsync(story.Letters.Printer.Of(story.Forgetful))).Letter.Should().NotBeNull();
    }

    [Fact]
    public async Task Whoever_asked_again_before_their_batch_was_abandoned_has_one_request_that_waits()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        var batch = await story.PrintAsync();
        story.Pass(TimeSpan.FromDays(3));
        (await story.AskAsync(story.Forgetful)).Should().Be(LetterAsked.Recorded);

        await story.AbandonAsync(batch);

        (await story.RequestsAsync()).Select(request => (request.State, request.End)).Should().Equal(
            (LetterRequestState.Withdrawn, LetterRequestEnd.AskedAgain), (LetterRequestState.Waiting, null));
        (await EventsAsync(story, AuditKind.LetterRequestWithdrawn)).Should().Be(1);
    }

    [Fact]
    public async Task When_a_PDF_that_nobody_took_is_destroyed_its_requests_wait_again_and_those_of_a_PDF_that_left_do_not()
    {
        await using var story = await RecoveryLetterStory.OpenAsync(("Letters:LettersOfAPart", "1"));
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(story.Other);
        var batch = await story.PrintAsync();
        await story.Host.AskAsync<BatchDesk, IReadOnlyList<TakenPart>>(desk => desk.TakeAsync(batch.Id, 1, "oroux1", default));

        story.Pass(TimeSpan.FromHours(49));
        await story.Host.AskAsync<BatchDesk, bool>(async desk =>
        {
            await desk.DestroyOldAsync(default);
            return true;
        });

        (await story.RequestsAsync()).Select(request => request.State).Should().BeEquivalentTo([LetterRequestState.Printed, LetterRequestState.Waiting]);
    }

    [Fact]
    public async Task A_batch_that_breaks_down_is_taken_up_and_each_request_is_printed_once()
    {
        await using var story = await RecoveryLetterStory.OpenAsync(("Letters:LettersOfAPart", "1"));
        foreach (var person in story.People.Take(4))
            await story.AskAsync(person);
        story.Letters.Printer.BreaksAfter = 2;
        var opened = (BatchOpened.Opened)await story.OpenBatchAsync();
        var broken = () => story.Letters.WorkAsync(opened.Batch.Id);
        await broken.Should().ThrowAsync<IOException>();
        var between = await story.RequestsAsync();
        var another = await story.OpenBatchAsync();

        story.Letters.Printer.BreaksAfter = null;
        await story.Letters.WorkAsync(opened.Batch.Id);

        between.Count(request => request.State == LetterRequestState.Printed).Should().Be(2);
        another.Should().BeOfType<BatchOpened.AllInOtherBatches>();
        (await story.RequestsAsync()).Should().HaveCount(4).And.OnlyContain(request => request.State == LetterRequestState.Printed);
        story.Letters.Printer.Letters.Should().HaveCount(4);
    }

    [Fact]
    public async Task Whoever_leaves_before_the_printing_is_withdrawn_whether_a_batch_was_opened_or_not()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(story.Other);
        await story.SetStateAsync(story.Forgetful, AccountState.Departed);
        var opened = (BatchOpened.Opened)await story.OpenBatchAsync();
        await story.SetStateAsync(story.Other, AccountState.Suspended);

        await story.Letters.WorkAsync(opened.Batch.Id);

        opened.Batch.Total.Should().Be(1);
        (await story.RequestsAsync()).Should().HaveCount(2).And.OnlyContain(request => request.State == LetterRequestState.Withdrawn && request.End == LetterRequestEnd.Left && request.Slot == null);
        (await EventsAsync(story, AuditKind.LetterRequestWithdrawn)).Should().Be(2);
        story.Letters.Printer.Letters.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_officers_who_print_the_requests_at_once_give_each_person_one_letter()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        foreach (var person in story.People.Take(3))
            await story.AskAsync(person);

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => story.OpenBatchAsync())));

        opened.OfType<BatchOpened.Opened>().Should().ContainSingle();
        (await story.Letters.LettersAsync()).Should().HaveCount(3).And.OnlyHaveUniqueItems(letter => letter.DirectoryKey);
    }

    [Fact]
    public async Task What_somebody_asked_for_is_forgotten_with_them()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(story.Other);
        await story.SetStateAsync(story.Forgetful, AccountState.Departed);
        await story.Host.AskAsync<IdentityDb, int>(db => db.People.Where(row => row.DirectoryKey == story.Forgetful.Key.Value)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.DepartedAt, story.Host.Clock.GetUtcNow().AddYears(-20))));

        await story.Letters.Academy.PassAsync(days: 1);

        (await story.RequestsAsync()).Should().ContainSingle().Which.DirectoryKey.Should().Be(story.Other.Key.Value);
    }

    [Fact]
    public async Task Requests_are_forgotten_after_a_year_and_not_before()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        await story.Host.ReadMailsAsync();
        story.Pass(LetterRequest.KeptFor / 2);
        await story.AskAsync(story.Other);
        await story.Host.ReadMailsAsync();

        story.Pass(LetterRequest.KeptFor / 2);
        story.Host.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.BeTrueAsync(async () => (await story.RequestsAsync()) is [{ } left] && left.DirectoryKey == story.Other.Key.Value);
    }

    private static Task<int> EventsAsync(RecoveryLetterStory story, AuditKind kind) => story.Host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == kind));
}
