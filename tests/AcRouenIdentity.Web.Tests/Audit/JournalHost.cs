using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Audit;

/// <summary>A provider with an auditor, and with somebody in each other role.</summary>
internal static class JournalHost
{
    public const string Page = "/journal";

    public static Person Auditor => SamplePeople.EtienneJoubert;

    /// <param name="more">Settings besides.</param>
    public static Task<ProviderHost> StartAsync(params (string Name, string Value)[] more) => ProviderHost.StartAsync(new Dictionary<string, string?>(more.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
    {
        ["Roles:Grants:0:Role"] = "Auditor",
        ["Roles:Grants:0:Group"] = "auditeurs",
        ["Roles:Grants:0:Scope"] = "academie",
        ["Roles:Grants:1:Role"] = "Agent",
        ["Roles:Grants:1:Group"] = "assistance",
        ["Roles:Grants:1:Scope"] = "academie",
        ["Roles:Grants:2:Role"] = "Supervisor",
        ["Roles:Grants:2:Group"] = "assistance-responsables",
        ["Roles:Grants:2:Scope"] = "academie",
        ["Roles:ProvisioningOfficers:0"] = SamplePeople.OdileRoux.Login.ToString(),
        ["Roles:Administrators:0"] = SamplePeople.OdileRoux.Login.ToString(),
    });

    public static async Task HappenAsync(this ProviderHost host, params AuditEvent[] events)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        foreach (var happened in events)
            trail.Record(happened);
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().SaveChangesAsync();
    }

    public static Task<string> SubjectOfAsync(this ProviderHost host, Person person) => host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(person)));

    public static Task<List<AuditEntry>> EntriesOfAsync(this ProviderHost host, AuditKind kind) =>
        host.AskAsync<IdentityDb, List<AuditEntry>>(db => db.AuditEntries.AsNoTracking().Where(entry => entry.Kind == kind).OrderBy(entry => entry.Sequence).ToListAsync());

    public static Task SealAsync(this ProviderHost host) => host.AskAsync<AuditSealing, AuditHead?>(sealing => sealing.SealAsync(default));

    /// <summary>What the auditor asks for with the form of the page.</summary>
    public static async Task<WebPage> SearchAsync(this PlainBrowser browser, params (string Name, string Value)[] fields) =>
        await browser.FollowAsync(await browser.PressAsync(await browser.GetAsync(Page), "Rechercher", fields));

    public static IEnumerable<string> Lines(this WebPage page) =>
        page.Document.QuerySelectorAll("table.records tbody tr").Select(row => string.Join(" | ", row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
}
