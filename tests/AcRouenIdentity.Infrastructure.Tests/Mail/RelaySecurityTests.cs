using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Mails;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Infrastructure.Tests.Mail;

[Collection(BothDatabases.Name)]
public sealed class RelaySecurityTests(PostgreSql server) : IAsyncLifetime
{
    private readonly Authority authority = new();
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-mail-");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;

    private string AuthorityFile => Path.Combine(folder.FullName, "authority.pem");

    private string PasswordFile => Path.Combine(folder.FullName, "password");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(AuthorityFile, authority.Pem);
        await File.WriteAllTextAsync(PasswordFile, "obviously-fake\n");
        database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
    }

    public async Task DisposeAsync()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_relay_that_our_authority_vouches_for_gets_the_mail_by_StartTls()
    {
        await using var relay = MailServer.StartWithTls(authority.ForLoopback());

        await SendAsync(relay, ("Mail:Security", "StartTls"), ("Mail:AuthorityFile", AuthorityFile));

        relay.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task A_relay_that_speaks_TLS_from_the_start_gets_the_mail()
    {
        await using var relay = MailServer.StartInTls(authority.ForLoopback());

        await SendAsync(relay, ("Mail:Security", "Tls"), ("Mail:AuthorityFile", AuthorityFile));

        relay.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_relay_that_does_not_offer_TLS()
    {
        await using var relay = MailServer.Start();

        await TryAsync(relay, "lacks StartTls", ("Mail:Security", "StartTls"), ("Mail:AuthorityFile", AuthorityFile));
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_relay_whose_certificate_nobody_vouches_for()
    {
        await using var relay = MailServer.StartWithTls(authority.ForLoopback());

        await TryAsync(relay, "not trusted", ("Mail:Security", "StartTls"));
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_relay_whose_certificate_is_for_another_host_or_has_expired()
    {
        await using var other = MailServer.StartWithTls(authority.ForAnotherHost());
        await using var expired = MailServer.StartWithTls(authority.ExpiredYesterday());

        await TryAsync(other, "not trusted", ("Mail:Security", "StartTls"), ("Mail:AuthorityFile", AuthorityFile));
        await TryAsync(expired, "not trusted", ("Mail:Security", "StartTls"), ("Mail:AuthorityFile", AuthorityFile));
    }

    [Fact]
    public async Task A_relay_that_asks_for_a_password_gets_it_from_its_file()
    {
        await using var relay = MailServer.StartFor("identite", "obviously-fake");

        await SendAsync(relay, ("Mail:UserName", "identite"), ("Mail:PasswordFile", PasswordFile));

        relay.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task A_wrong_password_lets_mails_wait_and_is_never_logged()
    {
        await using var relay = MailServer.StartFor("identite", "another");

        await TryAsync(relay, "refuses our name and password", ("Mail:UserName", "identite"), ("Mail:PasswordFile", PasswordFile));
    }

    private async Task SendAsync(MailServer relay, params (string Key, string? Value)[] settings)
    {
        await using var node = new MailNode(database, clock, MailNode.To(relay, settings));
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilEmptyAsync();
    }

    private async Task TryAsync(MailServer relay, string reason, params (string Key, string? Value)[] settings)
    {
        await using var node = new MailNode(database, clock, MailNode.To(relay, settings));
        await node.RunAsync();
        await node.QueueAsync(MailNode.Message("claire@exemple.fr"));
        await node.UntilAsync(() => Task.FromResult(node.Log.Lines.Any(line => line.Contains(reason, StringComparison.Ordinal))));

        relay.Received.Should().BeEmpty();
        (await node.MailsAsync()).Should().OnlyContain(mail => mail.Protected != null && mail.Tries == 0);
        string.Join('\n', node.Log.Lines).Should().NotContain("obviously-fake").And.NotContain(Convert.ToBase64String("\0identite\0obviously-fake"u8));
    }
}
