using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

[Collection(BothDatabases.Name)]
public sealed class MailDeliveryTests(PostgreSql server) : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(15);

    private readonly MailServer relay = MailServer.Start();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;
    private MailNode node = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
        node = NewNode();
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await relay.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_leaves_as_soon_as_it_is_saved_and_is_erased()
    {
        await node.RunAsync();

        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilEmptyAsync();

        relay.Received.Should().ContainSingle().Which.To.Should().Be("claire@exemple.fr");
        relay.Violations.Should().BeEmpty();
        (await node.MailsAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Outcome = MailOutcome.Sent, Protected = (string?)null, Tries = 1, LastError = (string?)null, LeasedBy = (string?)null });
    }

    [Fact]
    public async Task A_mail_is_sent_once_its_transaction_is_committed_and_not_before()
    {
        await node.RunAsync();

        await node.AskAsync(async (outbox, db) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            outbox.Add(MailNode.Message("claire@exemple.fr"), goodFor: null);
            await db.SaveChangesAsync();
            await Task.Delay(200);
            relay.Received.Should().BeEmpty();
            await transaction.CommitAsync();
            return true;
        });
        await node.UntilEmptyAsync();

        relay.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task A_change_that_is_given_up_takes_its_mail_along()
    {
        await node.RunAsync();

        await node.AskAsync(async (outbox, db) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            outbox.Add(MailNode.Message("paul@exemple.fr"), goodFor: null);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return true;
        });
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilEmptyAsync();

        relay.Received.Should().ContainSingle().Which.To.Should().Be("claire@exemple.fr");
    }

    [Fact]
    public async Task Many_mails_share_a_connection()
    {
        await node.QueueAsync([.. Enumerable.Range(1, 20).Select(number => MailNode.Message($"p{number}@exemple.fr"))]);

        await node.RunAsync();
        await node.UntilEmptyAsync();

        relay.Received.Should().HaveCount(20);
        relay.Connections.Should().Be(1);
    }

    [Theory]
    [InlineData(SmtpStep.Greeting, 0)]
    [InlineData(SmtpStep.Hello, 0)]
    [InlineData(SmtpStep.Sender, 1)]
    [InlineData(SmtpStep.Recipient, 1)]
    [InlineData(SmtpStep.Data, 1)]
    public async Task A_connection_that_breaks_delays_the_mail(SmtpStep step, int triesAtMost)
    {
        relay.At(step, SmtpReaction.HangUp);
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"), MailNode.Message("paul@exemple.fr"));
        await node.UntilAsync(() => Task.FromResult(relay.Connections > 0 && node.Log.Lines.Any(line => line.Contains("again", StringComparison.Ordinal))));
        (await node.MailsAsync()).Should().OnlyContain(mail => mail.Tries <= triesAtMost && mail.Protected != null);

        relay.Behave();
        await node.UntilSentAsync(relay);

        relay.Received.Select(mail => mail.To).Should().BeEquivalentTo("claire@exemple.fr", "paul@exemple.fr");
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_receipt_may_send_the_mail_twice_and_loses_none()
    {
        relay.At(SmtpStep.Content, SmtpReaction.HangUp);
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(async () => (await node.MailsAsync()).Single().Tries == 1);

        relay.Behave();
        await node.UntilSentAsync(relay);

        relay.Received.Should().HaveCount(2);
        relay.Received.Select(mail => (mail.Message.MessageId, mail.Message.Date)).Distinct().Should().ContainSingle("whoever gets both can tell that they are one");
    }

    [Fact]
    public async Task A_goodbye_that_fails_sends_nothing_twice()
    {
        relay.At(SmtpStep.Goodbye, SmtpReaction.HangUp);
        await node.RunAsync();

        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilEmptyAsync();
        await node.QueueAsync(MailNode.Message("paul@exemple.fr"));
        await node.UntilEmptyAsync();

        relay.Received.Select(mail => mail.To).Should().Equal("claire@exemple.fr", "paul@exemple.fr");
    }

    [Theory]
    [InlineData(SmtpStep.Greeting, "421 4.3.2 Come back", 0)]
    [InlineData(SmtpStep.Hello, "421 4.3.2 Come back", 0)]
    [InlineData(SmtpStep.Sender, "451 4.3.0 Not now", 1)]
    [InlineData(SmtpStep.Recipient, "450 4.2.1 Greylisted", 1)]
    [InlineData(SmtpStep.Data, "452 4.3.1 Full", 1)]
    [InlineData(SmtpStep.Content, "451 4.3.0 Not now", 1)]
    [InlineData(SmtpStep.Recipient, "421 4.3.2 Shutting down", 1)]
    public async Task A_temporary_refusal_delays_the_mail(SmtpStep step, string answer, int tries)
    {
        relay.At(step, SmtpReaction.Answer(answer));
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains("again", StringComparison.Ordinal))));
        (await node.MailsAsync()).Single().Should().BeEquivalentTo(new { Outcome = (MailOutcome?)null, Tries = tries, LastError = tries == 0 ? null : answer[..3] });

        relay.Behave();
        await node.UntilSentAsync(relay);

        relay.Received[^1].To.Should().Be("claire@exemple.fr");
        (await node.MailsAsync()).Single().Outcome.Should().Be(MailOutcome.Sent);
    }

    [Theory]
    [InlineData(SmtpStep.Recipient, "550 5.1.1 <claire@exemple.fr>: no such mailbox")]
    [InlineData(SmtpStep.Content, "554 5.7.1 Your message for claire@exemple.fr is not wanted")]
    public async Task A_refusal_for_ever_is_believed_and_holds_up_nobody(SmtpStep step, string answer)
    {
        relay.Script = (at, _) => at == step && relay.Received.Count <= 1 && node.Log.Lines.All(line => !line.Contains("for ever", StringComparison.Ordinal)) ? SmtpReaction.Answer(answer) : null;
        await node.RunAsync();

        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilEmptyAsync();
        await node.QueueAsync(MailNode.Message("paul@exemple.fr"));
        await node.UntilEmptyAsync();

        (await node.MailsAsync()).Select(mail => mail.Outcome).Should().BeEquivalentTo([MailOutcome.Refused, MailOutcome.Sent]);
        (await node.MailsAsync()).Should().OnlyContain(mail => mail.Protected == null).And.Contain(mail => mail.LastError == answer.Substring(0, 3));
        relay.Received[^1].To.Should().Be("paul@exemple.fr");
        node.Log.Lines.Should().NotContain(line => line.Contains("exemple.fr", StringComparison.Ordinal), "the answer of a relay repeats addresses");
    }

    [Theory]
    [InlineData(SmtpStep.Greeting, "554 5.3.2 No service")]
    [InlineData(SmtpStep.Sender, "550 5.7.1 Sender not allowed")]
    [InlineData(SmtpStep.Sender, "530 5.7.0 Authentication required")]
    public async Task A_refusal_of_ourselves_is_for_an_administrator_to_mend_and_the_mail_waits(SmtpStep step, string answer)
    {
        relay.At(step, SmtpReaction.Answer(answer));
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains(answer[..3], StringComparison.Ordinal))));

        relay.Behave();
        await node.UntilSentAsync(relay);

        relay.Received.Should().ContainSingle();
    }

    [Theory]
    [InlineData(SmtpStep.Greeting)]
    [InlineData(SmtpStep.Recipient)]
    [InlineData(SmtpStep.Content)]
    public async Task A_relay_that_says_nothing_is_not_waited_for(SmtpStep step)
    {
        relay.At(step, SmtpReaction.SayNothing);
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(() => Task.FromResult(relay.Connections == 1));
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains("time", StringComparison.Ordinal))), TimeSpan.FromSeconds(1));

        relay.Behave();
        await node.UntilSentAsync(relay);

        (await node.MailsAsync()).Single().Outcome.Should().Be(MailOutcome.Sent);
    }

    [Fact]
    public async Task After_an_outage_everything_goes_within_a_minute()
    {
        await relay.StopAsync();
        await node.RunAsync();
        await node.QueueAsync([.. Enumerable.Range(1, 45).Select(number => MailNode.Message($"p{number}@exemple.fr"))]);
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Count(line => line.Contains("unavailable", StringComparison.Ordinal)) > 5), Moment);
        (await node.MailsAsync()).Should().OnlyContain(mail => mail.Tries == 0, "it is no fault of theirs");

        relay.Restart();
        clock.Advance(TimeSpan.FromMinutes(1));
        await node.UntilEmptyAsync();

        relay.Received.Should().HaveCount(45);
        node.Log.Lines.Should().ContainSingle(line => line.Contains("answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_has_expired_is_not_sent_any_more()
    {
        await relay.StopAsync();
        await node.RunAsync();
        await node.QueueAsync(CodeLifetime, MailNode.Message("claire@exemple.fr"));
        await node.QueueAsync(MailNode.Message("paul@exemple.fr"));
        clock.Advance(CodeLifetime - TimeSpan.FromSeconds(1));
        await Task.Delay(200);
        (await node.MailsAsync()).Should().OnlyContain(mail => mail.Outcome == null);

        clock.Advance(TimeSpan.FromSeconds(1));
        await node.UntilAsync(async () => (await node.MailsAsync()).Exists(mail => mail.Outcome == MailOutcome.Expired), Moment);
        relay.Restart();
        await node.UntilSentAsync(relay);

        relay.Received.Should().ContainSingle().Which.To.Should().Be("paul@exemple.fr");
        (await node.MailsAsync()).Should().OnlyContain(mail => mail.Protected == null);
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_noting_it_sends_twice_and_loses_none()
    {
        relay.Script = (step, _) =>
        {
            node.Crash.HasHappened |= step == SmtpStep.Content;
            return null;
        };
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"), MailNode.Message("paul@exemple.fr"));
        await node.RunAsync();
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains("is dead", StringComparison.Ordinal))));
        await node.StopAsync();

        relay.Behave();
        await using var next = NewNode();
        await next.RunAsync();
        await next.UntilSentAsync(relay);

        relay.Received.Select(mail => mail.To).Distinct().Should().BeEquivalentTo("claire@exemple.fr", "paul@exemple.fr");
        relay.Received.Should().HaveCount(3);
        relay.Received.Select(mail => mail.Message.MessageId).Distinct().Should().HaveCount(2);
    }

    [Fact]
    public async Task What_a_dead_process_had_in_hand_is_sent_by_another_after_two_minutes()
    {
        relay.Script = (step, _) =>
        {
            node.Crash.HasHappened |= step == SmtpStep.Sender;
            return step == SmtpStep.Sender ? SmtpReaction.HangUp : null;
        };
        await node.QueueAsync(CodeLifetime, MailNode.Message("claire@exemple.fr"));
        await node.RunAsync();
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains("is dead", StringComparison.Ordinal))));
        await node.StopAsync();
        (await node.MailsAsync()).Single().LeasedBy.Should().NotBeNull();

        relay.Behave();
        var death = clock.GetUtcNow();
        await using var next = NewNode();
        await next.RunAsync();
        await next.UntilSentAsync(relay);

        relay.Received.Should().ContainSingle();
        (clock.GetUtcNow() - death).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(2)).And.BeLessThan(CodeLifetime);
    }

    [Fact]
    public async Task A_process_that_stops_ends_the_mail_in_hand_and_frees_the_others()
    {
        var stopping = Task.CompletedTask;
        relay.Script = (step, _) =>
        {
            if (step == SmtpStep.Sender && relay.Received.Count == 1)
                stopping = node.StopAsync();
            return null;
        };
        await node.QueueAsync([.. Enumerable.Range(1, 5).Select(number => MailNode.Message($"p{number}@exemple.fr"))]);
        await node.RunAsync();
        await node.UntilAsync(() => Task.FromResult(relay.Received.Count == 2));
        await stopping;

        (await node.MailsAsync()).Where(mail => mail.ClosedAt is null).Should().HaveCount(3).And.OnlyContain(mail => mail.LeasedBy == null);
        await using var next = NewNode();
        await next.RunAsync();
        await next.UntilEmptyAsync();

        relay.Received.Select(mail => mail.To).Should().OnlyHaveUniqueItems().And.HaveCount(5);
    }

    [Fact]
    public async Task A_slow_relay_gets_smaller_batches_and_no_mail_twice()
    {
        await using var patient = new MailNode(database, clock, MailNode.To(relay, ("Mail:Timeout", "00:00:30")));
        relay.Script = (step, _) =>
        {
            if (step == SmtpStep.Content)
                clock.Advance(TimeSpan.FromSeconds(25));
            return null;
        };
        await patient.QueueAsync([.. Enumerable.Range(1, 10).Select(number => MailNode.Message($"p{number}@exemple.fr"))]);

        await patient.RunAsync();
        await patient.UntilEmptyAsync();

        relay.Received.Select(mail => mail.To).Should().OnlyHaveUniqueItems().And.HaveCount(10);
        relay.Connections.Should().Be(3, "a lease of two minutes has room for four such mails");
    }

    [Fact]
    public async Task A_mail_that_another_batch_took_meanwhile_is_left_to_it()
    {
        relay.Script = (step, _) =>
        {
            if (step == SmtpStep.Content && relay.Received.Count == 1)
                TakeAway();
            return null;
        };
        await node.RunAsync();

        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains("another batch", StringComparison.Ordinal))));

        (await node.MailsAsync()).Single().Should().BeEquivalentTo(new { Outcome = (MailOutcome?)null, LeasedBy = "another" });
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Two_nodes_send_each_mail_once(DatabaseProvider provider)
    {
        await using var shared = await TestDatabase.CreateAsync(provider, server);
        await shared.CreateTablesAsync();
        await using var one = new MailNode(shared, clock, MailNode.To(relay));
        await using var other = new MailNode(shared, clock, MailNode.To(relay));
        await one.QueueAsync([.. Enumerable.Range(1, 100).Select(number => MailNode.Message($"p{number}@exemple.fr"))]);

        await Task.WhenAll(one.RunAsync(), other.RunAsync());
        await Task.WhenAll(Enumerable.Range(101, 10).Select(number => (number % 2 == 0 ? one : other).QueueAsync(MailNode.Message($"p{number}@exemple.fr"))));
        await one.UntilSentAsync(relay);

        relay.Received.Select(mail => mail.To).Should().OnlyHaveUniqueItems().And.HaveCount(110);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Mails_left_while_the_clock_shows_the_same_time_go_in_the_order_in_which_they_were_left(DatabaseProvider provider)
    {
        await using var shared = await TestDatabase.CreateAsync(provider, server);
        await shared.CreateTablesAsync();
        await using var one = new MailNode(shared, clock, MailNode.To(relay));
        var addresses = Enumerable.Range(1, 50).Select(number => $"p{number}@exemple.fr").ToList();
        foreach (var address in addresses)
            await one.QueueAsync(MailNode.Message(address));

        await one.RunAsync();
        await one.UntilEmptyAsync();

        relay.Received.Select(mail => mail.To).Should().Equal(addresses);
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Mails_go_the_oldest_first_and_old_ones_are_forgotten_after_a_week(DatabaseProvider provider)
    {
        await using var shared = await TestDatabase.CreateAsync(provider, server);
        await shared.CreateTablesAsync();
        await using var one = new MailNode(shared, clock, MailNode.To(relay));
        foreach (var number in Enumerable.Range(1, 3))
        {
            await one.QueueAsync(MailNode.Message($"p{number}@exemple.fr"));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await one.RunAsync();
        await one.UntilEmptyAsync();
        relay.Received.Select(mail => mail.To).Should().Equal("p1@exemple.fr", "p2@exemple.fr", "p3@exemple.fr");
        clock.Advance(TimeSpan.FromDays(6.9));
        await Task.Delay(200);
        (await one.MailsAsync()).Should().HaveCount(3);
        await one.UntilAsync(async () => (await one.MailsAsync()).Count == 0, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Without_a_relay_mails_wait_and_the_log_says_so_once()
    {
        await using var without = new MailNode(database, clock);
        await without.RunAsync();
        await without.QueueAsync(CodeLifetime, MailNode.Message("claire@exemple.fr"));
        await without.QueueAsync(MailNode.Message("paul@exemple.fr"));
        await without.UntilAsync(async () => (await without.MailsAsync()).Exists(mail => mail.Outcome == MailOutcome.Expired), TimeSpan.FromMinutes(1));
        without.Log.Lines.Should().ContainSingle(line => line.StartsWith("Warning Mail:Host is not set", StringComparison.Ordinal));
        await without.StopAsync();

        await node.RunAsync();
        await node.UntilEmptyAsync();

        relay.Received.Should().ContainSingle().Which.To.Should().Be("paul@exemple.fr");
    }

    [Fact]
    public async Task A_mail_that_nobody_can_read_any_more_is_said_and_holds_up_nobody()
    {
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.AskAsync((_, db) => db.Set<OutgoingMail>().ExecuteUpdateAsync(update => update.SetProperty(mail => mail.Protected, "CfDJ8-not-ours")));
        await node.QueueAsync(MailNode.Message("paul@exemple.fr"));

        await node.RunAsync();
        await node.UntilEmptyAsync();

        relay.Received.Should().ContainSingle().Which.To.Should().Be("paul@exemple.fr");
        node.Log.Lines.Should().ContainSingle(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_the_database_nor_the_log_holds_an_address_or_a_code()
    {
        relay.Script = (step, line) => step == SmtpStep.Recipient ? SmtpReaction.Answer($"450 4.2.1 {line}: 7K3M-9QXA") : null;
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(async () => (await node.MailsAsync()).Single().Tries == 1);
        var waiting = await EverythingAsync();
        relay.Behave();
        await node.UntilSentAsync(relay);
        await node.StopAsync();

        foreach (var bytes in new[] { waiting, await EverythingAsync() })
            bytes.Should().NotContain("claire").And.NotContain("exemple.fr").And.NotContain("7K3M").And.NotContain("Votre code");
        string.Join('\n', node.Log.Lines).Should().Contain("was sent").And.NotContain("claire").And.NotContain("exemple.fr").And.NotContain("7K3M");
    }

    private MailNode NewNode() => new(database, clock, MailNode.To(relay));

    // The write-ahead log, and then the database file, into which the last connection to close moves it.
    private async Task<string> EverythingAsync()
    {
        var file = database.Settings["Database:ConnectionString"]!.Split(['=', ';'])[1];
        return await ReadAsync($"{file}-wal") + await ReadAsync(file);
    }

    /// <returns>Nothing where the file went away.</returns>
    private static async Task<string> ReadAsync(string path)
    {
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            return await reader.ReadToEndAsync();
        }
        catch (FileNotFoundException) when (path.EndsWith("-wal", StringComparison.Ordinal))
        {
            return "";
        }
    }

    private void TakeAway() => node.AskAsync((_, db) => db.Set<OutgoingMail>().ExecuteUpdateAsync(update => update
        .SetProperty(mail => mail.LeasedBy, "another").SetProperty(mail => mail.Version, mail => mail.Version + 1))).GetAwaiter().GetResult();
}
