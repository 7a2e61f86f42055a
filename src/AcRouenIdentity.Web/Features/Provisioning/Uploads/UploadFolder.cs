using AcRouenIdentity.Domain.Ports;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Uploads;

/// <summary>Makes the folder of an upload, which nobody else of the machine reads: its files name people.</summary>
internal sealed class UploadFolder(IOptions<ProvisioningOptions> options, ISecretGenerator secrets)
{
    private const int NameBytes = 16;

    public UploadedFiles Create()
    {
        var path = Path.Combine(Path.GetFullPath(options.Value.UploadFolder), Convert.ToHexStringLower(secrets.Bytes(NameBytes)));
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(path);
        else
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new UploadedFiles(path, options.Value.LargestUpload);
    }
}

/// <summary>Files of one upload as they come.</summary>
/// <param name="most">Bytes of all of them together.</param>
internal sealed class UploadedFiles(string path, long most)
{
    private const int Block = 128 * 1024;
    private const int MostFiles = 1000;

    private long bytes;

    public string Path => path;

    public int Count { get; private set; }

    /// <param name="told">Name that the browser gives.</param>
    public async Task<FileTaking> TakeAsync(string? told, Stream content, CancellationToken cancellationToken)
    {
        var target = System.IO.Path.Combine(path, UploadName.Of(told));
        if (File.Exists(target))
            return FileTaking.NameTwice;
        if (++Count > MostFiles)
            return FileTaking.TooLarge;

        await using var file = new FileStream(target, FileOptionsOfOwner());
        var block = new byte[Block];
        for (var read = await content.ReadAsync(block, cancellationToken); read > 0; read = await content.ReadAsync(block, cancellationToken))
        {
            if ((bytes += read) > most)
                return FileTaking.TooLarge;
            await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
        }

        return FileTaking.Taken;
    }

    public void Delete() => System.IO.Directory.Delete(path, recursive: true);

    private static FileStreamOptions FileOptionsOfOwner()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

internal enum FileTaking
{
    Taken,
    TooLarge,

    /// <summary>Two files of one upload under one name: which is meant nobody knows.</summary>
    NameTwice,
}
