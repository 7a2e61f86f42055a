using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning.Packing;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

/// <summary>
/// What one reading of the feeds said of people, packed. Records come as they are read, people in any order; where a delta speaks twice of a person its order counts.
/// </summary>
public sealed class FeedContent
{
    private const FeedFacts Whole = FeedFacts.Surname | FeedFacts.GivenName | FeedFacts.OtherGivenNames | FeedFacts.Civility
        | FeedFacts.MainEstablishment | FeedFacts.Postings | FeedFacts.IsTeacher;

    private static readonly PersonFacts Nothing = new() { Surname = "", GivenName = "" };
    private readonly HashSet<Rne> described = [];
    private readonly PackWriter writer;
    private FeedKind kind = FeedKind.Delta;
    private bool hasComplete;
    private bool isUncertain;
    private bool isReadToEnd;

    public FeedContent()
    {
        var pool = new StringPool();
        writer = new PackWriter(pool);
        Log = new PackedLog(pool);
    }

    /// <summary>Nothing of this reading may be applied.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>What it means not to be named here.</summary>
    public AbsenceMeaning Absence => (hasComplete, isReadToEnd, isUncertain) switch
    {
        (false, _, _) => AbsenceMeaning.NothingIsComplete,
        (true, false, _) => AbsenceMeaning.CutShort,
        (true, true, true) => AbsenceMeaning.SomethingUnreadable,
        (true, true, false) => AbsenceMeaning.Gone,
    };

    internal PackedLog Log { get; }

    public void Add(FeedRecord record)
    {
        switch (record)
        {
            case FeedRecord.FileOpened(var header):
                kind = header.Kind;
                hasComplete |= header.Kind == FeedKind.Complete;
                break;
            case FeedRecord.EstablishmentSaid(var establishment, _) when kind == FeedKind.Complete:
                described.Add(establishment.Described.Rne);
                break;
            case FeedRecord.PersonSaid(var person, var place):
                Add(person.Key, new FeedEntry(kind == FeedKind.Complete ? FeedEntryKind.InComplete : FeedEntryKind.InDelta, SaidBy(person), FactsOf(person), place));
                break;
            case FeedRecord.PersonChanged(var change, var place):
                Add(change.Key, new FeedEntry(FeedEntryKind.ChangedByDelta, change.Said, FactsOf(change), place));
                break;
            case FeedRecord.PersonGone(var key, var place):
                Add(key, new FeedEntry(FeedEntryKind.RemovedByDelta, FeedFacts.None, Nothing, place));
                break;
            case FeedRecord.StaffSaid(var facts, var place):
                Add(facts.Key, new FeedEntry(FeedEntryKind.StaffFacts, facts.Said, FactsOf(facts), place));
                break;
            case FeedRecord.Reported(var issue):
                Add(issue);
                break;
        }
    }

    /// <summary>The reader saw the end of every file. Without this nobody departs for not being named.</summary>
    public void MarkReadToEnd() => isReadToEnd = true;

    /// <summary>All their establishments are described here, so that they would be named if they still served.</summary>
    internal bool Covers(PersonFacts facts) =>
        facts.Establishments().Any() && facts.Establishments().All(described.Contains);

    internal FeedEntry Entry(int index)
    {
        var reader = Log[index];
        reader.Bytes();
        var entryKind = (FeedEntryKind)reader.Number();
        var said = (FeedFacts)reader.Number();
        var place = new FeedPlace(reader.Shared(), reader.Number());
        return new FeedEntry(entryKind, said, reader.Facts(), place);
    }

    private void Add(FeedIssue issue)
    {
        isUncertain |= issue.MakesAbsenceUncertain;
        IsRefused |= issue.Effect == FeedIssueEffect.FeedRefused;
        if (issue is { Effect: FeedIssueEffect.RecordLeftOut, Person: { } person })
            Add(person, new FeedEntry(FeedEntryKind.LeftOut, FeedFacts.None, Nothing, issue.Place));
    }

    private void Add(DirectoryKey key, FeedEntry entry)
    {
        writer.Clear();
        writer.Text(key.Value);
        writer.Number((int)entry.Kind);
        writer.Number((int)entry.Said);
        writer.Shared(entry.Place.File);
        writer.Number(entry.Place.Line);
        writer.Write(entry.Facts);
        Log.Add(writer.Written);
    }

    /// <summary>A whole person, save that an empty fact of birth leaves what the HR file told another day.</summary>
    private static FeedFacts SaidBy(FeedPerson person) =>
        Whole
        | (person.BirthName is null ? FeedFacts.None : FeedFacts.BirthName)
        | (person.BirthDate is null ? FeedFacts.None : FeedFacts.BirthDate);

    private static PersonFacts FactsOf(FeedPerson person) => new()
    {
        Surname = person.Surname,
        GivenName = person.GivenName,
        OtherGivenNames = person.OtherGivenNames,
        BirthName = person.BirthName,
        BirthDate = person.BirthDate,
        Civility = person.Civility,
        MainEstablishment = person.MainEstablishment,
        Postings = person.Postings,
        IsTeacher = person.IsTeacher,
    };

    private static PersonFacts FactsOf(FeedPersonChange change) => new()
    {
        Surname = change.Surname ?? "",
        GivenName = change.GivenName ?? "",
        OtherGivenNames = change.OtherGivenNames,
        BirthName = change.BirthName,
        BirthDate = change.BirthDate,
        Civility = change.Civility,
        MainEstablishment = change.MainEstablishment,
        Postings = change.Postings,
        IsTeacher = change.IsTeacher,
    };

    private static PersonFacts FactsOf(FeedStaffFacts facts) => Nothing with
    {
        Numen = facts.Numen,
        BirthName = facts.BirthName,
        BirthDate = facts.BirthDate,
        Start = facts.Start,
        End = facts.End,
        PostalAddress = facts.PostalAddress,
    };
}

/// <summary>What it means that a reading does not name somebody whose establishments it describes.</summary>
public enum AbsenceMeaning
{
    /// <summary>They serve no more.</summary>
    Gone,

    /// <summary>Deltas and HR files name whom they please.</summary>
    NothingIsComplete,

    /// <summary>They may stand in what was not read.</summary>
    CutShort,

    /// <summary>They may stand in a record that could not be read.</summary>
    SomethingUnreadable,
}
