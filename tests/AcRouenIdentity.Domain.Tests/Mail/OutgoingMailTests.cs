using AcRouenIdentity.Domain.Mail;

namespace AcRouenIdentity.Domain.Tests.Mail;

public sealed class OutgoingMailTests
{
    private static readonly DateTimeOffset Morning = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mail_that_was_sent_says_nothing_any_more()
    {
        var mail = Queued(goodFor: TimeSpan.FromMinutes(15));

        mail.NoteSent(Morning.AddSeconds(1));

        mail.Should().BeEquivalentTo(new { Protected = (string?)null, Outcome = MailOutcome.Sent, ClosedAt = Morning.AddSeconds(1), Tries = 1 });
    }

    [Fact]
    public void Waits_grow_until_the_mail_is_worth_nothing_any_more()
    {
        var mail = Queued(goodFor: TimeSpan.FromDays(2));
        var now = Morning;
        var waits = new List<TimeSpan>();
        while (mail.Outcome is null)
        {
            mail.Postpone("451", now);
            waits.Add(mail.NextTryAt - now);
            now = mail.NextTryAt;
        }

        waits[0].Should().Be(TimeSpan.FromSeconds(5));
        waits.Should().BeInAscendingOrder();
        waits[^1].Should().Be(TimeSpan.FromHours(1));
        mail.Should().BeEquivalentTo(new { Outcome = MailOutcome.Expired, LastError = "451", Protected = (string?)null });
        mail.ClosedAt.Should().BeAfter(Morning.AddHours(46)).And.BeBefore(Morning.AddDays(2));
    }

    [Fact]
    public void A_code_of_fifteen_minutes_is_tried_seven_times_at_most()
    {
        var mail = Queued(goodFor: TimeSpan.FromMinutes(15));
        for (var now = Morning; mail.Outcome is null; now = mail.NextTryAt)
            mail.Postpone("451", now);

        mail.Tries.Should().Be(7);
    }

    [Fact]
    public void A_mail_that_is_postponed_is_free_again()
    {
        var mail = Queued(goodFor: TimeSpan.FromDays(2));
        (mail.LeasedBy, mail.LeasedUntil) = ("batch", Morning.AddMinutes(5));

        mail.Postpone("451", Morning);

        mail.Should().BeEquivalentTo(new { LeasedBy = (string?)null, LeasedUntil = (DateTimeOffset?)null, Protected = "•" });
        mail.Version.Should().Be(1);
    }

    private static OutgoingMail Queued(TimeSpan goodFor) => new()
    {
        Id = "mail-1",
        Kind = MailKind.BackupAddressCode,
        Protected = "•",
        QueuedAt = Morning,
        ExpiresAt = Morning + goodFor,
        NextTryAt = Morning,
    };
}
