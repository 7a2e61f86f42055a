using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>One slapd for the tests of a class, started by the first of them, so that a machine without it skips them.</summary>
public abstract class SlapdFixture(DirectoryPreset preset) : IAsyncLifetime
{
    private OpenedDirectory? opened;

    public Slapd? Slapd { get; private set; }

    public async Task<IDirectory> OpenAsync()
    {
        Slapd ??= await Slapd.StartAsync(preset);
        opened ??= new OpenedDirectory(Slapd.Settings, ("RefusalTime", "00:00:00"), ("ConnectTimeout", "00:00:30"), ("OperationTimeout", "00:00:30"));
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

    public async Task<WrittenLog> OpenLogAsync()
    {
        await OpenAsync();
        return opened!.Log;
    }

    /// <summary>A connection of its own, bound as that name.</summary>
    public async Task<LdapConnection> ConnectAsync(string dn, string password)
    {
        await OpenAsync();
        var connection = await LdapConnection.ConnectAsync(LdapServer.Parse(Slapd!.Url), new LdapConnectionOptions(), TimeProvider.System, default);
        var bound = await connection.BindAsync(LdapDn.Parse(dn), password, default);
        bound.IsSuccess.Should().BeTrue($"{dn} binds");
        return connection;
    }

    public async Task<LdapConnection> ConnectAsAdminAsync()
    {
        await OpenAsync();
        return await ConnectAsync(Slapd.AdminDn, Slapd!.AdminPassword);
    }

    /// <summary>Everything that the entry of that login holds, what the server keeps for itself included.</summary>
    public Task<LdapEntry> EntryOfAsync(string login) => EntryAsync(Slapd.PeopleBase, new LdapFilter.Equality("uid", login));

    /// <summary>The same of an establishment, in whatever vocabulary.</summary>
    public Task<LdapEntry> EntryOfAsync(Rne rne) => EntryAsync(
        Slapd.StructuresBase,
        new LdapFilter.Or(
            new LdapFilter.Equality("acRouenUai", rne.ToString()), new LdapFilter.Equality("ENTStructureUAI", rne.ToString()), new LdapFilter.Equality("supannEtablissement", $"{{UAI}}{rne}")));

    /// <summary>How the directory keeps somebody's password.</summary>
    public async Task<string> HashOfAsync(string login)
    {
        await using var admin = await ConnectAsAdminAsync();
        var found = await admin.SearchAsync(
            new LdapSearch(LdapDn.Parse(Slapd.PeopleBase), LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", login)) { Attributes = ["userPassword"] }, default);
        return found.Entries.Single().FindText("userPassword")!;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (opened is not null)
            await opened.DisposeAsync();
        if (Slapd is not null)
            await Slapd.DisposeAsync();
    }

    private async Task<LdapEntry> EntryAsync(string branch, LdapFilter filter)
    {
        await using var admin = await ConnectAsAdminAsync();
        var found = await admin.SearchAsync(new LdapSearch(LdapDn.Parse(branch), LdapSearchScope.OneLevel, filter) { Attributes = ["*", "+"] }, default);
        return found.Entries.Single();
    }
}

public sealed class AcademicSlapd() : SlapdFixture(DirectoryPreset.Academic);

public sealed class EntPersonSlapd() : SlapdFixture(DirectoryPreset.EntPerson);

public sealed class SupannSlapd() : SlapdFixture(DirectoryPreset.Supann);
