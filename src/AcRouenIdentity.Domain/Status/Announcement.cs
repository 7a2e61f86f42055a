namespace AcRouenIdentity.Domain.Status;

/// <summary>What an administrator tells everybody: work that is planned, or an incident under way, on some services, between two instants.</summary>
public sealed class Announcement
{
    public const int LongestText = 500;
    private const char Separator = ',';

    public required string Id { get; init; }

    public AnnouncementKind Kind { get; private set; }

    /// <summary>Keys of the services, with commas between them: as they are stored.</summary>
    public string ServiceKeys { get; private set; } = "";

    public IReadOnlyList<string> Services => ServiceKeys.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>Null while nobody knows: until an administrator ends it.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>In French.</summary>
    public string Text { get; private set; } = "";

    public string? TextEnglish { get; private set; }

    /// <summary>Login of the administrator who saved it last.</summary>
    public string ChangedBy { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Deleted before it began; kept so that the deletion can be undone.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public AnnouncementStage StageAt(DateTimeOffset now) =>
        EndsAt <= now ? AnnouncementStage.Past
        : StartsAt <= now ? AnnouncementStage.Current
        : AnnouncementStage.Coming;

    public void Say(AnnouncementContent content, string by, DateTimeOffset now)
    {
        Kind = content.Kind;
        ServiceKeys = string.Join(Separator, content.Services);
        StartsAt = content.StartsAt;
        EndsAt = content.EndsAt;
        Text = content.Text;
        TextEnglish = content.TextEnglish;
        NoteChange(by, now);
    }

    public void End(string by, DateTimeOffset now)
    {
        EndsAt = now;
        NoteChange(by, now);
    }

    public void Withdraw(string by, DateTimeOffset now)
    {
        WithdrawnAt = now;
        NoteChange(by, now);
    }

    public void Restore(string by, DateTimeOffset now)
    {
        WithdrawnAt = null;
        NoteChange(by, now);
    }

    private void NoteChange(string by, DateTimeOffset now)
    {
        ChangedBy = by;
        ChangedAt = now;
        Version++;
    }
}

/// <param name="Text">In French.</param>
public sealed record AnnouncementContent(
    AnnouncementKind Kind, IReadOnlyList<string> Services, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string Text, string? TextEnglish);

public enum AnnouncementKind
{
    /// <summary>Planned work.</summary>
    Maintenance,

    /// <summary>Something broke and is being repaired.</summary>
    Incident,
}

public enum AnnouncementStage
{
    Coming,
    Current,
    Past,
}
