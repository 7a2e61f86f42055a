namespace AcRouenIdentity.Infrastructure.Directory;

/// <summary>The service account's password, from its file or from the configuration.</summary>
internal static class DirectoryCredentials
{
    public static string Read(DirectoryOptions options) =>
        options.BindPasswordFile is { } file ? File.ReadLines(file).FirstOrDefault("").Trim() : options.BindPassword ?? "";
}
