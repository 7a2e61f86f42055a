using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>Requests about members of the staff, as records.</summary>
internal sealed class AafPeople(AafStructures structures, StringPool pool)
{
    private readonly KeysSeen keys = new();
    private readonly AafPostings postings = new(structures, pool);

    public void Tell(AafRequest request, AafSource source, List<FeedRecord> told)
    {
        var key = source.FindKey(request) is { } found ? new DirectoryKey(found) : (DirectoryKey?)null;
        var obstacle = source.FindObstacle(request, AafNames.People) ?? (IsTwice(request, source, key) ? FeedIssueKind.KeyTwice : null);
        if (obstacle is { } kind)
            told.Add(source.LeaveOut(request, kind, key));
        else
            Tell(request, source, key.GetValueOrDefault(), told);
    }

    /// <summary>A delta is a sequence: what it says last counts.</summary>
    private bool IsTwice(AafRequest request, AafSource source, DirectoryKey? key) =>
        source.Kind == FeedKind.Complete && request.Operation == AafOperation.Add && key is { } known && !keys.Add(known.Value);

    private void Tell(AafRequest request, AafSource source, DirectoryKey key, List<FeedRecord> told)
    {
        if (request.Operation == AafOperation.Delete)
        {
            told.Add(new FeedRecord.PersonGone(key, source.At(request)));
            return;
        }

        var facts = Read(request, source, key, told);
        if (FindMistake(request, facts) is { } mistake)
            told.Add(source.LeaveOut(request, mistake.Kind, key, mistake.Detail));
        else
            told.Add(request.Operation == AafOperation.Add ? Said(request, source, key, facts) : Changed(request, source, key, facts));
    }

    private AafFacts Read(AafRequest request, AafSource source, DirectoryKey key, List<FeedRecord> told)
    {
        var birth = request.Find(AafAttribute.BirthDate);
        var date = birth is not null && AafDate.TryParse(birth, out var parsed) ? parsed : (DateOnly?)null;
        var served = postings.Read(request, source, key, told);
        var attached = request.All(AafAttribute.Attachment).Select(structure => structures.Find(source.Source, structure)).FirstOrDefault(rne => rne is not null);
        return new AafFacts(date, FindCivility(request, source, key, told), served, attached ?? postings.FirstStructure);
    }

    private static (FeedIssueKind Kind, string? Detail)? FindMistake(AafRequest request, AafFacts facts)
    {
        var whole = request.Operation == AafOperation.Add;
        if (request.Find(AafAttribute.BirthDate) is { } birth && facts.BirthDate is null)
            return (FeedIssueKind.DateImpossible, FeedValue.Detail(birth));
        if (IsMissing(request, AafAttribute.Surname, whole) || IsMissing(request, AafAttribute.GivenName, whole))
            return (FeedIssueKind.NameMissing, null);
        if (facts.Main is null && (whole || request.Names(AafAttribute.Attachment)))
            return (FeedIssueKind.NoKnownStructure, request.Find(AafAttribute.Attachment) is { } structure ? FeedValue.Detail(structure) : null);
        return null;
    }

    private static bool IsMissing(AafRequest request, AafAttribute attribute, bool whole) => (whole || request.Names(attribute)) && request.Find(attribute) is null;

    private static FeedRecord.PersonSaid Said(AafRequest request, AafSource source, DirectoryKey key, AafFacts facts) => new(
        new FeedPerson
        {
            Key = key,
            Surname = request.Find(AafAttribute.Surname)!,
            GivenName = request.Find(AafAttribute.GivenName)!,
            OtherGivenNames = Copy(request.All(AafAttribute.OtherGivenNames)),
            BirthName = request.Find(AafAttribute.BirthName),
            BirthDate = facts.BirthDate,
            Civility = facts.Civility,
            MainEstablishment = facts.Main.GetValueOrDefault(),
            Postings = facts.Postings,
            IsTeacher = IsTeacher(request),
        },
        source.At(request));

    private static FeedRecord.PersonChanged Changed(AafRequest request, AafSource source, DirectoryKey key, AafFacts facts) => new(
        new FeedPersonChange
        {
            Key = key,
            Said = FactsNamed(request),
            Surname = request.Find(AafAttribute.Surname),
            GivenName = request.Find(AafAttribute.GivenName),
            OtherGivenNames = Copy(request.All(AafAttribute.OtherGivenNames)),
            BirthName = request.Find(AafAttribute.BirthName),
            BirthDate = facts.BirthDate,
            Civility = facts.Civility,
            MainEstablishment = request.Names(AafAttribute.Attachment) ? facts.Main : null,
            Postings = facts.Postings,
            IsTeacher = IsTeacher(request),
        },
        source.At(request));

    private static FeedFacts FactsNamed(AafRequest request) =>
        Named(request, AafAttribute.Surname, FeedFacts.Surname)
        | Named(request, AafAttribute.GivenName, FeedFacts.GivenName)
        | Named(request, AafAttribute.OtherGivenNames, FeedFacts.OtherGivenNames)
        | Named(request, AafAttribute.BirthName, FeedFacts.BirthName)
        | Named(request, AafAttribute.BirthDate, FeedFacts.BirthDate)
        | Named(request, AafAttribute.Civility, FeedFacts.Civility)
        | Named(request, AafAttribute.Attachment, FeedFacts.MainEstablishment)
        | Named(request, AafAttribute.Functions, FeedFacts.Postings)
        | Named(request, AafAttribute.IsTeacher, FeedFacts.IsTeacher);

    private static FeedFacts Named(AafRequest request, AafAttribute attribute, FeedFacts fact) => request.Names(attribute) ? fact : FeedFacts.None;

    private static string[] Copy(List<string> values) => values.Count == 0 ? [] : [.. values];

    private static bool? IsTeacher(AafRequest request) => request.Find(AafAttribute.IsTeacher) switch
    {
        "O" => true,
        "N" => false,
        _ => null,
    };

    private static Civility? FindCivility(AafRequest request, AafSource source, DirectoryKey key, List<FeedRecord> told)
    {
        if (request.Find(AafAttribute.Civility) is not { } written)
            return null;

        var civility = written.ToUpperInvariant().TrimEnd('.') switch
        {
            "M" or "MR" or "MONSIEUR" => Civility.Monsieur,
            "MME" or "MLLE" or "MADAME" => Civility.Madame,
            _ => (Civility?)null,
        };
        if (civility is null)
            told.Add(source.Note(request, FeedIssueKind.CivilityUnknown, key, FeedValue.Detail(written)));
        return civility;
    }

    private sealed record AafFacts(DateOnly? BirthDate, Civility? Civility, IReadOnlyList<Posting> Postings, Rne? Main);
}
