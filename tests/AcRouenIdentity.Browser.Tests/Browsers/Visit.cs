using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>One window. It remembers what the browser complained of: breaches of the content policy, scripts that fail, files that are missing.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const string PictureFolderVariable = "ACROUEN_PICTURES";

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => [.. complaints];

    public static async Task<Visit> BeginAsync(IBrowserContext context)
    {
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.Console += (_, message) => visit.Note(message.Type == "error" && !IsStatusOfThePage(message.Text), message.Text);
        visit.Page.PageError += (_, error) => visit.Note(true, error);
        visit.Page.RequestFailed += (_, request) => visit.Note(request.Failure != "net::ERR_ABORTED", $"{request.Url}: {request.Failure}");
        return visit;
    }

    /// <summary>Another tab of the same window: the same cookies.</summary>
    public async Task<IPage> OpenTabAsync(string address)
    {
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        return tab;
    }

    public async Task<IPage> OpenAsync(string path)
    {
        await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        return Page;
    }

    /// <summary>The same page on another screen, in other colours.</summary>
    public async Task TurnToAsync(Screen screen, ColorScheme colors)
    {
        await Page.SetViewportSizeAsync(screen.Width, screen.Height);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors });
        // Ended, and not waited for: Chromium lets some stand still while nothing else is drawn.
        await Page.EvaluateAsync("for (const animation of document.getAnimations()) animation.finish()");
    }

    /// <summary>What axe finds, one line a fault; empty when there is none.</summary>
    public Task<IReadOnlyList<string>> AccessibilityFaultsAsync() => Axe.FindFaultsAsync(Page, AxeRules.All);

    /// <summary>The same for what depends on colours alone.</summary>
    public Task<IReadOnlyList<string>> ColorFaultsAsync() => Axe.FindFaultsAsync(Page, AxeRules.Colors);

    /// <summary>The same for what depends on words alone: names of fields, buttons, links and pictures.</summary>
    public Task<IReadOnlyList<string>> NameFaultsAsync() => Axe.FindFaultsAsync(Page, AxeRules.Names);

    /// <summary>Pixels that the page is wider than its window.</summary>
    public Task<int> SidewaysScrollAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Keeps a picture of the whole page where <c>ACROUEN_PICTURES</c> names a folder.</summary>
    public async Task PhotographAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(PictureFolderVariable) is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    // The browser writes the status of an error page itself among its errors.
    private static bool IsStatusOfThePage(string text) => text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal);

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
            complaints.Enqueue(text);
    }
}
