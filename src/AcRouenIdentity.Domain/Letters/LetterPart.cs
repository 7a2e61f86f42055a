namespace AcRouenIdentity.Domain.Letters;

/// <summary>The PDF of some letters of a batch, those of one secretariat, with their hand-over sheet. Encrypted; destroyed when the printing is confirmed, or too old.</summary>
public sealed class LetterPart
{
    public int Id { get; init; }

    public required int BatchId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>UAI; null for people without establishment.</summary>
    public string? Establishment { get; init; }

    public required int Letters { get; init; }

    /// <summary>Null once destroyed.</summary>
    public byte[]? Content { get; set; }

    public DateTimeOffset? DownloadedAt { get; private set; }

    /// <summary>Login of the officer.</summary>
    public string? DownloadedBy { get; private set; }

    public int Version { get; private set; }

    /// <returns>False when it was downloaded before, or is destroyed: a PDF leaves once.</returns>
    public bool TryDownload(string by, DateTimeOffset now)
    {
        if (DownloadedAt is not null || Content is null)
            return false;
        (DownloadedAt, DownloadedBy) = (now, by);
        Version++;
        return true;
    }
}
