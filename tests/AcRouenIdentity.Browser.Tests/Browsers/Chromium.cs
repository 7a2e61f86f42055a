using Microsoft.Playwright;

namespace AcRouenIdentity.Browser.Tests.Browsers;

/// <summary>Debian's Chromium, driven as a person would; one for all tests, a fresh profile for each visit.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? program;

    public static bool IsInstalled => File.Exists(Program);

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
            return;

        // Five seconds, unless told otherwise: a page that a busy machine still lays out takes longer.
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        program = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments });
    }

    /// <summary>A window in French on a profile of its own.</summary>
    /// <param name="cookies">What another window kept, as Playwright writes it; null for none.</param>
    public async Task<Visit> VisitAsync(Uri site, Screen screen, ColorScheme colors = ColorScheme.Light, Scripts scripts = Scripts.On, string? cookies = null)
    {
        var context = await program!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = screen.Size,
            HasTouch = screen.IsPhone,
            ColorScheme = colors,
            Locale = "fr-FR",
            JavaScriptEnabled = scripts is Scripts.On,
            StorageState = cookies,
        });
        return await Visit.BeginAsync(context);
    }

    public async Task DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
        playwright?.Dispose();
    }
}

public enum Scripts
{
    On,
    Off,
}

/// <summary>The screens that pages are looked at on.</summary>
public sealed record Screen(string Name, int Width, int Height)
{
    public static Screen Phone { get; } = new("phone", 360, 740);

    public static Screen Desktop { get; } = new("desktop", 1280, 800);

    /// <summary>320 CSS pixels: the smallest phone, and a desktop zoomed to 400 % (WCAG 1.4.10).</summary>
    public static Screen Smallest { get; } = new("smallest", 320, 640);

    public bool IsPhone => Width < 600;

    public ViewportSize Size => new() { Width = Width, Height = Height };
}
