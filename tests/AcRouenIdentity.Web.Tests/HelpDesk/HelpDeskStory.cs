using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>A help desk with two agents, a supervisor, an auditor, an administrator and two secretaries, and people who call.</summary>
internal sealed class HelpDeskStory : IAsyncDisposable
{
    public const string Desk = "/assistance";
    public const string Vouching = "/assistance/attestations";
    public const string Own = "/compte/assistance";
    public const string BirthDate = "14/07/1985";

    private readonly Dictionary<Login, PlainBrowser> browsers = [];

    private HelpDeskStory(ProviderHost host) => Host = host;

    public ProviderHost Host { get; }

    /// <summary>Of the académie.</summary>
    public static Person Agent => SamplePeople.FatouSarr;

    /// <summary>Of the Eure.</summary>
    public static Person AgentOfTheEure => SamplePeople.TanguyKerbrat;

    public static Person Supervisor => SamplePeople.BrigitteQuiniou;

    public static Person Auditor => SamplePeople.EtienneJoubert;

    public static Person Administrator => SamplePeople.OdileRoux;

    /// <summary>Of the lycée, in the Seine-Maritime.</summary>
    public static Person Secretary => SamplePeople.AichaGarcia;

    /// <summary>Serves in the lycée.</summary>
    public static Person Caller => SamplePeople.ClaireMartin;

    /// <summary>Serves in the Seine-Maritime and in the Eure.</summary>
    public static Person CallerOfBoth => SamplePeople.BaoNguyen;

    public static async Task<HelpDeskStory> OpenAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Roles:Grants:0:Role"] = "Agent", ["Roles:Grants:0:Group"] = "assistance", ["Roles:Grants:0:Scope"] = "academie",
            ["Roles:Grants:1:Role"] = "Agent", ["Roles:Grants:1:Group"] = "assistance-027", ["Roles:Grants:1:Scope"] = "027",
            ["Roles:Grants:2:Role"] = "Supervisor", ["Roles:Grants:2:Group"] = "assistance-responsables", ["Roles:Grants:2:Scope"] = "academie",
            ["Roles:Grants:3:Role"] = "Auditor", ["Roles:Grants:3:Group"] = "auditeurs", ["Roles:Grants:3:Scope"] = "academie",
            ["Roles:Administrators:0"] = Administrator.Login.ToString(),
            ["Assistance:Mail"] = "assistance@exemple.fr",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        var story = new HelpDeskStory(await ProviderHost.StartAsync(all));
        foreach (var person in SamplePeople.All)
            await story.RecordAsync(person);
        return story;
    }

    /// <summary>The browser of somebody, signed in.</summary>
    public async Task<PlainBrowser> BrowserOfAsync(Person person)
    {
        if (browsers.TryGetValue(person.Login, out var there))
            return there;
        var browser = Host.NewBrowser();
        browsers[person.Login] = browser;
        await browser.FollowAsync(await browser.SignInAsync(person));
        return browser;
    }

    /// <summary>The page of the case that an agent opens for whoever calls.</summary>
    public async Task<WebPage> CallAsync(Person caller, Person? agent = null)
    {
        var browser = await BrowserOfAsync(agent ?? Agent);
        var token = (await browser.GetAsync(Desk)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.FollowAsync(await PostAsync(agent ?? Agent, "/assistance/dossiers", ("Login", caller.Login.ToString()), ("__RequestVerificationToken", token)));
    }

    /// <summary>Presses a button of a page of the agent, and follows to where that leads.</summary>
    public async Task<WebPage> PressAsync(WebPage page, string button, params (string Name, string Value)[] fields) => await PressAsync(Agent, page, button, fields);

    public async Task<WebPage> PressAsync(Person who, WebPage page, string button, params (string Name, string Value)[] fields)
    {
        var browser = await BrowserOfAsync(who);
        return await browser.FollowAsync(await browser.PressAsync(page, button, fields));
    }

    public Task<WebPage> SayNumenAsync(WebPage page, Person person) => PressAsync(page, "Comparer NUMEN", ("Form.Typed", person.Numen!.Value.Reveal()));

    public Task<WebPage> SayBirthDateAsync(WebPage page, string day = BirthDate) => PressAsync(page, "Comparer Date de naissance", ("Form.Typed", day));

    /// <summary>Reaches the standard level: NUMEN, birth date, call back.</summary>
    public async Task<WebPage> VerifyAsync(WebPage page, Person caller)
    {
        page = await SayNumenAsync(page, caller);
        page = await SayBirthDateAsync(page);
        return await PressAsync(page, "Attester Rappel à l’établissement", ("Form.Typed", "Le secrétariat m’a passé la personne."));
    }

    /// <summary>Reaches the high level.</summary>
    public async Task<WebPage> VerifyHighlyAsync(WebPage page)
    {
        page = await SayBirthDateAsync(page);
        return await PressAsync(page, "Attester Pièce d’identité vue", ("Form.Typed", "Carte d’identité, au rectorat."));
    }

    /// <summary>Sends what no button of the page would, as the agent.</summary>
    public async Task<WebPage> ForceAsync(WebPage page, string handler, params (string Name, string Value)[] fields)
    {
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var browser = await BrowserOfAsync(Agent);
        return await browser.FollowAsync(await PostAsync(Agent, $"{page.Address.AbsolutePath}?handler={handler}", [.. fields, ("__RequestVerificationToken", token)]));
    }

    public async Task<WebPage> PostAsync(Person who, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await (await BrowserOfAsync(who)).SendAsync(request);
    }

    public static string ReferenceOf(WebPage page) => page.Address.AbsolutePath.Split('/')[^1];

    public Task<AssistanceCase> CaseAsync(WebPage page)
    {
        var reference = ReferenceOf(page);
        return Host.AskAsync<IdentityDb, AssistanceCase>(db => db.Cases.AsNoTracking().SingleAsync(row => row.Reference == reference));
    }

    /// <summary>The facts of an event, the latest first.</summary>
    public Task<List<string>> EventsAsync(AcRouenIdentity.Domain.Audit.AuditKind kind) => Host.AskAsync<IdentityDb, List<string>>(
        db => db.AuditEntries.AsNoTracking().Where(entry => entry.Kind == kind).OrderByDescending(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());

    public async Task<IReadOnlyList<ReceivedMail>> MailsToAsync(string address) => [.. (await Host.ReadMailsAsync()).Where(mail => mail.To == address)];

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values)
            browser.Dispose();
        await Host.DisposeAsync();
    }

    private async Task RecordAsync(Person person)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var (db, records) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<PersonRecords>());
        db.Add(records.New(
            new KnownPerson
            {
                Key = person.Key,
                FeedKey = person.Key,
                Login = person.Login,
                Address = person.Address,
                State = person.State,
                Facts = new PersonFacts
                {
                    GivenName = person.GivenName,
                    Surname = person.Surname,
                    BirthDate = new DateOnly(1985, 7, 14),
                    Numen = person.Numen,
                    Postings = person.Postings,
                    MainEstablishment = person.Postings.Count == 0 ? null : person.Postings[0].Rne,
                },
            },
            Host.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
    }
}
