namespace AcRouenIdentity.Web.Features.Shared.Themes;

/// <summary>The file <c>theme.json</c>: what a theme brings. Addresses are relative to the folder of the theme.</summary>
public sealed record ThemeManifest
{
    public IReadOnlyList<string> Stylesheets { get; init; } = [];

    /// <summary>JavaScript modules; pages work without them.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    public string? Favicon { get; init; }

    /// <summary>An image for the header; null for the block mark of the State, made of text.</summary>
    public string? Logo { get; init; }

    /// <summary>Name of the service, in the header and in titles.</summary>
    public required string ServiceName { get; init; }

    /// <summary>A line under the name, or null.</summary>
    public string? Tagline { get; init; }

    /// <summary>Lines of the block mark of the State: "Académie", "de Rouen".</summary>
    public IReadOnlyList<string> Mark { get; init; } = [];

    /// <summary>Colour of the browser's own bars, light then dark.</summary>
    public string? ColorLight { get; init; }

    public string? ColorDark { get; init; }

    /// <summary>Files or folders that an installation adds (DSFR); the theme cannot serve without them.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Public sites named in the footer.</summary>
    public IReadOnlyList<ThemeLink> Links { get; init; } = [];
}

public sealed record ThemeLink(string Text, string Url);
