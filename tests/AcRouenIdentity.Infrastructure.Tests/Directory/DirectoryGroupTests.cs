using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>Groups as slapd keeps them: an administrator writes who is in a group, the server writes into the person's entry, the provider reads there.</summary>
public sealed class DirectoryGroupTests(AcademicSlapd slapd) : IClassFixture<AcademicSlapd>
{
    [SkippableFact]
    public async Task Whoever_is_added_to_a_group_or_taken_out_of_it_is_so_at_the_next_question()
    {
        await AddGroupAsync($"cn=renforts,{Slapd.GroupsBase}", SamplePeople.ClaireMartin, SamplePeople.BaoNguyen);
        (await GroupsOfAsync(SamplePeople.BaoNguyen)).Should().Equal("renforts");

        await using var admin = await slapd.ConnectAsAdminAsync();
        await admin.ModifyAsync(new LdapModification(LdapDn.Parse($"cn=renforts,{Slapd.GroupsBase}"), LdapChange.Delete("member", DnOf(SamplePeople.BaoNguyen))), default);

        (await GroupsOfAsync(SamplePeople.BaoNguyen)).Should().BeEmpty();
        (await GroupsOfAsync(SamplePeople.ClaireMartin)).Should().Equal("renforts");
    }

    [SkippableFact]
    public async Task Somebody_is_in_no_group_that_is_gone()
    {
        var group = $"cn=passage,{Slapd.GroupsBase}";
        await AddGroupAsync(group, SamplePeople.HeleneLefevre);
        await using var admin = await slapd.ConnectAsAdminAsync();
        await admin.DeleteAsync(new LdapDeletion(LdapDn.Parse(group)), default);

        (await GroupsOfAsync(SamplePeople.HeleneLefevre)).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData($"cn=assistance,{Slapd.Suffix}")]
    [InlineData($"cn=assistance,{Slapd.PeopleBase}")]
    [InlineData($"cn=assistance,cn=assistance-027,{Slapd.GroupsBase}")]
    [InlineData($@"cn=assistance\,ou\=groups\,dc\=ac-rouen\,dc\=fr,{Slapd.Suffix}")]
    public async Task A_group_of_the_same_name_elsewhere_gives_nothing(string group)
    {
        await AddGroupAsync(group, SamplePeople.JeanNoelPetit);

        (await slapd.EntryOfAsync("jpetit1")).Texts("memberOf").Should().Contain(name => name.StartsWith("cn=assistance", StringComparison.OrdinalIgnoreCase), "the server has it");
        (await GroupsOfAsync(SamplePeople.JeanNoelPetit)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_name_with_two_parts_is_no_group_of_either_name()
    {
        await AddGroupAsync($"cn=assistance+description=loin,{Slapd.GroupsBase}", SamplePeople.AichaGarcia);

        (await GroupsOfAsync(SamplePeople.AichaGarcia)).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("Équipe « Eure », nord+sud = tout", @"Équipe « Eure »\, nord\+sud \= tout")]
    [InlineData("# dièse; \"et\" <reste>", "\\# dièse\\; \\\"et\\\" \\<reste\\>")]
    public async Task Signs_of_a_name_are_read_as_they_were_meant(string name, string escaped)
    {
        await AddGroupAsync($"cn={escaped},{Slapd.GroupsBase}", SamplePeople.OdileRoux);

        (await GroupsOfAsync(SamplePeople.OdileRoux)).Should().Contain(name);
    }

    [SkippableFact]
    public async Task Another_case_in_the_configuration_is_the_same_place()
    {
        await slapd.OpenAsync();
        await using var other = new OpenedDirectory(slapd.Slapd!.Settings, ("GroupsBase", "OU=Groups, DC=AC-Rouen,dc=FR"));

        (await other.Directory.FindAsync(SamplePeople.FatouSarr.Key, default))!.Groups.Should().Equal("assistance");
    }

    [SkippableFact]
    public async Task Nobody_is_in_a_group_where_nobody_said_where_groups_are()
    {
        await slapd.OpenAsync();
        await using var other = new OpenedDirectory(slapd.Slapd!.Settings, ("GroupsBase", null));

        (await other.Directory.FindAsync(SamplePeople.FatouSarr.Key, default))!.Groups.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task The_provisioning_account_puts_nobody_in_a_group()
    {
        await slapd.OpenAsync();
        await using var provisioning = await slapd.ConnectAsync(Slapd.ProvisioningDn, await File.ReadAllTextAsync(slapd.Slapd!.ProvisioningPasswordFile));
        var group = $"cn=assistance,{Slapd.GroupsBase}";

        var asMember = await provisioning.ModifyAsync(new LdapModification(LdapDn.Parse(group), LdapChange.Add("member", DnOf(SamplePeople.LoicMoreau))), default);
        var byItself = await provisioning.ModifyAsync(new LdapModification(LdapDn.Parse(DnOf(SamplePeople.LoicMoreau)), LdapChange.Add("memberOf", group)), default);

        asMember.IsSuccess.Should().BeFalse();
        byItself.IsSuccess.Should().BeFalse();
        (await GroupsOfAsync(SamplePeople.LoicMoreau)).Should().BeEmpty();
    }

    private static string DnOf(Person person) => $"uid={person.Login},{Slapd.PeopleBase}";

    private async Task<IReadOnlyList<string>> GroupsOfAsync(Person person)
    {
        var directory = await slapd.OpenAsync();
        return (await directory.FindAsync(person.Key, default))!.Groups;
    }

    private async Task AddGroupAsync(string dn, params Person[] members)
    {
        await using var admin = await slapd.ConnectAsAdminAsync();
        var name = LdapDn.Parse(dn).ToRdns()[0];
        var added = await admin.AddAsync(
            new LdapAddition(
                LdapDn.Parse(dn),
                [
                    new LdapAttributeValues("objectClass", "groupOfNames"),
                    .. name.Parts.Select(part => new LdapAttributeValues(part.Attribute, part.Value)),
                    new LdapAttributeValues("member", [.. members.Select(member => (LdapValue)DnOf(member))]),
                ]),
            default);
        added.IsSuccess.Should().BeTrue(added.DiagnosticMessage);
    }
}
