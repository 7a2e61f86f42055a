using System.Runtime.CompilerServices;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Runs;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Features.Provisioning.Told;

/// <summary>What was done to a person's record, and why; not by whom, nor who else was in question.</summary>
internal sealed class HistoryHeld(IdentityDb db, PeopleWords words, IOptions<ProvisioningOptions> options) : IHeldData
{
    public HeldTopic Topic => HeldTopic.History;

    public TimeSpan? KeptFor => TimeSpan.FromDays(options.Value.DaysKeptAfterDeparture);

    public async IAsyncEnumerable<HeldRecord> ReadAsync(Person owner, string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var change in await db.PersonChanges.AsNoTracking().Where(row => row.DirectoryKey == owner.Key.Value).OrderBy(row => row.Id).ToListAsync(cancellationToken))
            yield return await DescribeAsync(change, cancellationToken);
        await foreach (var issue in db.RunIssues.AsNoTracking().Where(row => row.DirectoryKey == owner.Key.Value).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return HeldRecord.Of(Held.Choice<FeedIssueKind>("issue", issue.Kind, words.Wording.Of), Held.Text("feedFile", issue.File), Held.Number("run", issue.RunId));
    }

    private async Task<HeldRecord> DescribeAsync(PersonChange change, CancellationToken cancellationToken)
    {
        var line = ChangeFacts.Read(change);
        var (before, after) = (await FactsAsync(line.Before, cancellationToken), await FactsAsync(line.After, cancellationToken));
        return HeldRecord.Of(
            Held.Moment("at", change.At),
            Held.Choice<PlanKind>("kind", change.Kind, words.Wording.Of),
            Held.Choice<PlanReason>("reason", change.Reason, words.Wording.Of),
            Held.Choice<ChangeStage>("stage", change.Stage, words.Wording.Of),
            Held.Choice<ChangeFailure>("failure", change.Failure, words.Wording.Of),
            Held.Flag("decidedBySomebody", change.By is null ? null : true),
            Held.Text("note", change.Note is { } note ? ConfidentialIdentifiers.Hide(note) : null),
            Held.Text("feedFile", change.File),
            Held.Number("run", change.RunId),
            Held.Records("changed", [.. Flags(change.Changed).Select(fact => HeldRecord.Of(Held.Choice<FeedFacts>("fact", fact, words.Wording.Of)))]),
            Held.Records("before", Differing(before, after)),
            Held.Records("after", Differing(after, before)));
    }

    private static IEnumerable<FeedFacts> Flags(FeedFacts facts) => Enum.GetValues<FeedFacts>().Where(fact => int.PopCount((int)fact) == 1 && facts.HasFlag(fact));

    private async Task<IReadOnlyList<HeldField>> FactsAsync(KnownPerson? person, CancellationToken cancellationToken) =>
        person is null ? [] : [.. (await words.FactsOfAsync(person, cancellationToken)).OfType<HeldField>()];

    /// <summary>What is not the same on the other side.</summary>
    private static IReadOnlyList<HeldRecord> Differing(IReadOnlyList<HeldField> side, IReadOnlyList<HeldField> other)
    {
        var same = other.Select(Flat).ToHashSet();
        return side.Where(field => !same.Contains(Flat(field))).ToList() is { Count: > 0 } differing ? [new HeldRecord(differing)] : [];
    }

    private static string Flat(HeldField field) => field.Value is HeldValue.Records records
        ? $"{field.Name} {string.Join('\n', records.Value.SelectMany(record => record.Fields).Select(Flat))}"
        : $"{field.Name} {field.Value}";
}
