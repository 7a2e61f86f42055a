using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Features.Letters.Batches;

/// <summary>
/// Puts the PDF of a batch into a folder of this machine, which is the one download that each has. Room on the disk is taken first, then the download is recorded, then the file is written:
/// a full disk costs no letter, and no file is there that nobody recorded.
/// </summary>
/// <param name="db">With nothing else to save.</param>
public sealed class PdfFolder(IdentityDb db, BatchDesk desk)
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="IOException">The disk is full, or a file of that name is there already.</exception>
    /// <returns>How many were written.</returns>
    public async Task<int> FillAsync(LetterBatch batch, string folder, string by, CancellationToken cancellationToken)
    {
        var waiting = await db.LetterParts
            .Where(part => part.BatchId == batch.Id && part.DownloadedAt == null && part.Content != null)
            .OrderBy(part => part.Number)
            .Select(part => new Waiting(part.Number, part.Establishment, part.Content!.Length))
            .ToListAsync(cancellationToken);
        var written = 0;
        foreach (var part in waiting)
            written += await WriteAsync(batch.Id, part, folder, by, cancellationToken) ? 1 : 0;
        return written;
    }

    /// <summary>For its owner alone, since the letters that come into it hold secrets.</summary>
    public static string Create(string folder)
    {
        var path = Path.GetFullPath(folder);
        if (!OperatingSystem.IsWindows())
            return System.IO.Directory.CreateDirectory(path, OwnerAlone | UnixFileMode.UserExecute).FullName;
        return System.IO.Directory.CreateDirectory(path).FullName;
    }

    private async Task<bool> WriteAsync(int batchId, Waiting part, string folder, string by, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, LetterPaths.FileOf(batchId, part.Number, part.Establishment));
        await using var file = Open(path, part.Bytes);
        if (await TakeAsync(batchId, part.Number, path, by, cancellationToken) is not { } taken)
            return false;

        // It has left: whoever interrupts the command now would lose it.
        await file.WriteAsync(taken.Pdf, CancellationToken.None);
        file.SetLength(taken.Pdf.Length);
        file.Flush(flushToDisk: true);
        return true;
    }

    /// <summary>Null when somebody else took it meanwhile.</summary>
    private async Task<TakenPart?> TakeAsync(int batchId, int number, string path, string by, CancellationToken cancellationToken)
    {
        TakenPart? taken = null;
        try
        {
            taken = (await desk.TakeAsync(batchId, number, by, cancellationToken)).SingleOrDefault();
            return taken;
        }
        finally
        {
            if (taken is null)
                File.Delete(path);
        }
    }

    /// <param name="bytes">Of the PDF as it is kept, which is longer than the PDF itself.</param>
    private static FileStream Open(string path, int bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = bytes };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerAlone;
        return new FileStream(path, options);
    }

    private sealed record Waiting(int Number, string? Establishment, int Bytes);
}
