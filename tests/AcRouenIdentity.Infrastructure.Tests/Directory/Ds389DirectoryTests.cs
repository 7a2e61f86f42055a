using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

public sealed class Ds389Fixture : IAsyncLifetime
{
    private OpenedDirectory? opened;

    public Ds389? Server { get; private set; }

    public async Task<IDirectory> OpenAsync()
    {
        Server ??= await Ds389.StartAsync();
        opened ??= new OpenedDirectory(Server.Settings, ("RefusalTime", "00:00:00"), ("ConnectTimeout", "00:00:30"), ("OperationTimeout", "00:00:30"));
        return opened.Directory;
    }

    public async Task<IPeopleRegister> OpenRegisterAsync()
    {
        await OpenAsync();
        return opened!.Register;
    }

    public async Task<IPeopleEntries> OpenEntriesAsync()
    {
        await OpenAsync();
        return opened!.Entries;
    }

    public async Task<IApplicationPasswordEntries> OpenApplicationPasswordsAsync()
    {
        await OpenAsync();
        return opened!.ApplicationPasswords;
    }

    /// <summary>A connection of its own, bound as mail servers are.</summary>
    public async Task<LdapConnection> ConnectAsMailServerAsync()
    {
        await OpenAsync();
        var options = new LdapConnectionOptions { Authorities = LdapConnectionOptions.LoadAuthorities(Server!.AuthorityFile) };
        var connection = await LdapConnection.ConnectAsync(LdapServer.Parse(Server.Url) with { Security = LdapSecurity.StartTls }, options, TimeProvider.System, default);
        (await connection.BindAsync(LdapDn.Parse(Slapd.MailDn), Server.MailPassword, default)).IsSuccess.Should().BeTrue();
        return connection;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (opened is not null)
            await opened.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }
}

/// <summary>The contract on another make of server, over StartTLS.</summary>
public sealed class Ds389DirectoryTests(Ds389Fixture fixture) : DirectoryContract, IClassFixture<Ds389Fixture>
{
    protected override Task<IDirectory> OpenAsync() => fixture.OpenAsync();

    protected override Task<IPeopleRegister> OpenRegisterAsync() => fixture.OpenRegisterAsync();

    protected override Task TakeDownAsync() => fixture.Server!.StopAsync();

    protected override Task BringBackAsync() => fixture.Server!.StartAgainAsync();
}
