using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Files;

/// <summary>
/// Crosses the framework's readers (XML, gzip, tar), which have no other way to be stopped; caught where a file is read and turned into a <see cref="FeedIssue"/>.
/// </summary>
internal sealed class FeedRefusal(FeedIssueKind kind) : Exception(kind.ToString())
{
    public FeedIssueKind Kind { get; } = kind;
}
