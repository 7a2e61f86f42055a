using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Feeds;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Web.Features.Provisioning.Runs;
using AcRouenIdentity.Web.Features.Shared.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning;

/// <summary>Reads the feeds, lists everybody and plans. It changes nothing anywhere.</summary>
public sealed class PlanMaking(KnownPeopleReader people, FeedReader feeds, IdentityDb db, IOptions<ProvisioningOptions> options, TimeProvider clock)
{
    private const int BetweenReports = 256;
    private const int Whole = 1000;

    /// <param name="source">A folder or a file.</param>
    /// <exception cref="DirectoryUnavailableException">The directory did not answer.</exception>
    /// <exception cref="IOException">The files cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be read.</exception>
    public async Task<MadePlan> MakeAsync(string source, IProgress<RunProgress> progress, CancellationToken cancellationToken)
    {
        var structures = await FindStructuresAsync(cancellationToken);
        var rules = options.Value.Rules with { DeclaredDistinct = await FindDistinctAsync(cancellationToken) };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The files are read on one core while the directory is listed on the other.
        var reading = Task.Run(() => Read(source, structures, progress, stop.Token), stop.Token);
        var listing = ListAsync(reading, progress, stop.Token);
        await StopTogetherAsync([reading, listing], stop);

        var (said, known) = (await reading, await listing);
        progress.Report(new RunProgress(RunStep.Comparing, 0, known.People.Count));
        var today = PublicDay.Of(clock);
        return new MadePlan(Plan.Of(known.People, said.Content, rules, today), said, known, today);
    }

    private static async Task StopTogetherAsync(IReadOnlyList<Task> tasks, CancellationTokenSource stop)
    {
        if ((await Task.WhenAny(tasks)).IsFaulted)
            await stop.CancelAsync();
        try
        {
            await Task.WhenAll(tasks);
        }
        catch (OperationCanceledException) when (tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
        {
            await failed;
        }
    }

    private static FeedsSaid Said(FeedContent content, List<FeedIssue> issues, List<FeedEstablishment> establishments) => new(content, issues, establishments);

    private FeedsSaid Read(string source, IReadOnlyDictionary<StructureKey, Rne> structures, IProgress<RunProgress> progress, CancellationToken cancellationToken)
    {
        var (content, issues, establishments) = (new FeedContent(), new List<FeedIssue>(), new List<FeedEstablishment>());
        var reading = feeds.Open([source], structures);
        var read = 0;
        foreach (var record in reading.Records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            content.Add(ComparableFacts.Of(record));
            if (record is FeedRecord.Reported(var issue))
                issues.Add(issue);
            if (record is FeedRecord.EstablishmentSaid(var establishment, _))
                establishments.Add(establishment);
            if (read++ % BetweenReports == 0)
                progress.Report(new RunProgress(RunStep.Reading, (int)(reading.Progress * Whole), Whole));
        }

        content.MarkReadToEnd();
        return Said(content, issues, establishments);
    }

    private async Task<PeopleKnown> ListAsync(Task reading, IProgress<RunProgress> progress, CancellationToken cancellationToken)
    {
        var known = new PeopleKnown();
        await foreach (var entry in people.ReadAsync(cancellationToken))
        {
            known.Add(entry with { Person = ComparableFacts.Of(entry.Person) });
            if (known.People.Count % BetweenReports == 0 && reading.IsCompleted)
                progress.Report(new RunProgress(RunStep.Listing, known.People.Count, 0));
        }

        return known;
    }

    private async Task<Dictionary<StructureKey, Rne>> FindStructuresAsync(CancellationToken cancellationToken) =>
        await db.Set<KnownStructure>().AsNoTracking().ToDictionaryAsync(row => new StructureKey(row.StructureKey), row => Rne.Parse(row.Rne), cancellationToken);

    private async Task<HashSet<DirectoryKey>> FindDistinctAsync(CancellationToken cancellationToken) =>
        await db.Set<DistinctPerson>().Select(row => row.FeedKey).AsAsyncEnumerable().Select(key => new DirectoryKey(key)).ToHashSetAsync(cancellationToken: cancellationToken);
}

/// <summary>A plan with all that applying it needs.</summary>
public sealed record MadePlan(Plan Plan, FeedsSaid Said, PeopleKnown Known, DateOnly Day);

/// <summary>What the feeds said.</summary>
public sealed record FeedsSaid(FeedContent Content, IReadOnlyList<FeedIssue> Issues, IReadOnlyList<FeedEstablishment> Establishments);

/// <summary>Everybody who is known, with the identifiers that they have.</summary>
public sealed class PeopleKnown
{
    public KnownPeople People { get; } = new();

    public GivenIdentifiers Logins { get; } = new(capacity: 0);

    public GivenIdentifiers Addresses { get; } = new(capacity: 0);

    /// <summary>People of the directory of whom the database has no record yet, or one that says another state.</summary>
    public int Unrecorded { get; private set; }

    internal void Add(KnownEntry entry)
    {
        People.Add(entry.Person);
        Unrecorded += entry.IsRecorded ? 0 : 1;
        if (entry.Person.Login is { } login)
            Logins.Add(login.ToString());
        if (entry.Person.Address is { } address)
            Addresses.Add(address.ToString());
    }
}
