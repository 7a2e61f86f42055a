using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Runs;

/// <summary>Something wrong in the feeds of a run; see <see cref="FeedIssue"/>.</summary>
public sealed class RunIssue
{
    public long Id { get; init; }

    public required int RunId { get; init; }

    public required FeedIssueKind Kind { get; init; }

    public required FeedIssueEffect Effect { get; init; }

    public required FeedSubject Subject { get; init; }

    public required string File { get; init; }

    public required int Line { get; init; }

    public string? DirectoryKey { get; init; }

    public string? Detail { get; init; }
}
