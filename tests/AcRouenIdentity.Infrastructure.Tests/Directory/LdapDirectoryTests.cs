using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;
using Microsoft.Extensions.Time.Testing;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>What the contract does not tell: what administrators do to accounts, transport, and servers that are none.</summary>
public sealed class LdapDirectoryTests(AcademicSlapd slapd) : IClassFixture<AcademicSlapd>
{
    private static readonly SignInName Claire = new SignInName.ByLogin(SamplePeople.ClaireMartin.Login);

    [SkippableFact]
    public async Task The_last_sign_ins_with_an_expired_password_are_told_as_grace()
    {
        var directory = await slapd.OpenAsync();
        await ApplyPolicyAsync("hlefevre1", "grace", ("pwdMaxAge", "86400"), ("pwdGraceAuthNLimit", "2"));

        var first = await CheckAsync(directory, SamplePeople.HeleneLefevre);
        var second = await CheckAsync(directory, SamplePeople.HeleneLefevre);
        var third = await CheckAsync(directory, SamplePeople.HeleneLefevre);

        first.Should().Be(new PasswordCheck.MustChange(MustChangeReason.Grace));
        second.Should().Be(new PasswordCheck.MustChange(MustChangeReason.Grace));
        third.Should().Be(new PasswordCheck.MustChange(MustChangeReason.Expired));
    }

    [SkippableFact]
    public async Task A_password_that_expires_soon_is_accepted_with_the_time_left()
    {
        var directory = await slapd.OpenAsync();
        await directory.ChangePasswordAsync(SamplePeople.AichaGarcia, SamplePeople.AnotherPassword, default);
        await ApplyPolicyAsync("agarcia1", "warned", ("pwdMaxAge", "86400"), ("pwdExpireWarning", "604800"));

        var check = await directory.CheckPasswordAsync(SamplePeople.AichaGarcia, SamplePeople.AnotherPassword, default);

        check.Should().BeOfType<PasswordCheck.Accepted>().Which.ExpiresIn.Should().BeCloseTo(TimeSpan.FromDays(1), TimeSpan.FromMinutes(1));
    }

    [SkippableFact]
    public async Task A_password_changed_too_often_is_refused_by_the_policy()
    {
        var directory = await slapd.OpenAsync();
        await directory.ChangePasswordAsync(SamplePeople.JeanNoelPetit, SamplePeople.AnotherPassword, default);
        await ApplyPolicyAsync("jpetit1", "young", ("pwdMinAge", "86400"));

        var change = await directory.ChangePasswordAsync(SamplePeople.JeanNoelPetit, "sable mouillé au soir 3", default);

        change.Should().Be(PasswordChange.RefusedByPolicy);
    }

    [SkippableFact]
    public async Task A_directory_that_takes_no_hash_keeps_the_chosen_password_in_its_own()
    {
        var directory = await slapd.OpenAsync();
        await ApplyPolicyAsync("oroux1", "strict", ("pwdCheckQuality", "2"));

        var change = await directory.ChangePasswordAsync(SamplePeople.OdileRoux, SamplePeople.AnotherPassword, default);
        var check = await directory.CheckPasswordAsync(SamplePeople.OdileRoux, SamplePeople.AnotherPassword, default);

        change.Should().Be(PasswordChange.Changed);
        check.Should().Be(new PasswordCheck.Accepted(null));
        (await slapd.HashOfAsync("oroux1")).Should().StartWith("{ARGON2}$argon2i$");
    }

    [SkippableFact]
    public async Task A_stranger_costs_the_directory_a_bind_on_the_decoy()
    {
        var directory = await slapd.OpenAsync();
        await ApplyPolicyAsync(LdapDn.Parse(Slapd.DecoyDn), "counted", ("pwdMaxFailure", "0"), ("pwdMaxRecordedFailure", "20"));
        var before = await FailuresAsync(Slapd.DecoyDn);

        await directory.CheckPasswordAsync(null, SamplePeople.Password, default);
        await directory.CheckPasswordAsync(null, "", default);

        (await FailuresAsync(Slapd.DecoyDn)).Should().Be(before + 2);
    }

    [SkippableFact]
    public async Task A_refusal_takes_its_time_whatever_its_reason_and_a_right_password_does_not()
    {
        await slapd.OpenAsync();
        var clock = new FakeTimeProvider();
        await using var patient = new OpenedDirectory(clock, slapd.Slapd!.Settings, ("RefusalTime", "00:00:01"));

        await HeldBackAsync(patient.Directory.CheckPasswordAsync(SamplePeople.ClaireMartin, "wrong", default), clock);
        await HeldBackAsync(patient.Directory.CheckPasswordAsync(SamplePeople.LoicMoreau, "wrong", default), clock);
        await HeldBackAsync(patient.Directory.CheckPasswordAsync(null, "wrong", default), clock);
        (await patient.Directory.CheckPasswordAsync(SamplePeople.ClaireMartin, SamplePeople.Password, default)).Should().BeOfType<PasswordCheck.Accepted>();
    }

    [SkippableFact]
    public async Task An_entry_without_password_opens_to_nobody_until_its_owner_chooses_one()
    {
        var directory = await slapd.OpenAsync();
        await AddPersonAsync("newcomer1", "AC-ROUEN$9100", "provisioned", "newcomer@ac-rouen.fr");
        var newcomer = await directory.FindAsync(SignInName.TryParse("newcomer1")!, default);

        var before = await directory.CheckPasswordAsync(newcomer, SamplePeople.AnotherPassword, default);
        var change = await directory.ChangePasswordAsync(newcomer!, SamplePeople.AnotherPassword, default);
        var after = await directory.CheckPasswordAsync(newcomer, SamplePeople.AnotherPassword, default);

        before.Should().Be(new PasswordCheck.Refused());
        change.Should().Be(PasswordChange.Changed);
        after.Should().Be(new PasswordCheck.Accepted(null));
        (await slapd.HashOfAsync("newcomer1")).Should().StartWith("{ARGON2}$argon2id$");
    }

    [SkippableFact]
    public async Task A_name_found_twice_is_nobody()
    {
        var directory = await slapd.OpenAsync();
        await AddPersonAsync("twin1", "AC-ROUEN$9001", "active", "twin@ac-rouen.fr");
        await AddPersonAsync("twin2", "AC-ROUEN$9002", "active", "twin@ac-rouen.fr");

        var byAddress = await directory.FindAsync(SignInName.TryParse("twin@ac-rouen.fr")!, default);
        var byLogin = await directory.FindAsync(SignInName.TryParse("twin1")!, default);

        byAddress.Should().BeNull();
        byLogin.Should().NotBeNull();
    }

    [SkippableTheory]
    [InlineData("ANNOUNCED", AccountState.Announced)]
    [InlineData("provisioned", AccountState.Provisioned)]
    [InlineData("erased", AccountState.Erased)]
    [InlineData("whatever", AccountState.Suspended)]
    [InlineData(null, AccountState.Suspended)]
    public async Task A_state_that_nobody_knows_lets_nobody_in(string? written, AccountState expected)
    {
        var directory = await slapd.OpenAsync();
        var login = $"state{written?.Length ?? 0}";
        await AddPersonAsync(login, $"AC-ROUEN$80{written?.Length ?? 0}", written, $"{login}@ac-rouen.fr");

        var found = await directory.FindAsync(SignInName.TryParse(login)!, default);

        found!.State.Should().Be(expected);
    }

    [SkippableFact]
    public async Task Passwords_travel_over_StartTLS_and_ldaps_to_a_server_whose_authority_is_trusted()
    {
        await slapd.OpenAsync();
        foreach (var url in new[] { slapd.Slapd!.Url, slapd.Slapd.TlsUrl })
        {
            await using var secured = new OpenedDirectory(
                slapd.Slapd.Settings, ("Encryption", "Required"), ("Servers:0", url), ("AuthorityFile", slapd.Slapd.AuthorityFile));

            (await secured.Directory.FindAsync(Claire, default)).Should().NotBeNull();
            (await CheckAsync(secured.Directory, SamplePeople.ClaireMartin)).Should().Be(new PasswordCheck.Accepted(null));
        }
    }

    [SkippableFact]
    public async Task A_server_of_an_unknown_authority_gets_no_password()
    {
        await slapd.OpenAsync();
        foreach (var url in new[] { slapd.Slapd!.Url, slapd.Slapd.TlsUrl })
        {
            await using var suspicious = new OpenedDirectory(slapd.Slapd.Settings, ("Encryption", "Required"), ("Servers:0", url));

            var check = () => CheckAsync(suspicious.Directory, SamplePeople.ClaireMartin);

            await check.Should().ThrowAsync<DirectoryUnavailableException>().WithMessage("*Tls*");
        }
    }

    [SkippableFact]
    public async Task A_second_server_takes_over_from_a_dead_one()
    {
        await slapd.OpenAsync();
        await using var twoServers = new OpenedDirectory(slapd.Slapd!.Settings, ("Servers:0", "ldap://127.0.0.1:1"), ("Servers:1", slapd.Slapd.Url));

        var check = await CheckAsync(twoServers.Directory, SamplePeople.ClaireMartin);

        check.Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task A_service_account_that_the_directory_refuses_is_an_outage_and_not_a_wrong_password()
    {
        await slapd.OpenAsync();
        await using var stranger = new OpenedDirectory(slapd.Slapd!.Settings, ("BindPasswordFile", null), ("BindPassword", "not this one"));

        var check = () => CheckAsync(stranger.Directory, SamplePeople.ClaireMartin);

        await check.Should().ThrowAsync<DirectoryUnavailableException>();
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("0")]
    [InlineData("\u0030\u0005\u0002\u0001\u0001\u0061\u0000")]
    [InlineData("\u0030\u0084\u007f\u007f\u007f\u007f")]
    public async Task A_server_that_talks_nonsense_is_down(string nonsense)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var talking = TalkAsync(listener, System.Text.Encoding.Latin1.GetBytes(nonsense), stop.Token);
        await using var opened = new OpenedDirectory(SettingsFor($"ldap://{listener.LocalEndpoint}"), ("OperationTimeout", "00:00:00.500"));

        var check = () => CheckAsync(opened.Directory, SamplePeople.ClaireMartin);
        await check.Should().ThrowAsync<DirectoryUnavailableException>();

        await stop.CancelAsync();
        await talking;
    }

    private static Dictionary<string, string?> SettingsFor(string url) => new()
    {
        ["Servers:0"] = url,
        ["Encryption"] = "OffOnLoopback",
        ["BindDn"] = Slapd.ServiceDn,
        ["BindPassword"] = "any",
        ["DecoyDn"] = Slapd.DecoyDn,
        ["People:Base"] = Slapd.PeopleBase,
        ["Structures:Base"] = Slapd.StructuresBase,
    };

    private static async Task TalkAsync(TcpListener listener, byte[] nonsense, CancellationToken stop)
    {
        var heard = new List<TcpClient>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop);
                heard.Add(client);
                await client.GetStream().WriteAsync(nonsense, stop);
            }
        }
        catch (OperationCanceledException)
        {
            heard.ForEach(client => client.Dispose());
        }
    }

    private static Task<PasswordCheck> CheckAsync(IDirectory directory, Person person) =>
        directory.CheckPasswordAsync(person, SamplePeople.Password, default);

    // slapd has answered long before: only the clock, which stands still, keeps the answer back.
    private static async Task HeldBackAsync(Task<PasswordCheck> check, FakeTimeProvider clock)
    {
        await Task.WhenAny(check, Task.Delay(TimeSpan.FromSeconds(1)));
        check.IsCompleted.Should().BeFalse();

        while (!check.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        await check;
    }

    private Task ApplyPolicyAsync(string login, string name, params (string Attribute, string Value)[] rules) =>
        ApplyPolicyAsync(LdapDn.Parse($"uid={login},{Slapd.PeopleBase}"), name, rules);

    private async Task ApplyPolicyAsync(LdapDn entry, string name, params (string Attribute, string Value)[] rules)
    {
        await using var admin = await slapd.ConnectAsAdminAsync();
        var policy = LdapDn.Parse($"cn={name},ou=policies,{Slapd.Suffix}");
        var added = await admin.AddAsync(
            new LdapAddition(
                policy,
                [
                    new LdapAttributeValues("objectClass", "applicationProcess", "pwdPolicy"), new LdapAttributeValues("cn", name), new LdapAttributeValues("pwdAttribute", "userPassword"),
                    .. rules.Select(rule => new LdapAttributeValues(rule.Attribute, rule.Value)),
                ]),
            default);
        var applied = await admin.ModifyAsync(new LdapModification(entry, LdapChange.Replace("pwdPolicySubentry", policy.ToString())), default);
        added.IsSuccess.Should().BeTrue(added.DiagnosticMessage);
        applied.IsSuccess.Should().BeTrue(applied.DiagnosticMessage);
    }

    private async Task<int> FailuresAsync(string dn)
    {
        await using var admin = await slapd.ConnectAsAdminAsync();
        var found = await admin.SearchAsync(
            new LdapSearch(LdapDn.Parse(dn), LdapSearchScope.Base, new LdapFilter.Present("objectClass")) { Attributes = ["pwdFailureTime"] }, default);
        return found.Entries.Single().Values("pwdFailureTime").Count;
    }

    private async Task AddPersonAsync(string login, string key, string? state, string mail)
    {
        await using var admin = await slapd.ConnectAsAdminAsync();
        LdapAttributeValues[] attributes =
        [
            new("objectClass", "inetOrgPerson", "acRouenPerson"), new("uid", login), new("cn", login), new("sn", login), new("mail", mail),
            new("acRouenJointure", key), new("employeeNumber", RandomNumberGenerator.GetHexString(8)),
        ];
        var added = await admin.AddAsync(
            new LdapAddition(
                LdapDn.Parse($"uid={login},{Slapd.PeopleBase}"), [.. attributes, .. state is null ? [] : new[] { new LdapAttributeValues("acRouenAccountState", state) }]),
            default);
        added.IsSuccess.Should().BeTrue(added.DiagnosticMessage);
    }
}
