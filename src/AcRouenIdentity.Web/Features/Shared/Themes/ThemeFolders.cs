namespace AcRouenIdentity.Web.Features.Shared.Themes;

internal static class ThemeFolders
{
    /// <summary>Where texts of mails and letters are looked up, the program's own neutral theme last: themes kept elsewhere may be older than the program, which prints and sends by them.</summary>
    public static IReadOnlyList<string> FoldersWithOurs(this IServiceProvider services) =>
    [
        .. services.GetRequiredService<Theme>().Folders
            .Append(Path.Combine(services.GetRequiredService<IHostEnvironment>().ContentRootPath, "themes", Theme.DefaultName))
            .Select(Path.GetFullPath)
            .Distinct(),
    ];
}
