using AcRouenIdentity.Domain.Provisioning.Runs;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Runs;

/// <summary>One file that lies in the drop folder.</summary>
public sealed record DroppedFile(string Name, long Bytes, DateTimeOffset WrittenAt);

/// <summary>What lies in the drop folder now.</summary>
public abstract record DropContent
{
    private DropContent()
    {
    }

    /// <summary>There is none in the configuration.</summary>
    public sealed record NoFolder : DropContent;

    /// <summary>It is not there, or may not be read.</summary>
    public sealed record Unreadable : DropContent;

    /// <summary>By name; none when it is empty.</summary>
    public sealed record Found(IReadOnlyList<DroppedFile> Files) : DropContent;
}

/// <summary>The folder into which other systems drop the exports.</summary>
public sealed class DropFolder(IOptions<ProvisioningOptions> options, RunDesk desk, RunSignal signal)
{
    public DropContent Look()
    {
        if (options.Value.DropFolder is not { Length: > 0 } folder)
            return new DropContent.NoFolder();
        try
        {
            return new DropContent.Found([.. new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(Describe)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DropContent.Unreadable();
        }
    }

    /// <summary>Asks that it be read.</summary>
    /// <returns>Null when nothing lies there.</returns>
    public async Task<ProvisioningRun?> AskAsync(string by, CancellationToken cancellationToken)
    {
        if (Look() is not DropContent.Found { Files.Count: > 0 })
            return null;

        var run = await desk.AskAsync(Path.GetFullPath(options.Value.DropFolder!), RunOrigin.Dropped, by, cancellationToken);
        signal.Raise();
        return run;
    }

    private static DroppedFile Describe(FileInfo file) => new(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
}
