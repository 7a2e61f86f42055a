using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>Who may do what in the sample directory: the access rules of <c>appsettings.samples/slapd</c>, tried by those they hold back.</summary>
public sealed class DirectoryAccessTests(AcademicSlapd slapd) : IClassFixture<AcademicSlapd>
{
    private static readonly LdapDn Claire = LdapDn.Parse($"uid=cmartin1,{Slapd.PeopleBase}");
    private static readonly LdapDn Bao = LdapDn.Parse($"uid=bnguyen1,{Slapd.PeopleBase}");

    private static readonly string[] Readable =
    [
        "objectClass", "uid", "cn", "sn", "givenName", "displayName", "mail", "employeeNumber", "title", "preferredLanguage",
        "acRouenJointure", "acRouenAccountState", "acRouenPosting", "acRouenMainUai", "acRouenUserType",
        "acRouenBirthName", "acRouenBirthDate", "memberOf",
    ];

    [SkippableFact]
    public async Task The_service_account_reads_what_it_needs_of_people_and_no_more()
    {
        await using var service = await ConnectAsServiceAsync();

        var found = await SearchAsync(service, Slapd.PeopleBase, "*", "+");

        var people = found.Entries.Where(entry => entry.FindText("uid") is not null).ToArray();
        people.Should().HaveCount(SamplePeople.All.Count);
        people.SelectMany(entry => entry.Attributes).Select(attribute => attribute.Name).Distinct().Should().BeEquivalentTo(Readable);
    }

    [SkippableFact]
    public async Task The_service_account_cannot_ask_whether_a_password_or_a_birth_date_is_this_one()
    {
        await using var service = await ConnectAsServiceAsync();

        var compare = await service.CompareAsync(new LdapComparison(Claire, "acRouenBirthDate", "1979-04-12"), default);
        var hash = await SearchAsync(service, new LdapFilter.Present("userPassword"));
        var birth = await SearchAsync(service, new LdapFilter.Equality("acRouenBirthDate", "1979-04-12"));

        compare.Code.Should().BeOneOf(LdapResultCode.InsufficientAccessRights, LdapResultCode.NoSuchAttribute, LdapResultCode.NoSuchEntry);
        hash.Entries.Should().BeEmpty();
        birth.Entries.Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("ou=policies")]
    [InlineData("ou=services")]
    [InlineData("ou=groups")]
    public async Task The_service_account_sees_nothing_of_the_rest(string unit)
    {
        await using var service = await ConnectAsServiceAsync();

        var found = await SearchAsync(service, $"{unit},{Slapd.Suffix}", "*");

        found.Entries.Should().BeEmpty();
    }

    public static TheoryData<string, string> Forbidden => new()
    {
        { "mail", "thief@ac-rouen.fr" },
        { "uid", "cmartin9" },
        { "employeeNumber", "21E0501234ABZ" },
        { "acRouenAccountState", "active" },
        { "acRouenJointure", "AC-ROUEN$1" },
        { "acRouenPosting", "0769001W$DIR$DIRECTION$-$SANS OBJET" },
        { "pwdPolicySubentry", $"cn=default,ou=policies,{Slapd.Suffix}" },
        { "pwdAccountLockedTime", "000001010000Z" },
        { "description", "anything" },
    };

    [SkippableTheory]
    [MemberData(nameof(Forbidden))]
    public async Task The_service_account_writes_nothing_but_a_password_and_its_reset(string attribute, string value)
    {
        await using var service = await ConnectAsServiceAsync();

        var result = await service.ModifyAsync(new LdapModification(Claire, LdapChange.Replace(attribute, value)), default);

        result.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableFact]
    public async Task The_service_account_cannot_open_a_locked_account()
    {
        await using var service = await ConnectAsServiceAsync();
        var locked = LdapDn.Parse($"uid=lmoreau1,{Slapd.PeopleBase}");

        var result = await service.ModifyAsync(new LdapModification(locked, LdapChange.Replace("pwdAccountLockedTime")), default);

        result.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableFact]
    public async Task The_service_account_asks_a_person_for_another_password()
    {
        await using var service = await ConnectAsServiceAsync();
        var person = LdapDn.Parse($"uid=sdubois1,{Slapd.PeopleBase}");

        var password = await service.PasswordModifyAsync(new LdapPasswordModify { Owner = person, NewPassword = SamplePeople.AnotherPassword }, default);
        var reset = await service.ModifyAsync(new LdapModification(person, LdapChange.Replace("pwdReset", "TRUE")), default);

        password.Result.IsSuccess.Should().BeTrue();
        reset.IsSuccess.Should().BeTrue();
    }

    [SkippableTheory]
    [InlineData(Slapd.ServiceDn)]
    [InlineData(Slapd.DecoyDn)]
    [InlineData($"cn=default,ou=policies,{Slapd.Suffix}")]
    public async Task The_service_account_sets_no_password_outside_people(string owner)
    {
        await using var service = await ConnectAsServiceAsync();

        var result = await service.PasswordModifyAsync(
            new LdapPasswordModify { Owner = LdapDn.Parse(owner), NewPassword = SamplePeople.AnotherPassword }, default);

        result.Result.IsSuccess.Should().BeFalse();
    }

    [SkippableFact]
    public async Task The_service_account_adds_renames_and_removes_nobody()
    {
        await using var service = await ConnectAsServiceAsync();
        var stranger = LdapDn.Parse($"uid=stranger1,{Slapd.PeopleBase}");

        var added = await service.AddAsync(
            new LdapAddition(stranger, new LdapAttributeValues("objectClass", "inetOrgPerson"), new LdapAttributeValues("cn", "S"), new LdapAttributeValues("sn", "S")), default);
        var renamed = await service.RenameAsync(new LdapRename(Claire, new LdapRdn("uid", "cmartin9")), default);
        var removed = await service.DeleteAsync(new LdapDeletion(Claire), default);

        added.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
        renamed.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
        removed.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableFact]
    public async Task The_service_account_changes_no_name_and_no_mailbox()
    {
        await using var service = await ConnectAsServiceAsync();

        foreach (var attribute in new[] { "sn", "givenName", "cn", "acRouenMailState" })
        {
            var result = await service.ModifyAsync(new LdapModification(Claire, LdapChange.Replace(attribute, "Voleuse")), default);
            result.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
        }
    }

    [SkippableFact]
    public async Task The_provisioning_account_adds_changes_and_removes_people_and_establishments()
    {
        await using var provisioning = await ConnectAsProvisioningAsync();
        var newcomer = LdapDn.Parse($"uid=newcomer1,{Slapd.PeopleBase}");
        var school = LdapDn.Parse($"acRouenUai=0769003Y,{Slapd.StructuresBase}");

        var results = new[]
        {
            await provisioning.AddAsync(Addition(newcomer), default),
            await provisioning.ModifyAsync(new LdapModification(newcomer, LdapChange.Replace("sn", "Autre"), LdapChange.Replace("acRouenMailState", "active")), default),
            await provisioning.DeleteAsync(new LdapDeletion(newcomer), default),
            await provisioning.AddAsync(
                new LdapAddition(
                    school,
                    new LdapAttributeValues("objectClass", "organizationalUnit", "acRouenEstablishment"), new LdapAttributeValues("acRouenUai", "0769003Y"), new LdapAttributeValues("ou", "Lycée")),
                default),
            await provisioning.DeleteAsync(new LdapDeletion(school), default),
        };

        results.Should().OnlyContain(result => result.IsSuccess);
    }

    [SkippableTheory]
    [InlineData("userPassword")]
    [InlineData("pwdReset")]
    [InlineData("pwdAccountLockedTime")]
    [InlineData("pwdHistory")]
    [InlineData("title")]
    [InlineData("preferredLanguage")]
    [InlineData("memberOf")]
    public async Task The_provisioning_account_does_not_read_what_it_does_not_feed(string attribute)
    {
        await using var provisioning = await ConnectAsProvisioningAsync();

        var read = await SearchAsync(provisioning, Slapd.PeopleBase, "*", "+");
        var found = await SearchAsync(provisioning, new LdapFilter.Present(attribute));

        read.Entries.Should().NotBeEmpty().And.OnlyContain(entry => entry.Values(attribute).Count == 0);
        found.Entries.Should().BeEmpty();
    }

    public static TheoryData<string, string> ForbiddenToProvisioning => new()
    {
        { "userPassword", SamplePeople.AnotherPassword },
        { "pwdReset", "TRUE" },
        { "pwdAccountLockedTime", "000001010000Z" },
        { "pwdPolicySubentry", $"cn=renewal,ou=policies,{Slapd.Suffix}" },
        { "title", "Rectrice" },
        { "description", "anything" },
    };

    [SkippableTheory]
    [MemberData(nameof(ForbiddenToProvisioning))]
    public async Task The_provisioning_account_writes_nothing_else_neither_later_nor_at_first(string attribute, string value)
    {
        await using var provisioning = await ConnectAsProvisioningAsync();
        var stranger = LdapDn.Parse($"uid=stranger1,{Slapd.PeopleBase}");
        var addition = Addition(stranger);

        var changed = await provisioning.ModifyAsync(new LdapModification(Claire, LdapChange.Replace(attribute, value)), default);
        var emptied = await provisioning.ModifyAsync(new LdapModification(Claire, LdapChange.Replace(attribute)), default);
        var added = await provisioning.AddAsync(addition with { Attributes = [.. addition.Attributes, new LdapAttributeValues(attribute, value)] }, default);

        changed.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
        emptied.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
        added.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableFact]
    public async Task The_provisioning_account_sets_no_password()
    {
        await using var provisioning = await ConnectAsProvisioningAsync();

        var result = await provisioning.PasswordModifyAsync(new LdapPasswordModify { Owner = Bao, NewPassword = SamplePeople.AnotherPassword }, default);

        result.Result.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableTheory]
    [InlineData($"cn=stranger,ou=groups,{Slapd.Suffix}")]
    [InlineData($"cn=stranger,ou=services,{Slapd.Suffix}")]
    [InlineData($"cn=stranger,ou=policies,{Slapd.Suffix}")]
    [InlineData($"uid=stranger1,{Slapd.Suffix}")]
    [InlineData($"uid=stranger1,uid=cmartin1,{Slapd.PeopleBase}")]
    public async Task The_provisioning_account_adds_nothing_elsewhere(string dn)
    {
        await using var provisioning = await ConnectAsProvisioningAsync();

        var added = await provisioning.AddAsync(Addition(LdapDn.Parse(dn)), default);

        added.Code.Should().BeOneOf(LdapResultCode.InsufficientAccessRights, LdapResultCode.NoSuchEntry);
    }

    [SkippableTheory]
    [InlineData(Slapd.ServiceDn)]
    [InlineData(Slapd.ProvisioningDn)]
    [InlineData(Slapd.DecoyDn)]
    [InlineData(Slapd.PeopleBase)]
    [InlineData(Slapd.StructuresBase)]
    [InlineData($"cn=default,ou=policies,{Slapd.Suffix}")]
    public async Task The_provisioning_account_touches_nothing_elsewhere(string dn)
    {
        await using var provisioning = await ConnectAsProvisioningAsync();

        var changed = await provisioning.ModifyAsync(new LdapModification(LdapDn.Parse(dn), LdapChange.Replace("description", "anything")), default);
        var removed = await provisioning.DeleteAsync(new LdapDeletion(LdapDn.Parse(dn)), default);

        LdapResultCode[] refusals = [LdapResultCode.InsufficientAccessRights, LdapResultCode.NoSuchEntry, LdapResultCode.NotAllowedOnNonLeaf];
        refusals.Should().Contain(changed.Code).And.Contain(removed.Code);
    }

    [SkippableTheory]
    [InlineData("ou=policies")]
    [InlineData("ou=services")]
    [InlineData("ou=groups")]
    public async Task The_provisioning_account_sees_nothing_of_the_rest(string unit)
    {
        await using var provisioning = await ConnectAsProvisioningAsync();

        var found = await SearchAsync(provisioning, $"{unit},{Slapd.Suffix}", "*");

        found.Entries.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_webmail_reads_names_and_addresses_of_open_accounts_and_no_more()
    {
        await slapd.OpenAsync();
        await using var webmail = await slapd.ConnectAsync(Slapd.WebmailDn, slapd.Slapd!.WebmailPassword);

        var found = await SearchAsync(webmail, Slapd.PeopleBase, "*", "+");
        var rest = await SearchAsync(webmail, Slapd.Suffix, "uid");
        var byBirth = await SearchAsync(webmail, new LdapFilter.Equality("acRouenBirthDate", "1979-04-12"));
        var byNumen = await SearchAsync(webmail, new LdapFilter.Present("employeeNumber"));
        var change = await webmail.ModifyAsync(new LdapModification(Claire, LdapChange.Replace("mail", "thief@ac-rouen.fr")), default);

        found.Entries.Should().HaveCount(SamplePeople.All.Count(person => person.State is AccountState.Active));
        found.Entries.SelectMany(entry => entry.Attributes).Select(attribute => attribute.Name).Distinct()
            .Should().BeEquivalentTo("objectClass", "uid", "cn", "sn", "givenName", "displayName", "mail");
        rest.Entries.Should().BeEmpty();
        byBirth.Entries.Should().BeEmpty();
        byNumen.Entries.Should().BeEmpty();
        change.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableFact]
    public async Task A_person_reads_nobody_and_changes_nothing()
    {
        await using var person = await slapd.ConnectAsync(Claire.ToString(), SamplePeople.Password);

        var others = await SearchAsync(person, Slapd.PeopleBase, "*");
        var schools = await SearchAsync(person, Slapd.StructuresBase, "*");
        var own = await person.ModifyAsync(new LdapModification(Claire, LdapChange.Replace("mail", "claire@example.fr")), default);
        var theirs = await person.PasswordModifyAsync(new LdapPasswordModify { Owner = Bao, NewPassword = SamplePeople.AnotherPassword }, default);

        others.Entries.Should().BeEmpty();
        schools.Entries.Should().BeEmpty();
        own.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
        theirs.Result.Code.Should().Be(LdapResultCode.InsufficientAccessRights);
    }

    [SkippableFact]
    public async Task Somebody_without_a_name_may_only_sign_in()
    {
        await slapd.OpenAsync();
        await using var nobody = await LdapConnection.ConnectAsync(LdapServer.Parse(slapd.Slapd!.Url), new LdapConnectionOptions(), TimeProvider.System, default);

        var found = await SearchAsync(nobody, Slapd.PeopleBase, "*");
        var root = await nobody.SearchAsync(new LdapSearch(LdapDn.Root, LdapSearchScope.Base, new LdapFilter.Present("objectClass")) { Attributes = ["+"] }, default);
        var bound = await nobody.BindAnonymouslyAsync(default);

        found.Entries.Should().BeEmpty();
        root.Entries.Should().BeEmpty();
        bound.IsSuccess.Should().BeFalse();
    }

    private static Task<LdapSearchResult> SearchAsync(LdapConnection connection, string subtree, params string[] attributes) => connection.SearchAsync(
        new LdapSearch(LdapDn.Parse(subtree), LdapSearchScope.Subtree, new LdapFilter.Present("objectClass")) { Attributes = attributes }, default);

    private static Task<LdapSearchResult> SearchAsync(LdapConnection connection, LdapFilter filter) =>
        connection.SearchAsync(new LdapSearch(LdapDn.Parse(Slapd.PeopleBase), LdapSearchScope.Subtree, filter), default);

    private async Task<LdapConnection> ConnectAsServiceAsync()
    {
        await slapd.OpenAsync();
        return await slapd.ConnectAsync(Slapd.ServiceDn, await File.ReadAllTextAsync(slapd.Slapd!.ServicePasswordFile));
    }

    private static LdapAddition Addition(LdapDn dn) => new(
        dn,
        new LdapAttributeValues("objectClass", "inetOrgPerson", "acRouenPerson"),
        new LdapAttributeValues("cn", "Stranger"),
        new LdapAttributeValues("sn", "Stranger"),
        new LdapAttributeValues("acRouenJointure", "AC-ROUEN$777"));

    private async Task<LdapConnection> ConnectAsProvisioningAsync()
    {
        await slapd.OpenAsync();
        return await slapd.ConnectAsync(Slapd.ProvisioningDn, await File.ReadAllTextAsync(slapd.Slapd!.ProvisioningPasswordFile));
    }
}
