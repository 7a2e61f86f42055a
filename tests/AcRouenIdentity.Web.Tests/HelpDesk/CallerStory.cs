using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.HelpDesk.Search;
using AcRouenIdentity.Web.Tests.Colleagues;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>A provider with agents, and the sample people in its records.</summary>
internal static class CallerStory
{
    public const string Desk = "/assistance";
    public const string Search = "/assistance/recherche";

    public static async Task<ProviderHost> OpenAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>());
        foreach (var (index, (role, group, scope)) in new[] { ("Agent", "assistance", "academie"), ("Agent", "assistance-027", "027"), ("Supervisor", "assistance-responsables", "academie") }.Index())
        {
            all[$"Roles:Grants:{index}:Role"] = role;
            all[$"Roles:Grants:{index}:Group"] = group;
            all[$"Roles:Grants:{index}:Scope"] = scope;
        }

        var host = await ProviderHost.StartAsync(all, replace);
        await host.AddRecordsAsync(SamplePeople.All);
        await host.AskAsync<SchoolReading, int>(async schools =>
        {
            await schools.RefreshAsync(default);
            return 0;
        });
        return host;
    }

    /// <summary>Types and presses the button, as without script.</summary>
    public static async Task<WebPage> SearchAsync(this PlainBrowser browser, string text) => await browser.PressAsync(await browser.GetAsync(Desk), "Chercher", ("q", text));

    public static IReadOnlyList<string> NamesOn(WebPage page) => [.. page.Document.QuerySelectorAll(".callers__name").Select(name => name.TextContent.Trim())];

    public static async Task<IReadOnlyList<string>> FindAsync(this PlainBrowser browser, string text) => NamesOn(await browser.SearchAsync(text));
}
