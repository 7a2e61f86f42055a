using System.Net;
using System.Reflection;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.HelpDesk;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xunit.Abstractions;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>
/// Every handler of the help desk, pressed by every role for somebody near and somebody far: who is let in stands in a table of the slice's README, made by this test and held against what the host does.
/// </summary>
public sealed class HandlerTableTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Posting NearPosting = new(SamplePeople.CollegeJacquesTati.Rne, "ENS", "ENSEIGNEMENT", "L0202", "LETTRES MODERNES");

    /// <summary>Of each role somebody; their reach is the Eure where a role has one.</summary>
    private static readonly (string Name, Person Person)[] Actors =
    [
        ("Personnel", SamplePeople.JeanNoelPetit),
        ("Secretariat", SamplePeople.AichaGarcia with { Postings = [new Posting(SamplePeople.CollegeJacquesTati.Rne, "ADF", "PERSONNELS ADMINISTRATIFS", null, null)] }),
        ("Agent 027", SamplePeople.TanguyKerbrat),
        ("Agent", SamplePeople.FatouSarr),
        ("Supervisor", SamplePeople.BrigitteQuiniou),
        ("Auditor", SamplePeople.EtienneJoubert),
        ("Administrator", SamplePeople.OdileRoux),
    ];

    /// <summary>Serves in the Eure, and in the Seine-Maritime.</summary>
    private static readonly (string Name, Person Person)[] Targets = [("near", SamplePeople.JeanNoelPetit with { Key = SamplePeople.BaoNguyen.Key, Login = SamplePeople.BaoNguyen.Login, Postings = [NearPosting] }), ("far", SamplePeople.ClaireMartin)];

    private HelpDeskStory story = null!;
    private string nearReference = "";

    public async Task InitializeAsync() => story = await HelpDeskStory.OpenAsync();

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task Each_handler_lets_in_the_roles_of_the_table_for_those_within_their_reach_and_nobody_else()
    {
        foreach (var (_, person) in Actors.Concat(Targets))
            story.Host.Directory.Put(person, SamplePeople.Password);
        var near = nearReference = HelpDeskStory.ReferenceOf(await story.CallAsync(Targets[0].Person));
        var far = HelpDeskStory.ReferenceOf(await story.CallAsync(Targets[1].Person));

        var table = new List<string> { $"| Handler | {string.Join(" | ", Actors.Select(actor => actor.Name))} |", $"|---|{string.Concat(Actors.Select(_ => "---|"))}" };
        foreach (var handler in Handlers())
        {
            var cells = new List<string>();
            foreach (var (_, actor) in Actors)
                cells.Add(await CellAsync(handler, actor, near, far));
            table.Add($"| {handler} | {string.Join(" | ", cells)} |");
        }

        var made = string.Join('\n', table);
        output.WriteLine(made);
        ReadTable().Should().Be(made);
    }

    private async Task<string> CellAsync(Handler handler, Person actor, string near, string far)
    {
        var (forNear, forFar) = (await IsLetInAsync(handler, actor, near), await IsLetInAsync(handler, actor, far));
        return (forNear, forFar) switch { (true, true) => "all", (true, false) => "own", (false, false) => "", (false, true) => "far alone" };
    }

    /// <summary>Refused is 403, or sent back with a refusal: whatever else is answered, the handler was reached and may act.</summary>
    private async Task<bool> IsLetInAsync(Handler handler, Person actor, string reference)
    {
        if (handler is { Page: "Open", IsGet: false })
            return await OpensAsync(actor, reference);
        var browser = await story.BrowserOfAsync(actor);
        var path = handler.Page switch
        {
            "Case" => $"/assistance/dossiers/{reference}",
            "Desk" => "/assistance",
            "Open" => "/assistance/dossiers",
            "Supervision" => "/assistance/pilotage",
            "Search" => "/assistance/recherche",
            "Vouch" => HelpDeskStory.Vouching,
            "Own" => HelpDeskStory.Own,
            _ => throw new InvalidOperationException($"Where is {handler.Page}?"),
        };
        var answer = handler.IsGet ? await browser.GetAsync(path) : await PostAsync(browser, actor, $"{path}?handler={handler.Name}", handler.Fields);
        return answer.Status != HttpStatusCode.Forbidden && answer.Redirect?.Query.Contains("refus=", StringComparison.Ordinal) != true;
    }

    private async Task<bool> OpensAsync(Person actor, string reference)
    {
        var target = Targets.Single(known => known.Name == (reference == nearReference ? "near" : "far")).Person;
        var answer = await PostAsync(await story.BrowserOfAsync(actor), actor, "/assistance/dossiers", [("Login", target.Login.ToString())]);
        return answer.Redirect?.AbsolutePath.StartsWith("/assistance/dossiers/", StringComparison.Ordinal) == true;
    }

    private async Task<WebPage> PostAsync(PlainBrowser browser, Person actor, string path, (string Name, string Value)[] fields)
    {
        // Any form of the browser carries the proof that it is the person's own.
        var token = (await browser.GetAsync("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await story.PostAsync(actor, path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    private static IEnumerable<Handler> Handlers() => PageTypes().SelectMany(HandlersOf).SelectMany(handler => handler.Page is "Case" && handler.Name is "Act" or "AskSecond"
        ? HelpActs.OfAccounts.Select(act => handler with { Fields = [("Form.Act", act.ToString())] })
        : [handler]);

    private static IEnumerable<Type> PageTypes() => typeof(HelpDeskTexts).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(PageModel)) && type.Namespace!.StartsWith(typeof(HelpDeskTexts).Namespace!, StringComparison.Ordinal))
        .OrderBy(type => type.Name);

    private static IEnumerable<Handler> HandlersOf(Type page) => page.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.Name.StartsWith("OnGet", StringComparison.Ordinal) || method.Name.StartsWith("OnPost", StringComparison.Ordinal))
        .Select(method => new Handler(
            page.Name.Replace("Page", "", StringComparison.Ordinal),
            method.Name.Replace("Async", "", StringComparison.Ordinal).Replace("OnGet", "", StringComparison.Ordinal).Replace("OnPost", "", StringComparison.Ordinal),
            method.Name.StartsWith("OnGet", StringComparison.Ordinal)))
        .OrderBy(handler => (handler.IsGet ? "" : "1") + handler.Name, StringComparer.Ordinal);

    private static string ReadTable()
    {
        var readme = File.ReadAllText(SourceTree.Folder("src", "AcRouenIdentity.Web", "Features", "HelpDesk", "README.md"));
        var lines = readme.Split('\n').SkipWhile(line => !line.StartsWith("| Handler", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'));
        return string.Join('\n', lines).Trim();
    }

    private sealed record Handler(string Page, string Name, bool IsGet)
    {
        public (string Name, string Value)[] Fields { get; init; } = [];

        public override string ToString() => IsGet ? $"{Page} (read)" : $"{Page} {Name}{string.Concat(Fields.Select(field => $" {field.Value}"))}".TrimEnd();
    }
}
