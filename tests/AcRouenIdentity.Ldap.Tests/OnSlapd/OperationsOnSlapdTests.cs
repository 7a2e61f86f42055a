using AcRouenIdentity.Ldap.Tests.Kit;

namespace AcRouenIdentity.Ldap.Tests.OnSlapd;

[Collection(SlapdTests.Name)]
public sealed class OperationsOnSlapdTests(SlapdFixture fixture) : IAsyncLifetime
{
    private static readonly LdapFilter Anyone = new LdapFilter.Present("uid");

    private LdapConnection connection = null!;

    public async Task InitializeAsync()
    {
        if (!Slapd.IsInstalled)
            return;

        connection = await fixture.Slapd.ConnectAsync();
        (await connection.BindAsync(Slapd.Service.Dn, Slapd.Service.Password, default)).IsSuccess.Should().BeTrue();
    }

    public async Task DisposeAsync()
    {
        if (Slapd.IsInstalled)
            await connection.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_search_brings_the_asked_attributes_of_the_entries_that_match()
    {
        Slapd.Require();
        var found = await connection.SearchAsync(
            new LdapSearch(Slapd.People, LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", "good")) { Attributes = ["mail", "cn"] }, default);

        found.Result.IsSuccess.Should().BeTrue();
        var entry = found.Entries.Should().ContainSingle().Subject;
        entry.Dn.Should().Be(Slapd.Person("good"));
        entry.FindText("MAIL").Should().Be("good@example.org");
        entry.FindText("sn").Should().BeNull();
        entry.Attributes.Should().HaveCount(2);
    }

    [SkippableFact]
    public async Task Every_kind_of_filter_finds_what_it_says()
    {
        Slapd.Require();
        var filters = new LdapFilter[]
        {
            new LdapFilter.And(new LdapFilter.Equality("uid", "good"), new LdapFilter.Present("mail")),
            new LdapFilter.Or(new LdapFilter.Equality("uid", "good"), new LdapFilter.Equality("uid", "absent")),
            new LdapFilter.And(new LdapFilter.Present("mail"), new LdapFilter.Not(new LdapFilter.Equality("uid", "other"))),
            new LdapFilter.Substrings("mail") { Initial = "goo", Any = ["d@ex", "ple"], Final = ".org" },
            new LdapFilter.And(new LdapFilter.Approximate("cn", "good"), new LdapFilter.Present("mail")),
            new LdapFilter.Extensible("good") { Attribute = "uid", MatchingRule = "caseIgnoreMatch" },
            new LdapFilter.Extensible("good") { Attribute = "uid", MatchesName = true },
        };

        foreach (var filter in filters)
            (await UidsAsync(filter)).Should().Equal(["good"], because: filter.ToString());
        (await UidsAsync(new LdapFilter.GreaterOrEqual("createTimestamp", "20200101000000Z"))).Should().Contain("good");
        (await UidsAsync(new LdapFilter.LessOrEqual("createTimestamp", "20200101000000Z"))).Should().BeEmpty();
        (await UidsAsync(new LdapFilter.Or())).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("*")]
    [InlineData("good)(uid=*")]
    [InlineData("good\0")]
    [InlineData("\\67ood")]
    public async Task What_a_person_types_never_changes_the_shape_of_a_filter(string typed)
    {
        Slapd.Require();
        (await UidsAsync(new LdapFilter.Equality("uid", typed))).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Pages_bring_each_entry_once()
    {
        Slapd.Require();
        var search = new LdapSearch(Slapd.Crowd, LdapSearchScope.OneLevel, Anyone) { Attributes = ["uid"] };
        var sizes = new List<int>();
        var uids = new HashSet<string?>();
        await foreach (var page in connection.SearchPagesAsync(search, pageSize: 500, default))
        {
            page.Result.IsSuccess.Should().BeTrue();
            sizes.Add(page.Entries.Count);
            uids.UnionWith(page.Entries.Select(entry => entry.FindText("uid")));
        }

        sizes.Should().Equal(500, 500, 500, 500, 500, 100);
        uids.Should().HaveCount(Slapd.PeopleInCrowd);
    }

    [SkippableFact]
    public async Task A_search_beyond_its_size_says_so_and_keeps_what_came()
    {
        Slapd.Require();
        var found = await connection.SearchAsync(new LdapSearch(Slapd.Crowd, LdapSearchScope.OneLevel, Anyone) { SizeLimit = 7 }, default);

        found.Result.Code.Should().Be(LdapResultCode.SizeLimitExceeded);
        found.Entries.Should().HaveCount(7);
    }

    [SkippableFact]
    public async Task A_search_under_nothing_says_what_exists()
    {
        Slapd.Require();
        var found = await connection.SearchAsync(new LdapSearch(Slapd.People.Child("ou", "absent"), LdapSearchScope.Subtree, Anyone), default);

        found.Result.Code.Should().Be(LdapResultCode.NoSuchEntry);
        found.Result.MatchedDn.Should().Be(Slapd.People);
    }

    [SkippableFact]
    public async Task An_entry_lives_from_add_to_delete()
    {
        Slapd.Require();
        var first = Slapd.People.Child("uid", "née, #1 + <x>");
        var second = Slapd.Crowd.Child("uid", "renamed");
        (await connection.AddAsync(NewPerson(first, "née, #1 + <x>"), default)).Code.Should().Be(LdapResultCode.Success);
        (await connection.AddAsync(NewPerson(first, "née, #1 + <x>"), default)).Code.Should().Be(LdapResultCode.EntryAlreadyExists);

        var modification = new LdapModification(first, LdapChange.Add("mail", "a@example.org", "b@example.org"), LdapChange.Replace("sn", "Née"));
        (await connection.ModifyAsync(modification, default)).Code.Should().Be(LdapResultCode.Success);
        (await connection.ModifyAsync(new LdapModification(first, LdapChange.Delete("mail", "a@example.org")), default)).IsSuccess.Should().BeTrue();
        (await connection.CompareAsync(new LdapComparison(first, "mail", "b@example.org"), default)).Code.Should().Be(LdapResultCode.CompareTrue);
        (await connection.CompareAsync(new LdapComparison(first, "mail", "a@example.org"), default)).Code.Should().Be(LdapResultCode.CompareFalse);

        var rename = new LdapRename(first, new LdapRdn("uid", "renamed")) { NewParent = Slapd.Crowd };
        (await connection.RenameAsync(rename, default)).Code.Should().Be(LdapResultCode.Success);
        (await ReadAsync(second)).Texts("uid").Should().Equal("renamed");
        (await connection.DeleteAsync(new LdapDeletion(second), default)).Code.Should().Be(LdapResultCode.Success);
        (await connection.DeleteAsync(new LdapDeletion(second), default)).Code.Should().Be(LdapResultCode.NoSuchEntry);
    }

    [SkippableFact]
    public async Task The_old_name_is_kept_where_asked()
    {
        Slapd.Require();
        var first = Slapd.Crowd.Child("uid", "before");
        await connection.AddAsync(NewPerson(first, "before"), default);
        await connection.RenameAsync(new LdapRename(first, new LdapRdn("uid", "after")) { OldName = LdapOldName.Kept }, default);

        var renamed = Slapd.Crowd.Child("uid", "after");
        (await ReadAsync(renamed)).Texts("uid").Should().BeEquivalentTo("before", "after");
        await connection.DeleteAsync(new LdapDeletion(renamed), default);
    }

    [SkippableFact]
    public async Task An_update_happens_only_if_its_assertion_holds()
    {
        Slapd.Require();
        var dn = Slapd.Person("other");
        LdapModification Describe(string description, string ifSurname) => new(dn, LdapChange.Replace("description", description))
        {
            Controls = [LdapControl.Assertion(new LdapFilter.Equality("sn", ifSurname))],
        };

        (await connection.ModifyAsync(Describe("no", ifSurname: "stranger"), default)).Code.Should().Be(LdapResultCode.AssertionFailed);
        (await connection.ModifyAsync(Describe("yes", ifSurname: "other"), default)).Code.Should().Be(LdapResultCode.Success);
        (await ReadAsync(dn)).FindText("description").Should().Be("yes");
    }

    [SkippableFact]
    public async Task A_new_password_is_hashed_by_the_directory_and_serves_at_once()
    {
        Slapd.Require();
        var dn = Slapd.Person("historian");
        async Task<LdapResult> SetAsync(string password) =>
            (await connection.PasswordModifyAsync(new LdapPasswordModify { Owner = dn, NewPassword = password }, default)).Result;

        (await SetAsync("first-new-secret")).IsSuccess.Should().BeTrue();
        (await SetAsync("short")).PasswordPolicy!.Error.Should().Be(PasswordPolicyError.PasswordTooShort);
        (await SetAsync("second-new-secret")).IsSuccess.Should().BeTrue();
        (await SetAsync("first-new-secret")).PasswordPolicy!.Error.Should().Be(PasswordPolicyError.PasswordInHistory);

        (await ReadAsync(dn, "userPassword")).FindText("userPassword").Should().StartWith("{SSHA}");
        (await BindAsync(dn, "second-new-secret")).IsSuccess.Should().BeTrue();
        (await BindAsync(dn, "historian-secret")).Code.Should().Be(LdapResultCode.InvalidCredentials);
    }

    [SkippableFact]
    public async Task The_directory_chooses_a_password_where_none_is_given()
    {
        Slapd.Require();
        var dn = Slapd.Crowd.Child("uid", "crowd1");
        var changed = await connection.PasswordModifyAsync(new LdapPasswordModify { Owner = dn }, default);

        changed.Result.IsSuccess.Should().BeTrue();
        (await BindAsync(dn, changed.GeneratedPassword!.Value.Text)).IsSuccess.Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_critical_control_that_nobody_knows_refuses_the_operation()
    {
        Slapd.Require();
        var search = new LdapSearch(Slapd.People, LdapSearchScope.Base, new LdapFilter.Present("ou"))
        {
            Controls = [new LdapControl("1.3.6.1.4.1.99999.1", LdapCriticality.Critical, null)],
        };

        (await connection.SearchAsync(search, default)).Result.Code.Should().Be(LdapResultCode.UnavailableCriticalExtension);
        (await connection.SearchAsync(search with { Controls = [search.Controls[0] with { Criticality = LdapCriticality.Ignorable }] }, default))
            .Result.IsSuccess.Should().BeTrue();
    }

    [SkippableFact]
    public async Task Many_searches_at_once_each_get_their_own_answer()
    {
        Slapd.Require();
        var uids = Enumerable.Range(1, 400).Select(number => $"crowd{number}").ToList();
        async Task<string?> FindAsync(string uid)
        {
            var search = new LdapSearch(Slapd.Crowd, LdapSearchScope.OneLevel, new LdapFilter.Equality("uid", uid));
            return (await connection.SearchAsync(search, default)).Entries.Single().FindText("uid");
        }

        (await Task.WhenAll(uids.Select(FindAsync))).Should().Equal(uids);
    }

    [SkippableFact]
    public async Task A_search_that_nobody_waits_for_leaves_the_connection_in_order()
    {
        Slapd.Require();
        using var impatience = new CancellationTokenSource();
        var all = connection.SearchAsync(new LdapSearch(Slapd.Crowd, LdapSearchScope.Subtree, Anyone), impatience.Token);
        await impatience.CancelAsync();

        await all.Invoking(search => search).Should().ThrowAsync<OperationCanceledException>();
        (await UidsAsync(new LdapFilter.Equality("uid", "good"))).Should().Equal("good");
        connection.IsUsable.Should().BeTrue();
    }

    private static LdapAddition NewPerson(LdapDn dn, string uid) => new(
        dn,
        new LdapAttributeValues("objectClass", "inetOrgPerson"),
        new LdapAttributeValues("uid", uid),
        new LdapAttributeValues("cn", uid),
        new LdapAttributeValues("sn", uid));

    private async Task<IEnumerable<string?>> UidsAsync(LdapFilter filter)
    {
        var found = await connection.SearchAsync(new LdapSearch(Slapd.People, LdapSearchScope.OneLevel, filter), default);
        found.Result.IsSuccess.Should().BeTrue(because: found.Result.ToString());
        return found.Entries.Select(entry => entry.FindText("uid"));
    }

    private async Task<LdapEntry> ReadAsync(LdapDn dn, params string[] attributes)
    {
        var found = await connection.SearchAsync(new LdapSearch(dn, LdapSearchScope.Base, new LdapFilter.Present("objectClass")) { Attributes = attributes }, default);
        return found.Entries.Single();
    }

    private async Task<LdapResult> BindAsync(LdapDn dn, string password)
    {
        await using var own = await fixture.Slapd.ConnectAsync();
        return await own.BindAsync(dn, password, default);
    }
}
