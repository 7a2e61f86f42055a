using AcRouenIdentity.Domain.Status;
using AcRouenIdentity.Web.Features.Shared.Notices;

namespace AcRouenIdentity.Web.Features.Status;

/// <summary>The status page for machines. Instants are in UTC; words are in the language that the request asks for.</summary>
internal static class StatusJson
{
    public static async Task<IResult> AnswerAsync(ServiceBoard board, CancellationToken cancellationToken)
    {
        var state = await board.LookAsync(cancellationToken);
        return Results.Json(new StatusDocument(
            state.Own.CheckedAt,
            state.IsAllWell,
            [.. state.Services.Select(service => new StatusDocument.Service(service.Key, service.Name, service.Condition.ToString()))],
            [.. state.Current.Select(Told)],
            [.. state.Coming.Select(Told)],
            [.. state.Past.Select(Told)]));
    }

    private static StatusDocument.Announced Told(Announcement announcement) => new(
        announcement.Kind.ToString(), announcement.Services, announcement.StartsAt, announcement.EndsAt, AnnouncementWording.Text(announcement));
}

internal sealed record StatusDocument(
    DateTimeOffset CheckedAt,
    bool AllWell,
    IReadOnlyList<StatusDocument.Service> Services,
    IReadOnlyList<StatusDocument.Announced> Current,
    IReadOnlyList<StatusDocument.Announced> Coming,
    IReadOnlyList<StatusDocument.Announced> Past)
{
    internal sealed record Service(string Key, string Name, string State);

    internal sealed record Announced(string Kind, IReadOnlyList<string> Services, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, Saying Says);
}
