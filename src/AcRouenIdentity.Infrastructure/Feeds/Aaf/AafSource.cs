using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>The file that speaks: its name, the source of its keys, and what it is.</summary>
internal sealed record AafSource(string File, string Source, FeedKind Kind, FeedSubject Subject)
{
    public FeedPlace At(AafRequest request) => new(File, request.Line);

    /// <summary>The key of the record, or null: <c>ENTPersonJointure</c> and <c>id</c> say the same, and one of them is enough.</summary>
    public string? FindKey(AafRequest request)
    {
        var (key, identifier) = (request.Find(AafAttribute.Key), request.Find(AafAttribute.Identifier));
        return (key ?? identifier) is { } written && (identifier is null || key is null || key == identifier) ? FeedKeys.Find(Source, written) : null;
    }

    /// <summary>What forbids to read a record at all, or null.</summary>
    public FeedIssueKind? FindObstacle(AafRequest request, string category)
    {
        if (request.Defect is { } defect)
            return defect.Kind;
        if (request.Operation != AafOperation.Add && Kind == FeedKind.Complete)
            return FeedIssueKind.OperationUnknown;
        if (request.Find(AafAttribute.Category) is { } written && written != category)
            return FeedIssueKind.CategoryUnexpected;
        return FindKey(request) is null ? FeedKeys.Wrong(request.Find(AafAttribute.Key) ?? request.Find(AafAttribute.Identifier)) : null;
    }

    public FeedRecord LeaveOut(AafRequest request, FeedIssueKind kind, DirectoryKey? person, string? detail = null) =>
        new FeedRecord.Reported(new FeedIssue(kind, FeedIssueEffect.RecordLeftOut, Subject, new FeedPlace(File, request.Defect?.Line ?? request.Line))
        {
            Person = person,
            Detail = detail ?? request.Defect?.Detail,
        });

    public FeedRecord Note(AafRequest request, FeedIssueKind kind, DirectoryKey? person, string? detail) =>
        new FeedRecord.Reported(new FeedIssue(kind, FeedIssueEffect.Noted, Subject, At(request)) { Person = person, Detail = detail });
}
