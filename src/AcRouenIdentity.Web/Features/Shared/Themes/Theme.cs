namespace AcRouenIdentity.Web.Features.Shared.Themes;

/// <summary>The look in use: what its manifest says and where its files are served.</summary>
/// <param name="BasePath">Begins with a slash and changes with the content of the theme, so that browsers may keep its files for ever.</param>
/// <param name="Folders">Looked up in this order: the theme, then the default one.</param>
public sealed record Theme(ThemeManifest Manifest, PathString BasePath, IReadOnlyList<string> Folders)
{
    public const string DefaultName = "neutral";

    /// <summary>Address of a file of the theme, to write in a page.</summary>
    public string Address(PathString pathBase, string file) => $"{pathBase}{BasePath}/{file}";
}
