using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>A site's own theme in a folder of its own, with only what it changes.</summary>
internal sealed class ChangedTheme : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-theme-");

    public string Folder => folder.FullName;

    public string FileOf(string template) => Path.Combine(Folder, "letters", $"{template}.liquid");

    public void Change(string template, Func<string, string> change)
    {
        folder.CreateSubdirectory("letters");
        File.WriteAllText(FileOf(template), change(File.ReadAllText(Path.Combine(LetterPrinters.NeutralTheme, "letters", $"{template}.liquid"))));
    }

    public void WriteManifest(string json) => File.WriteAllText(Path.Combine(Folder, "theme.json"), json);

    public void Dispose() => folder.Delete(recursive: true);
}
