using AcRouenIdentity.Domain.ApplicationPasswords;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

public sealed class InMemoryApplicationPasswordsTests : ApplicationPasswordsContract
{
    private readonly InMemoryDirectory directory = new();
    private readonly InMemoryApplicationPasswords passwords;

    public InMemoryApplicationPasswordsTests() => passwords = new InMemoryApplicationPasswords(directory, TimeProvider.System);

    protected override Task<IApplicationPasswordEntries> OpenAsync() => Task.FromResult<IApplicationPasswordEntries>(passwords);

    protected override Task<IDirectory> OpenDirectoryAsync() => Task.FromResult<IDirectory>(directory);

    protected override Task<bool> SignsInAsync(string name, string password, string service) => Task.FromResult(passwords.SignsIn(name, password, service));

    protected override Task TakeDownAsync()
    {
        directory.IsDown = true;
        return Task.CompletedTask;
    }

    protected override Task BringBackAsync()
    {
        directory.IsDown = false;
        return Task.CompletedTask;
    }
}

/// <summary>The contract on slapd, and its access rules, tried by those they hold back.</summary>
public sealed class SlapdApplicationPasswordsTests(AcademicSlapd slapd) : ApplicationPasswordsContract, IClassFixture<AcademicSlapd>
{
    private static readonly LdapDn Base = LdapDn.Parse(Slapd.ApplicationPasswordsBase);

    protected override Task<IApplicationPasswordEntries> OpenAsync() => slapd.OpenApplicationPasswordsAsync();

    protected override Task<IDirectory> OpenDirectoryAsync() => slapd.OpenAsync();

    protected override async Task<bool> SignsInAsync(string name, string password, string service)
    {
        await using var server = await ConnectAsMailServerAsync();
        return await MailServerSignIn.TryAsync(server, name, password, service);
    }

    protected override Task TakeDownAsync() => slapd.Slapd!.StopAsync();

    protected override Task BringBackAsync() => slapd.Slapd!.StartAgainAsync();

    [SkippableFact]
    public async Task Only_a_hash_is_kept_and_nobody_reads_it()
    {
        var entries = await OpenAsync();
        var entry = Entry("valery1", 20, MailUse.Read);
        await entries.AddAsync(entry, default);

        await using var admin = await slapd.ConnectAsAdminAsync();
        var kept = (await FindAsync(admin, "valery1")).Single();
        kept.FindText("userPassword").Should().StartWith("{SSHA512}");
        kept.Attributes.SelectMany(attribute => attribute.Values).Should().NotContain(value => value.Text.Contains(entry.Password.Reveal(), StringComparison.Ordinal));
        await using var service = await slapd.ConnectAsync(Slapd.ServiceDn, await File.ReadAllTextAsync(slapd.Slapd!.ServicePasswordFile));
        await using var server = await ConnectAsMailServerAsync();
        foreach (var reader in new[] { service, server })
            (await FindAsync(reader, "valery1")).Single().FindText("userPassword").Should().BeNull();
    }

    [SkippableFact]
    public async Task Whoever_binds_with_one_reads_nothing_and_changes_nothing()
    {
        var entries = await OpenAsync();
        var entry = Entry("aragon1", 21, MailUse.Read);
        await entries.AddAsync(entry, default);
        var dn = Base.Child("acRouenPasswordId", entry.Id);
        await using var thief = await slapd.ConnectAsync(dn.ToString(), entry.Password.Reveal());

        (await FindAsync(thief, "aragon1")).Should().BeEmpty();
        (await thief.SearchAsync(new LdapSearch(LdapDn.Parse(Slapd.PeopleBase), LdapSearchScope.Subtree, new LdapFilter.Present("objectClass")), default)).Entries.Should().BeEmpty();
        (await thief.PasswordModifyAsync(new LdapPasswordModify { Owner = dn, NewPassword = SamplePeople.AnotherPassword }, default)).Result.IsSuccess.Should().BeFalse();
        (await thief.ModifyAsync(new LdapModification(dn, LdapChange.Replace("acRouenPasswordService", "sieve")), default)).IsSuccess.Should().BeFalse();
        (await thief.DeleteAsync(new LdapDeletion(dn), default)).IsSuccess.Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_mail_server_sees_nothing_of_people_and_writes_nothing()
    {
        var entries = await OpenAsync();
        var entry = Entry("eluard1", 22, MailUse.Read);
        await entries.AddAsync(entry, default);
        await using var server = await ConnectAsMailServerAsync();
        var dn = Base.Child("acRouenPasswordId", entry.Id);

        (await server.SearchAsync(new LdapSearch(LdapDn.Parse(Slapd.Suffix), LdapSearchScope.Subtree, new LdapFilter.Present("uid")), default)).Entries.Should().BeEmpty();
        (await FindAsync(server, "eluard1")).Single().FindText("authTimestamp").Should().BeNull();
        (await server.ModifyAsync(new LdapModification(dn, LdapChange.Replace("userPassword", "chosen")), default)).IsSuccess.Should().BeFalse();
        (await server.DeleteAsync(new LdapDeletion(dn), default)).IsSuccess.Should().BeFalse();
    }

    [SkippableFact]
    public async Task Provisioning_has_nothing_to_do_with_them()
    {
        var entries = await OpenAsync();
        var entry = Entry("breton1", 23, MailUse.Read);
        await entries.AddAsync(entry, default);
        await using var provisioning = await slapd.ConnectAsync(Slapd.ProvisioningDn, await File.ReadAllTextAsync(slapd.Slapd!.ProvisioningPasswordFile));

        (await FindAsync(provisioning, "breton1")).Should().BeEmpty();
        (await provisioning.DeleteAsync(new LdapDeletion(Base.Child("acRouenPasswordId", entry.Id)), default)).IsSuccess.Should().BeFalse();
    }

    private Task<LdapConnection> ConnectAsMailServerAsync() => slapd.ConnectAsync(Slapd.MailDn, slapd.Slapd!.MailPassword);

    private static async Task<IReadOnlyList<LdapEntry>> FindAsync(LdapConnection connection, string login) =>
        (await connection.SearchAsync(new LdapSearch(Base, LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", login)) { Attributes = ["*", "+"] }, default)).Entries;
}

/// <summary>The contract on another make of server, over StartTLS.</summary>
public sealed class Ds389ApplicationPasswordsTests(Ds389Fixture fixture) : ApplicationPasswordsContract, IClassFixture<Ds389Fixture>
{
    protected override Task<IApplicationPasswordEntries> OpenAsync() => fixture.OpenApplicationPasswordsAsync();

    protected override Task<IDirectory> OpenDirectoryAsync() => fixture.OpenAsync();

    protected override async Task<bool> SignsInAsync(string name, string password, string service)
    {
        await using var server = await fixture.ConnectAsMailServerAsync();
        return await MailServerSignIn.TryAsync(server, name, password, service);
    }

    protected override Task TakeDownAsync() => fixture.Server!.StopAsync();

    protected override Task BringBackAsync() => fixture.Server!.StartAgainAsync();
}

/// <summary>What Dovecot does, with the filter of its sample configuration.</summary>
internal static class MailServerSignIn
{
    /// <param name="server">Bound with the account of mail servers; bound otherwise afterwards.</param>
    public static async Task<bool> TryAsync(LdapConnection server, string name, string password, string service)
    {
        // Dovecot takes neither an empty password nor a name with such characters (auth_username_chars).
        if (password.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            return false;
        var filter = new LdapFilter.And(
            new LdapFilter.Equality("objectClass", "acRouenApplicationPassword"),
            new LdapFilter.Or(new LdapFilter.Equality("uid", name), new LdapFilter.Equality("mail", name)),
            new LdapFilter.Equality("acRouenPasswordBeginning", password[..Math.Min(ApplicationPasswordText.BeginningLength, password.Length)]),
            new LdapFilter.Equality("acRouenPasswordService", service));
        var found = await server.SearchAsync(new LdapSearch(LdapDn.Parse(Slapd.ApplicationPasswordsBase), LdapSearchScope.OneLevel, filter) { Attributes = ["uid"] }, default);
        return found.Entries is [var only] && (await server.BindAsync(only.Dn, password, default)).IsSuccess;
    }
}
