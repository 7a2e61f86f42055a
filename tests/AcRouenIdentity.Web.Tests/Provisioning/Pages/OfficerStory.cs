using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Provisioning.Pages;

/// <summary>What officers and heads of school do on the pages.</summary>
internal static class OfficerStory
{
    public static Person Officer => SamplePeople.OdileRoux;

    public static Person Teacher => SamplePeople.ClaireMartin;

    /// <summary>Directs the collège.</summary>
    public static Person Head => SamplePeople.HeleneLefevre;

    /// <param name="more">Settings besides.</param>
    public static Task<Academy> OpenAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Provisioning:LargestShareClosed"] = "0.5",
            ["Provisioning:UploadFolder"] = Path.Combine(Path.GetTempPath(), $"acrouen-uploads-{Guid.NewGuid():N}"),
            ["Roles:ProvisioningOfficers:0"] = Officer.Login.ToString(),
        };
        foreach (var (name, value) in more)
            settings[name] = value;
        return Academy.OpenAsync(settings);
    }

    public static async Task<PlainBrowser> SignedInAsync(this Academy academy, Person person)
    {
        if (person == Head)
            academy.Directory.Put(Head, SamplePeople.Password);
        var browser = academy.Host.NewBrowser();
        await browser.SignInAsync(person);
        return browser;
    }

    public static string UploadFolder(this Academy academy) => academy.Host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Features.Provisioning.ProvisioningOptions>>().Value.UploadFolder;

    /// <summary>Sends an export through the page and waits until it is planned.</summary>
    public static async Task<WebPage> UploadAsync(this Academy academy, PlainBrowser browser, string export)
    {
        var files = Directory.GetFiles(export).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))).ToArray();
        var sent = await browser.SendFilesAsync(await browser.GetAsync("/chargements"), files);
        return await academy.WaitAsync(browser, sent);
    }

    /// <summary>Follows to the page of a run, until it does not work any more.</summary>
    public static async Task<WebPage> WaitAsync(this Academy academy, PlainBrowser browser, WebPage page)
    {
        var run = await browser.FollowAsync(page);
        var id = int.Parse(run.Address.AbsolutePath.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);
        await Eventually.BeTrueAsync(async () => await academy.FindRunAsync(id) is { } found && (found.IsWaiting || found.IsOver));
        return await browser.GetAsync(run.Address.AbsolutePath);
    }

    public static async Task<RunState> StateOfAsync(this Academy academy, int run) => (await academy.FindRunAsync(run))!.State;

    public static async Task<int> AskAsync(this Academy academy, string source) =>
        (await academy.Host.AskAsync<RunDesk, ProvisioningRun>(desk => desk.AskAsync(source, RunOrigin.Dropped, Officer.Login.ToString(), default))).Id;
}
