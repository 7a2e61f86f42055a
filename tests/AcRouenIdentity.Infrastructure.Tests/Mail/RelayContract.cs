using System.Globalization;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Mails;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

/// <summary>What the relay of the tests has in common with a real one, so that what is tried on the one is true of the other.</summary>
public abstract class RelayContract(PostgreSql server) : IAsyncLifetime
{
    private readonly Authority authority = new();
    private readonly string authorityFile = Path.GetTempFileName();
    private TestDatabase database = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(authorityFile, authority.Pem);
        database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
        authority.Dispose();
        File.Delete(authorityFile);
    }

    [SkippableFact]
    public async Task Accents_dots_and_long_lines_arrive_as_they_were_written()
    {
        var text = $"Été : « œuvre » €\n.\n..\n.Point\n{new string('é', 2000)}\nFrom ici\n";
        var mail = (await SendAsync(certified: false, ("claire@exemple.fr", "Été à Évreux", text))).Single();

        mail.Subject.Should().Be("Été à Évreux");
        mail.TextBody!.ReplaceLineEndings("\n").Should().Be(text);
        mail.From.Mailboxes.Single().Name.Should().Be("Mon compte académique");
    }

    [SkippableFact]
    public async Task Several_mails_arrive_each_at_its_own_reader()
    {
        var mails = await SendAsync(certified: false, ("claire@exemple.fr", "Un", "1\n"), ("paul@exemple.fr", "Deux", "2\n"), ("zoe+a@exemple.fr", "Trois", "3\n"));

        mails.Select(mail => (mail.To.ToString(), mail.Subject)).Should().BeEquivalentTo([("claire@exemple.fr", "Un"), ("paul@exemple.fr", "Deux"), ("zoe+a@exemple.fr", "Trois")]);
    }

    [SkippableFact]
    public async Task A_mail_arrives_by_StartTls() =>
        (await SendAsync(certified: true, ("claire@exemple.fr", "Un", "1\n"))).Should().ContainSingle();

    /// <returns>Its port.</returns>
    private protected abstract Task<int> StartAsync(Authority? vouching);

    private protected abstract IReadOnlyList<MimeMessage> Received();

    private protected abstract Task StopAsync();

    private protected async Task<IReadOnlyList<MimeMessage>> SendAsync(bool certified, params (string To, string Subject, string Text)[] mails)
    {
        var port = await StartAsync(certified ? authority : null);
        await using var node = new MailNode(
            database,
            new FakeTimeProvider(),
            ("Mail:Host", "127.0.0.1"),
            ("Mail:Port", port.ToString(CultureInfo.InvariantCulture)),
            ("Mail:Security", certified ? "StartTls" : "None"),
            ("Mail:AuthorityFile", certified ? authorityFile : null),
            ("Mail:FromAddress", "ne-pas-repondre@ac-rouen.fr"));
        await node.RunAsync();
        await node.QueueAsync([.. mails.Select(mail => MailNode.Message(mail.To, mail.Subject, mail.Text))]);
        await node.UntilEmptyAsync();
        return Received();
    }
}

[Collection(BothDatabases.Name)]
public sealed class MailServerTests(PostgreSql server) : RelayContract(server)
{
    private MailServer? relay;

    private protected override Task<int> StartAsync(Authority? vouching)
    {
        relay = vouching is null ? MailServer.Start() : MailServer.StartWithTls(vouching.ForLoopback());
        return Task.FromResult(relay.Port);
    }

    private protected override IReadOnlyList<MimeMessage> Received()
    {
        relay!.Violations.Should().BeEmpty();
        return [.. relay.Received.Select(mail => mail.Message)];
    }

    private protected override Task StopAsync() => relay?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

/// <summary>On aiosmtpd, which is also what <c>src/run.sh</c> starts: another author's SMTP, and it runs under any account, which Postfix does not.</summary>
[Collection(BothDatabases.Name)]
public sealed class MailroomTests(PostgreSql server) : RelayContract(server)
{
    private Mailroom? mailroom;

    [SkippableFact]
    public async Task A_mail_to_a_sample_person_lies_in_their_mailbox_and_another_can_be_read_as_it_is()
    {
        await SendAsync(certified: false, ("Claire.Martin@ac-rouen.fr", "Pour Claire", "1\n"), ("claire@exemple.fr", "Été", "« œuvre »\n"));

        mailroom!.Inside("cmartin1").Should().ContainSingle().Which.Subject.Should().Be("Pour Claire");
        mailroom.Readable().Should().ContainSingle().Which.Should().StartWith("From: Mon compte académique <").And.Contain("Subject: Été\n").And.Contain("« œuvre »");
    }

    private protected override async Task<int> StartAsync(Authority? vouching)
    {
        await StopAsync();
        mailroom = await Mailroom.StartAsync(vouching?.ForLoopback());
        return mailroom.Port;
    }

    private protected override IReadOnlyList<MimeMessage> Received() => mailroom!.Outside();

    private protected override async Task StopAsync()
    {
        if (mailroom is not null)
            await mailroom.DisposeAsync();
        mailroom = null;
    }
}
