using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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
        await Page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(animation => animation.finished)).then(() => null)");
    }

    // What passes and what is left to a reader is not asked for: that is most of the work on long pages.
    private static readonly AxeRunOptions FaultsOnly = new() { ResultTypes = [ResultType.Violations] };

    private static readonly AxeRunOptions ColorsOnly = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    private static readonly AxeRunOptions NamesOnly = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["cat.name-role-value", "cat.text-alternatives", "cat.language"] },
    };

    /// <summary>What axe finds, one line a fault; empty when there is none.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        var result = await Page.RunAxe(FaultsOnly);
        return [.. result.Violations.SelectMany(Describe)];
    }

    /// <summary>The same for what depends on colours alone.</summary>
    public async Task<IReadOnlyList<string>> ColorFaultsAsync()
    {
        var result = await Page.RunAxe(ColorsOnly);
        return [.. result.Violations.SelectMany(Describe)];
    }

    /// <summary>The same for what depends on words alone: names of fields, buttons, links and pictures.</summary>
    public async Task<IReadOnlyList<string>> NameFaultsAsync()
    {
        var result = await Page.RunAxe(NamesOnly);
        return [.. result.Violations.SelectMany(Describe)];
    }

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

    private static IEnumerable<string> Describe(AxeResultItem fault) =>
        fault.Nodes.Select(node => $"{fault.Id} ({fault.Impact}): {fault.Help} at {node.Target} {node.Html}");

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
            complaints.Enqueue(text);
    }
}
