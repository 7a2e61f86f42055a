namespace AcRouenIdentity.Testing;

/// <summary>The tree that these tests were built from: sample configurations are tested as they stand there.</summary>
public static class SourceTree
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Folder(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AcRouenIdentity.sln")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("These tests run from within the source tree.");
    }
}
