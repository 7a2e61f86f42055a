using System.IO.Compression;

namespace AcRouenIdentity.Web.Features.MailClients.AddOn;

/// <summary>An add-on is a ZIP file. The same contents make the same octets, on any day and any machine.</summary>
internal static class AddOnArchive
{
    /// <summary>The first day that the format knows.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var written = new MemoryStream();
        using (var archive = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
                Add(archive, name, content);
        return written.ToArray();
    }

    // Not compressed: each version of the framework compresses in its own way.
    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Always;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
