using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Mails;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

/// <summary>What goes over the wire.</summary>
[Collection(BothDatabases.Name)]
public sealed class MailMessageTests(PostgreSql server) : IAsyncLifetime
{
    private readonly MailServer relay = MailServer.Start();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
    }

    public async Task DisposeAsync()
    {
        await relay.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task It_says_whom_it_is_from_and_that_a_machine_sent_it()
    {
        var mail = await SendAsync(MailNode.Message("claire@exemple.fr"), ("Mail:ReplyTo", "assistance@ac-rouen.fr"));

        mail.EnvelopeSender.Should().Be("ne-pas-repondre@ac-rouen.fr");
        mail.Message.From.Mailboxes.Single().Should().BeEquivalentTo(new { Name = "Mon compte académique", Address = "ne-pas-repondre@ac-rouen.fr" });
        mail.Message.To.ToString().Should().Be("claire@exemple.fr");
        mail.Message.ReplyTo.ToString().Should().Be("assistance@ac-rouen.fr");
        mail.Message.Headers[HeaderId.AutoSubmitted].Should().Be("auto-generated");
        mail.Message.Headers["X-Auto-Response-Suppress"].Should().Be("All");
        mail.Message.Date.Should().Be(clock.GetUtcNow());
        mail.Message.MessageId.Should().MatchRegex(@"\A[A-Za-z0-9_-]{22}@ac-rouen\.fr\z");
        mail.Source.Should().Contain("Content-Language: fr\r\n").And.Contain("MIME-Version: 1.0\r\n");
    }

    [Fact]
    public async Task It_has_a_text_and_then_the_same_in_HTML_in_UTF8()
    {
        var mail = await SendAsync(MailNode.Message("claire@exemple.fr", "Été à Évreux : « œuvre » n° 1 €", "Bonjour Zoé,\n\nVoici l'œuvre.\n.\n..pointé\nFrom ici\n"));

        mail.Subject.Should().Be("Été à Évreux : « œuvre » n° 1 €");
        mail.Text.ReplaceLineEndings("\n").Should().Be("Bonjour Zoé,\n\nVoici l'œuvre.\n.\n..pointé\nFrom ici\n");
        mail.Html.Should().Contain("Zoé");
        var body = (MultipartAlternative)mail.Message.Body!;
        body.Select(part => part.ContentType.MimeType).Should().Equal("text/plain", "text/html");
        body.Should().OnlyContain(part => part.ContentType.Charset == "utf-8" && part.Headers[HeaderId.ContentLanguage] == "fr");
        mail.Source.Should().MatchRegex(@"\A[\x00-\x7F]*\z", "the oldest relay carries it");
    }

    [Theory]
    [InlineData("Votre code\r\nBcc: paul@exemple.fr")]
    [InlineData("Votre code\nBcc: paul@exemple.fr")]
    [InlineData("Votre code\rBcc: paul@exemple.fr")]
    [InlineData("Votre code\r\n\r\n<script>alert(1)</script>")]
    [InlineData("é\r\nBcc: paul@exemple.fr")]
    [InlineData("Votre code\0\u0085\u2028Bcc: paul@exemple.fr")]
    [InlineData("=?utf-8?q?=0D=0ABcc:_paul@exemple.fr?=")]
    public async Task A_subject_makes_no_header_of_its_own(string subject)
    {
        var mail = await SendAsync(MailNode.Message("claire@exemple.fr", subject, "Bonjour\n"));

        mail.EnvelopeRecipients.Should().Equal("claire@exemple.fr");
        mail.Message.Bcc.Count.Should().Be(0);
        mail.Source.Should().NotMatchRegex(@"(?im)^bcc:");
        mail.Text.Trim().Should().Be("Bonjour");
    }

    [Fact]
    public async Task A_text_makes_no_header_no_part_and_no_end_of_its_own()
    {
        var mail = await SendAsync(MailNode.Message("claire@exemple.fr", "Votre code", "\r\n.\r\nMAIL FROM:<x@exemple.fr>\r\n--=-boundary\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\nBcc: paul@exemple.fr\r\n"));

        relay.Received.Should().ContainSingle();
        ((MultipartAlternative)mail.Message.Body!).Should().HaveCount(2);
        mail.Text.Should().Contain("MAIL FROM:<x@exemple.fr>").And.Contain("Bcc: paul@exemple.fr");
        mail.Message.Bcc.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("Service \"identité\" <x@exemple.fr>, paul@exemple.fr")]
    [InlineData("Identité, académie de Rouen")]
    [InlineData("=?utf-8?q?x?=")]
    public async Task A_name_stays_a_name(string name)
    {
        var mail = await SendAsync(MailNode.Message("claire@exemple.fr"), ("Mail:FromName", name));

        mail.Message.From.Mailboxes.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Address = "ne-pas-repondre@ac-rouen.fr" });
        if (!name.StartsWith("=?", StringComparison.Ordinal))
            mail.Message.From.Mailboxes.Single().Name.Should().Be(name);
    }

    [Fact]
    public async Task An_address_of_unusual_letters_arrives_as_it_is()
    {
        var mail = await SendAsync(MailNode.Message("!#$%&'*+-/=?^_`{|}~@école.example"));

        mail.To.Should().Be("!#$%&'*+-/=?^_`{|}~@xn--cole-9oa.example");
    }

    [Fact]
    public async Task A_mail_to_nobody_is_a_mistake_of_whoever_adds_it()
    {
        await using var node = new MailNode(database, clock, MailNode.To(relay));

        var add = () => node.QueueAsync(MailNode.Message("claire@exemple.fr") with { To = default });

        await add.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void Its_text_form_says_nothing_of_it() =>
        MailNode.Message("claire@exemple.fr").ToString().Should().NotContainAny("claire", "7K3M", "Votre");

    private async Task<ReceivedMail> SendAsync(MailMessage message, params (string Key, string? Value)[] settings)
    {
        await using var node = new MailNode(database, clock, MailNode.To(relay, settings));
        await node.RunAsync();
        await node.QueueAsync(message);
        await node.UntilEmptyAsync();
        relay.Violations.Should().BeEmpty();
        return relay.Received[^1];
    }
}
