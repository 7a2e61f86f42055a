using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Shared.Themes;

/// <summary>Finds the chosen theme at start; the default one stands in, with a warning, for a theme whose files are not installed.</summary>
internal sealed class ThemeLoader(IOptions<ThemeOptions> options, IHostEnvironment environment, ILogger<ThemeLoader> log)
{
    private const string ManifestFile = "theme.json";
    private const int VersionBytes = 6;

    /// <exception cref="InvalidOperationException">A theme.json is missing or cannot be read: the installation is broken.</exception>
    public Theme Load()
    {
        var root = Path.GetFullPath(options.Value.Folder ?? "themes", environment.ContentRootPath);
        var name = options.Value.Name;
        var manifest = ReadManifest(Path.Combine(root, name));
        if (manifest.Needs.FirstOrDefault(need => !Path.Exists(Path.Combine(root, name, need))) is not { } missing)
            return Compose(root, name, manifest);

        log.ThemeNotInstalled(name, missing, Theme.DefaultName);
        return Compose(root, Theme.DefaultName, ReadManifest(Path.Combine(root, Theme.DefaultName)));
    }

    private static Theme Compose(string root, string name, ThemeManifest manifest)
    {
        string[] folders = name == Theme.DefaultName ? [Path.Combine(root, name)] : [Path.Combine(root, name), Path.Combine(root, Theme.DefaultName)];
        return new Theme(manifest, $"/theme/{name}-{Version(folders, manifest)}", folders);
    }

    private static ThemeManifest ReadManifest(string folder)
    {
        var file = Path.Combine(folder, ManifestFile);
        if (!File.Exists(file))
            throw new InvalidOperationException($"No theme there: {file}");
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<ThemeManifest>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"Empty: {file}");
    }

    // The manifest and what it names change whenever the look does.
    private static string Version(string[] folders, ThemeManifest manifest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files = [ManifestFile, .. manifest.Stylesheets, .. manifest.Scripts, manifest.Logo ?? "", manifest.Favicon ?? ""];
        foreach (var path in files.Select(file => Path.Combine(folders[0], file)).Where(File.Exists))
            hash.AppendData(File.ReadAllBytes(path));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, VersionBytes));
    }
}
