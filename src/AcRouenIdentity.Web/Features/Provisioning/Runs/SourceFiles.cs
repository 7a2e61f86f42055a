using System.Security.Cryptography;
using System.Text;
using AcRouenIdentity.Domain.Provisioning.Runs;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>The files of a source, and what they hold.</summary>
internal static class SourceFiles
{
    public static bool Exists(string source) => File.Exists(source) || System.IO.Directory.Exists(source);

    /// <summary>Sorted by name; folders are not looked into below their first level.</summary>
    public static async Task<IReadOnlyList<RunFile>> ReadAsync(string source, int runId, CancellationToken cancellationToken)
    {
        var files = new List<RunFile>();
        foreach (var path in System.IO.Directory.Exists(source) ? System.IO.Directory.EnumerateFiles(source).Order(StringComparer.Ordinal) : (IEnumerable<string>)[source])
        {
            await using var stream = File.OpenRead(path);
            var hash = await SHA256.HashDataAsync(stream, cancellationToken);
            files.Add(new RunFile { RunId = runId, Name = Path.GetFileName(path), Bytes = stream.Length, Sha256 = Convert.ToHexStringLower(hash) });
        }

        return files;
    }

    /// <summary>Tells one content from another, whatever the place and the dates of the files.</summary>
    public static string Fingerprint(IEnumerable<RunFile> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(file => $"{file.Sha256} {file.Name}")))));
}
