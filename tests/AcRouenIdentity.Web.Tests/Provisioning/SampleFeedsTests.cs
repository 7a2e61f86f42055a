using AcRouenIdentity.Infrastructure.Directory;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Web.Tests.Provisioning;

/// <summary>The sample people stand in two places: in the directory that tests load, and in the feeds that fill the one of <c>src/run.sh</c>.</summary>
public sealed class SampleFeedsTests
{
    private static readonly string Feeds = SourceTree.Folder("appsettings.samples", "feeds");

    private static readonly string[] BroughtByFeeds =
    [
        "uid", "cn", "displayName", "givenName", "sn", "mail", "employeeNumber", "acRouenJointure", "acRouenUserType", "acRouenBirthName", "acRouenBirthDate", "acRouenMainUai",
        "acRouenPosting", "objectClass",
    ];

    private static readonly string[] SaidOfAccounts = [.. BroughtByFeeds, "title", "preferredLanguage", "acRouenAccountState", "pwdPolicySubentry", "pwdAccountLockedTime", "memberOf"];

    // No feed names them: one has left, the others serve in no establishment.
    private static readonly string[] OutsideFeeds =
    [
        .. new[]
        {
            SamplePeople.MichelBernard, SamplePeople.OdileRoux, SamplePeople.FatouSarr, SamplePeople.TanguyKerbrat, SamplePeople.BrigitteQuiniou, SamplePeople.EtienneJoubert,
        }.Select(person => person.Login.ToString()),
    ];

    /// <summary>Whom the demo leaves waiting for a first letter.</summary>
    private const string OnlyInFeeds = "ilambert1";

    private static readonly string[] OfEstablishments = ["objectClass", "ou", "l", "telephoneNumber", "acRouenUai", "acRouenStructureType", "acRouenNatureCode", "acRouenSector"];

    [SkippableFact]
    public async Task The_sample_feeds_bring_the_sample_people_with_their_logins_addresses_and_postings()
    {
        await using var filled = await ProgramOnSlapd.StartEmptyAsync();
        await using var loaded = await ProgramOnSlapd.StartAsync(people: 1);
        var (exitCode, output) = await filled.RunAsync("provision", "apply", Feeds);

        exitCode.Should().Be(0, output);
        output.Should().NotContain("rh.csv", "nothing is wrong in the files");
        var expected = (await PeopleOfAsync(loaded, BroughtByFeeds)).Where(person => !OutsideFeeds.Contains(person.Key));
        var brought = await PeopleOfAsync(filled, BroughtByFeeds);
        brought.Should().ContainKey(OnlyInFeeds);
        brought.Where(person => person.Key != OnlyInFeeds).Should().BeEquivalentTo(expected);
        (await EntriesAsync(filled, Slapd.StructuresBase, "acRouenUai", OfEstablishments)).Should().BeEquivalentTo(await EntriesAsync(loaded, Slapd.StructuresBase, "acRouenUai", OfEstablishments));
    }

    [SkippableFact]
    public async Task What_the_demo_does_to_their_accounts_makes_them_the_sample_people()
    {
        RealPart.Need("ldapmodify (Debian package ldap-utils)", () => File.Exists("/usr/bin/ldapmodify"));
        await using var filled = await ProgramOnSlapd.StartEmptyAsync();
        await using var loaded = await ProgramOnSlapd.StartAsync(people: 1);

        await DoneAsync(filled, "provision", "apply", Feeds);
        await filled.Slapd.OpenDemoAccountsAsync();
        await DoneAsync(filled, "provision", "apply", Feeds);
        await DoneAsync(filled, "people", "suspend", SamplePeople.SylvieDubois.Login.ToString(), "--reason", "sample");

        var opened = await PeopleOfAsync(filled, SaidOfAccounts);
        opened[OnlyInFeeds].Should().Contain("acRouenAccountState: announced");
        opened.Where(person => person.Key != OnlyInFeeds).Should().BeEquivalentTo(await PeopleOfAsync(loaded, SaidOfAccounts));
        (await MustChangeAsync(filled)).Should().Equal(await MustChangeAsync(loaded)).And.Equal(SamplePeople.FrancoisDurand.Login.ToString());
        var expired = await EntriesAsync(filled, Slapd.PeopleBase, "pwdPolicySubentry", ["uid", "pwdChangedTime"]);
        expired.Should().ContainSingle().Which.Value.Should().Contain("pwdChangedTime: 20200901080000Z");
        (await filled.RunAsync("people", "find", "--state", "Active", "--lang", "en")).Output.Should().Contain("12 people found", "the records follow the directory");
        (await filled.RunAsync("provision", "apply", Feeds, "--lang", "en")).Output.Should().Contain("0 people written", "the feeds and the accounts agree");
    }

    private static async Task DoneAsync(ProgramOnSlapd program, params string[] arguments)
    {
        var (exitCode, output) = await program.RunAsync(arguments);
        exitCode.Should().Be(0, output);
    }

    private static async Task<IEnumerable<string>> MustChangeAsync(ProgramOnSlapd program) =>
        (await EntriesAsync(program, Slapd.PeopleBase, "pwdReset", ["uid", "pwdReset"])).Where(person => person.Value.Contains("pwdReset: TRUE")).Select(person => person.Key);

    private static Task<Dictionary<string, string[]>> PeopleOfAsync(ProgramOnSlapd program, string[] attributes) => EntriesAsync(program, Slapd.PeopleBase, "uid", attributes);

    /// <summary>The lines of each entry, by the value that names it.</summary>
    private static async Task<Dictionary<string, string[]>> EntriesAsync(ProgramOnSlapd program, string baseDn, string present, string[] attributes)
    {
        var entries = await program.SearchAsync(baseDn, present, attributes);
        return entries.ToDictionary(
            entry => entry.Dn.ToString().Split(',')[0].Split('=')[1],
            entry => attributes.SelectMany(attribute => entry.Texts(attribute).Select(value => $"{attribute}: {value}")).Order(StringComparer.Ordinal).ToArray());
    }
}
