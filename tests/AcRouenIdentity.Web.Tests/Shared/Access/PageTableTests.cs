using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.HelpDesk;
using Xunit.Abstractions;

namespace AcRouenIdentity.Web.Tests.Shared.Access;

/// <summary>
/// Every handler of every page, as routing knows them, pressed as every role, near and far where there is somebody whom it is about: who gets in stands in a table of the README beside the policies, made by
/// this test and held against what the host does. The help desk has a table of its own (<see cref="HandlerTableTests"/>).
/// </summary>
public sealed class PageTableTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string OwnTable = "HelpDesk";
    private const string Ending = "/compte/piratage";

    private static readonly Rne College = SamplePeople.CollegeJacquesTati.Rne;

    /// <summary>Of each role somebody; null is nobody. Where a role has bounds, they are the Eure, or a school there.</summary>
    private static readonly (string Name, Person? Person)[] Actors =
    [
        ("Nobody", null),
        ("Personnel", SamplePeople.JeanNoelPetit),
        ("Head", SamplePeople.HeleneLefevre),
        ("Secretariat", SamplePeople.AichaGarcia with { Postings = [new Posting(College, "ADF", "PERSONNELS ADMINISTRATIFS", null, null)] }),
        ("Agent", SamplePeople.FatouSarr),
        ("Supervisor", SamplePeople.BrigitteQuiniou),
        ("Officer 027", SamplePeople.TanguyKerbrat with { Groups = [] }),
        ("Officer", SamplePeople.LoicMoreau with { Postings = [] }),
        ("Auditor", SamplePeople.EtienneJoubert),
        ("Administrator", SamplePeople.OdileRoux),
    ];

    private readonly Dictionary<string, PlainBrowser> browsers = [];
    private HelpDeskStory story = null!;
    private ProbeTarget near = null!;
    private ProbeTarget far = null!;

    public async Task InitializeAsync()
    {
        story = await HelpDeskStory.OpenAsync(
            ("MailClients:Passwords", "true"),
            ("Roles:Grants:4:Role", "ProvisioningOfficer"), ("Roles:Grants:4:Login", SamplePeople.TanguyKerbrat.Login.ToString()), ("Roles:Grants:4:Scope", "027"),
            ("Roles:Grants:5:Role", "ProvisioningOfficer"), ("Roles:Grants:5:Login", SamplePeople.LoicMoreau.Login.ToString()), ("Roles:Grants:5:Scope", "academie"));
        foreach (var (_, person) in Actors)
            if (person is not null)
                story.Host.Directory.Put(person, SamplePeople.Password);
        near = await PageProbes.PutAsync(story.Host, SamplePeople.BaoNguyen with { Postings = [new Posting(College, "ENS", "ENSEIGNEMENT", null, null)] }, Login.Parse("zpres1"), batch: 901);
        far = await PageProbes.PutAsync(story.Host, SamplePeople.ClaireMartin, Login.Parse("zloin1"), batch: 902);
    }

    public async Task DisposeAsync()
    {
        foreach (var browser in browsers.Values)
            browser.Dispose();
        await story.DisposeAsync();
    }

    [Fact]
    public async Task Each_handler_of_each_page_lets_in_the_roles_of_the_table_and_nobody_else()
    {
        var handlers = (await PageHandlers.AllOfAsync(story.Host)).Where(handler => handler.Slice != OwnTable).ToList();
        var rows = new Dictionary<PageHandler, string>();
        // What closes the account of whoever presses it comes last.
        foreach (var handler in handlers.OrderBy(handler => handler is { Path: Ending, IsRead: false }))
            rows[handler] = await RowAsync(handler);

        var made = string.Join('\n', [$"| Handler | {string.Join(" | ", Actors.Select(actor => actor.Name))} |", $"|---|{string.Concat(Actors.Select(_ => "---|"))}", .. handlers.Select(handler => rows[handler])]);
        output.WriteLine(made);
        ReadTable().Should().Be(made);
    }

    [Fact]
    public void Each_endpoint_says_who_may_come() => PageHandlers.SayNothingOfAccess(story.Host).Should().BeEmpty();

    private async Task<string> RowAsync(PageHandler handler)
    {
        var cells = new List<string>();
        foreach (var (name, person) in Actors)
            cells.Add(await CellAsync(handler, name, person));
        return $"| {handler} | {string.Join(" | ", cells)} |";
    }

    private async Task<string> CellAsync(PageHandler handler, string name, Person? person)
    {
        if (!PageProbes.HasTarget(handler))
            return await IsLetInAsync(handler, name, person, near) ? "all" : "";
        return (await IsLetInAsync(handler, name, person, near), await IsLetInAsync(handler, name, person, far)) switch
        {
            (true, true) => "all",
            (true, false) => "own",
            (false, false) => "",
            (false, true) => "far alone",
        };
    }

    private async Task<bool> IsLetInAsync(PageHandler handler, string name, Person? person, ProbeTarget target)
    {
        var browser = await BrowserAsync(name, person);
        var probe = PageProbes.Of(handler, target);
        var answer = handler.IsRead ? await browser.GetAsync(probe.Path) : await PostAsync(browser, person, probe);
        return !PageProbes.IsRefused(handler, answer) && probe.LetsIn(answer);
    }

    /// <summary>Some handlers sign whoever presses them out.</summary>
    private async Task<PlainBrowser> BrowserAsync(string name, Person? person)
    {
        if (browsers.TryGetValue(name, out var there) && (person is null || await there.IsSignedInAsync()))
            return there;
        there?.Dispose();
        var browser = browsers[name] = story.Host.NewBrowser();
        if (person is not null)
            await browser.FollowAsync(await browser.SignInAsync(person));
        return browser;
    }

    private static async Task<WebPage> PostAsync(PlainBrowser browser, Person? person, Probe probe)
    {
        var token = (await browser.GetAsync(person is null ? "/connexion" : "/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(probe.Fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var request = new HttpRequestMessage(HttpMethod.Post, probe.Path) { Content = content };
        return await browser.SendAsync(request);
    }

    private static string ReadTable()
    {
        var readme = File.ReadAllText(SourceTree.Folder("src", "AcRouenIdentity.Web", "Features", "Shared", "Access", "README.md"));
        var lines = readme.Split('\n').SkipWhile(line => !line.StartsWith("| Handler", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'));
        return string.Join('\n', lines).Trim();
    }
}
