using System.Diagnostics.CodeAnalysis;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>
/// Reads exports of the annuaire académique fédérateur: first the names of all files, then establishments, then people. What it holds does not grow with the files,
/// but for the establishments and some twenty bytes a person, by which a key said twice is noticed.
/// </summary>
internal sealed class AafReader(FeedOptions options)
{
    public IEnumerable<FeedRecord> Read(IReadOnlyList<FeedContainer> containers, IReadOnlyDictionary<StructureKey, Rne> earlierStructures)
    {
        var inventory = AafInventory.Take(containers, earlierStructures);
        foreach (var issue in inventory.Issues)
            yield return new FeedRecord.Reported(issue);
        if (inventory.IsRefused)
            yield break;

        var pool = new StringPool();
        var structures = new AafStructures(earlierStructures);
        var establishments = new AafEstablishments(structures, options.Aaf);
        var people = new AafPeople(structures, pool);
        var unknown = new UnknownAttributes();
        var passes = new[] { (AafContent.Establishments, (AafTeller)establishments.Tell), (AafContent.People, people.Tell) };
        foreach (var (content, tell) in passes)
        {
            foreach (var (container, files) in inventory.Holding(content))
            {
                foreach (var record in ReadContainer(container, files, new Pass(content, tell, pool, unknown)))
                    yield return record;
            }
        }
    }

    private IEnumerable<FeedRecord> ReadContainer(FeedContainer container, IReadOnlyList<AafFileName> files, Pass pass)
    {
        var wanted = files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        using var entries = container.Entries().GetEnumerator();
        while (wanted.Count > 0 && TryMove(entries, out var issue))
        {
            if (issue is not null)
            {
                yield return new FeedRecord.Reported(new FeedIssue(issue.Value, FeedIssueEffect.RestOfFileLeftOut, FeedSubject.Files, new FeedPlace(container.Name, 0)));
                yield break;
            }

            if (!wanted.Remove(entries.Current.Name, out var name))
                continue;
            foreach (var record in ReadFile(entries.Current, name, pass))
                yield return record;
        }
    }

    /// <summary>True with an issue where the archive breaks, though it was whole when its names were read.</summary>
    private static bool TryMove(IEnumerator<FeedEntry> entries, out FeedIssueKind? issue)
    {
        issue = null;
        try
        {
            return entries.MoveNext();
        }
        catch (FeedRefusal refusal)
        {
            issue = refusal.Kind;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            issue = FeedIssueKind.FileUnreadable;
        }

        return true;
    }

    private IEnumerable<FeedRecord> ReadFile(FeedEntry entry, AafFileName name, Pass pass)
    {
        if (!TryOpen(entry, out var stream))
        {
            yield return Broken(pass, name.Name, FeedIssueKind.FileUnreadable, line: 0);
            yield break;
        }

        using var file = new AafFile(stream, pass.Content, options.Limits, pass.Pool, pass.Unknown.Meet);
        var more = file.Next();
        var header = new FeedHeader(name.Name, name.Kind, file.Header.Academy, file.Header.Degree, file.Header.GeneratedOn);
        yield return new FeedRecord.FileOpened(header);
        if (FindSource(header) is not { } keySource)
        {
            yield return Broken(pass, name.Name, file.Breakage ?? FeedIssueKind.AcademyUnknown, file.Line);
            yield break;
        }

        var source = new AafSource(name.Name, keySource, name.Kind, Subject(pass));
        var told = new List<FeedRecord>();
        for (; more; more = file.Next())
        {
            told.Clear();
            pass.Tell(file.Request, source, told);
            pass.Unknown.Tell(source.Subject, source.At(file.Request), told);
            foreach (var record in told)
                yield return record;
        }

        if (file.Breakage is { } breakage)
            yield return Broken(pass, name.Name, breakage, file.Line);
    }

    private static bool TryOpen(FeedEntry entry, [NotNullWhen(true)] out Stream? stream)
    {
        try
        {
            stream = entry.Open();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            stream = null;
        }

        return stream is not null;
    }

    private string? FindSource(FeedHeader header)
    {
        if (header.Academy is null)
            return options.Aaf.SourceOtherwise;

        return options.Aaf.Sources.TryGetValue(header.Academy, out var source) ? source : null;
    }

    /// <summary>A bomb was not packed by mistake: nothing that comes with it counts.</summary>
    private static FeedRecord.Reported Broken(Pass pass, string file, FeedIssueKind kind, int line) => new(new FeedIssue(
        kind, kind == FeedIssueKind.ArchiveTooLarge ? FeedIssueEffect.FeedRefused : FeedIssueEffect.RestOfFileLeftOut, Subject(pass), new FeedPlace(file, line)));

    private static FeedSubject Subject(Pass pass) => pass.Content == AafContent.People ? FeedSubject.People : FeedSubject.Establishments;

    private sealed record Pass(AafContent Content, AafTeller Tell, StringPool Pool, UnknownAttributes Unknown);
}

/// <summary>Adds to the list what a request says.</summary>
internal delegate void AafTeller(AafRequest request, AafSource source, List<FeedRecord> told);

/// <summary>Attributes that nobody described, each told once.</summary>
internal sealed class UnknownAttributes
{
    /// <summary>A file that invents more of them is not told about each.</summary>
    private const int Most = 100;

    private readonly HashSet<string> met = new(StringComparer.Ordinal);
    private readonly List<string> untold = [];

    public void Meet(string name)
    {
        if (met.Count < Most && met.Add(name))
            untold.Add(name);
    }

    public void Tell(FeedSubject subject, FeedPlace place, List<FeedRecord> told)
    {
        foreach (var name in untold)
            told.Add(new FeedRecord.Reported(new FeedIssue(FeedIssueKind.AttributeUnknown, FeedIssueEffect.Noted, subject, place) { Detail = name }));
        untold.Clear();
    }
}
