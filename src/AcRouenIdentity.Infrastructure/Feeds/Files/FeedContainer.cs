using System.IO.Compression;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>
/// A file that was dropped: an archive, or a file by itself. Archives are read through, never unpacked to a disk, so that no name in them can lead anywhere;
/// one that tries is refused all the same.
/// </summary>
internal abstract class FeedContainer(string path, FeedLimits limits, FeedProgress progress)
{
    public string Path { get; } = path;

    public string Name { get; } = System.IO.Path.GetFileName(path);

    protected FeedLimits Limits { get; } = limits;

    protected FeedProgress Progress { get; } = progress;

    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>Null for a file of no known form.</summary>
    public static FeedContainer? Find(string path, FeedLimits limits, FeedProgress progress) => System.IO.Path.GetFileName(path).ToLowerInvariant() switch
    {
        var name when name.EndsWith(".tgz", StringComparison.Ordinal) || name.EndsWith(".tar.gz", StringComparison.Ordinal) => new Tar(path, limits, progress),
        var name when name.EndsWith(".zip", StringComparison.Ordinal) => new Zip(path, limits, progress),
        var name when name.EndsWith(".xml", StringComparison.Ordinal) => new Plain(path, limits, progress),
        _ => null,
    };

    /// <summary>Each entry in the order of the archive; its stream is good until the next one is asked for.</summary>
    /// <exception cref="FeedRefusal">An unsafe entry, or too much of it.</exception>
    /// <exception cref="InvalidDataException">A broken archive.</exception>
    public abstract IEnumerable<FeedEntry> Entries();

    protected FileStream OpenFile() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);

    protected Stream OpenCounted(UnpackingAllowance allowance) => new GuardedStream(OpenFile(), read =>
    {
        allowance.Packed(read);
        Progress.Read(read);
    });

    protected void Count(int number)
    {
        if (number > Limits.Files)
            throw new FeedRefusal(FeedIssueKind.ArchiveTooLarge);
    }

    /// <summary>Relative, going down only, in portable letters.</summary>
    protected static string SafeName(string name)
    {
        var parts = name.Split('/');
        var safe = name.Length is > 0 and <= 512 && !name.Contains('\\') && !name.Contains(':') && FeedValue.IsClean(name)
            && parts[0].Length > 0 && !parts.Contains("..");
        return safe ? parts[^1] : throw new FeedRefusal(FeedIssueKind.ArchiveEntryUnsafe);
    }

    private sealed class Plain(string path, FeedLimits limits, FeedProgress progress) : FeedContainer(path, limits, progress)
    {
        public override IEnumerable<FeedEntry> Entries()
        {
            yield return new FeedEntry(Name, () => OpenCounted(new UnpackingAllowance(Limits)));
        }
    }

    private sealed class Tar(string path, FeedLimits limits, FeedProgress progress) : FeedContainer(path, limits, progress)
    {
        public override IEnumerable<FeedEntry> Entries()
        {
            var allowance = new UnpackingAllowance(Limits);
            using var tar = new TarWalk(new GuardedStream(new GZipStream(OpenCounted(allowance), CompressionMode.Decompress), allowance.Unpacked));
            for (var number = 1; tar.Next() is { } file; number++)
            {
                Count(number);
                yield return new FeedEntry(SafeName(file.Name), () => file.Content);
            }
        }
    }

    private sealed class Zip(string path, FeedLimits limits, FeedProgress progress) : FeedContainer(path, limits, progress)
    {
        /// <summary>Unix file types in the upper half of the external attributes (APPNOTE 4.4.15): a link is not a file.</summary>
        private const int FileTypeMask = 0xF000;
        private const int RegularFile = 0x8000;

        public override IEnumerable<FeedEntry> Entries()
        {
            var allowance = new UnpackingAllowance(Limits);
            using var zip = new ZipArchive(OpenFile(), ZipArchiveMode.Read);
            Count(zip.Entries.Count);
            allowance.Packed(Length);
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                if (((entry.ExternalAttributes >> 16) & FileTypeMask) is not (0 or RegularFile))
                    throw new FeedRefusal(FeedIssueKind.ArchiveEntryUnsafe);

                yield return new FeedEntry(SafeName(entry.FullName), () => new GuardedStream(entry.Open(), allowance.Unpacked));
                Progress.Read(entry.CompressedLength);
            }
        }
    }
}

internal sealed record FeedEntry(string Name, Func<Stream> Open);
