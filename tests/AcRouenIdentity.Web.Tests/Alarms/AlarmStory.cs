using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Mails;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Alarms;
using AcRouenIdentity.Web.Features.Recovery.Assisted;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Alarms;

/// <summary>How accounts are blocked, and given back.</summary>
internal static partial class AlarmStory
{
    public const string Blocked = "Votre compte est bloqué";
    public const string Contest = "/contester";

    public static async Task RaiseAsync(this ProviderHost host, Person person, AccountAlarm alarm)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountAlarms>().RaiseAsync(person, alarm, default);
    }

    public static Task<AccountAlarm?> AlarmOfAsync(this ProviderHost host, Person person) => host.AskAsync<AccountAlarms, AccountAlarm?>(alarms => alarms.FindAsync(person, default));

    /// <summary>By a code of the assistance, up to the page that sets a password.</summary>
    public static async Task<WebPage> ProveByAssistanceAsync(this ProviderHost host, PlainBrowser browser, Person person)
    {
        var code = await host.AskAsync<AssistanceCodes, PrintedCode>(codes => codes.IssueAsync(person, new AssistanceGround("D-1234", Officer: null, Level: null), default));
        return await browser.SubmitAsync(await browser.GetAsync(RecoveryStory.Assistance), ("Form.Name", person.Login.ToString()), ("Form.Code", code.RevealInGroups()));
    }

    /// <summary>The account is theirs again, with <see cref="SamplePeople.AnotherPassword"/>.</summary>
    public static async Task RecoverAsync(this ProviderHost host, Person person)
    {
        using var browser = host.NewBrowser();
        await host.ProveByAssistanceAsync(browser, person);
        await browser.ChoosePasswordAsync();
    }

    public static Task<int> CountEventsAsync(this ProviderHost host, AuditKind kind) => host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == kind));

    /// <summary>The newest code in a mail to this address by which a change is contested.</summary>
    public static async Task<string> ContestCodeAsync(this ProviderHost host, string to) =>
        CodeIn((await host.ReadMailsAsync()).Last(mail => mail.To == to && CodeIn(mail).Length > 0));

    /// <summary>Empty where the mail has none.</summary>
    public static string CodeIn(ReceivedMail mail) => CodePattern().Match(mail.Text).Value.Trim();

    public static async Task<WebPage> ContestAsync(this PlainBrowser browser, string code) =>
        await browser.PressAsync(await browser.GetAsync(Contest), "Bloquer mon compte", ("Form.Code", code));

    [GeneratedRegex(@"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\r?$", RegexOptions.Multiline)]
    private static partial Regex CodePattern();
}
