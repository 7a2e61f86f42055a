using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Identifiers;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;

namespace AcRouenIdentity.Infrastructure.Provisioning;

/// <summary>People to records of the database, and back.</summary>
public sealed class PersonRecords(ConfidentialFacts confidential)
{
    private const char Between = ';';

    public PersonRecord New(KnownPerson person, DateTimeOffset now)
    {
        var record = new PersonRecord
        {
            DirectoryKey = person.Key.Value,
            GivenName = "",
            Surname = "",
            SearchText = "",
            Confidential = "",
            CreatedAt = now,
            ChangedAt = now,
        };
        Fill(record, person, now);
        return record;
    }

    /// <summary>Makes the record say what is known of the person; what only the record knows (reasons, dates of its own) stays.</summary>
    public void Fill(PersonRecord record, KnownPerson person, DateTimeOffset now)
    {
        var facts = person.Facts;
        record.FeedKey = person.FeedKey?.Value;
        record.Login = person.Login?.ToString();
        record.Address = person.Address?.ToString();
        record.GivenName = facts.GivenName;
        record.Surname = facts.Surname;
        record.SearchText = SearchText.Of([facts.GivenName, facts.Surname, record.Login, record.Address]);
        record.OtherGivenNames = facts.OtherGivenNames is [] ? null : string.Join('\n', facts.OtherGivenNames);
        record.Civility = facts.Civility;
        record.IsTeacher = facts.IsTeacher;
        record.MainEstablishment = facts.MainEstablishment?.ToString();
        record.Establishments = Joined(facts.Establishments());
        record.Postings = facts.Postings is [] ? null : string.Join('\n', facts.Postings.Select(PostingLine.Write));
        record.State = person.State;
        record.ClosedFrom = person.ClosedFrom;
        record.SuspendedBy = person.SuspendedBy;
        record.DepartureReason = person.Departure?.Reason;
        record.DepartureOn = person.Departure?.On;
        record.ServiceStart = facts.Start;
        record.ServiceEnd = facts.End;
        record.Confidential = confidential.Protect(record.DirectoryKey, facts);
        record.ChangedAt = now;
        record.Version++;
    }

    public KnownPerson Read(PersonRecord record) => new()
    {
        Key = new DirectoryKey(record.DirectoryKey),
        FeedKey = record.FeedKey is { } key ? new DirectoryKey(key) : null,
        Login = Login.TryParse(record.Login, out var login) ? login : null,
        Address = MailAddress.TryParse(record.Address, out var address) ? address : null,
        State = record.State,
        ClosedFrom = record.ClosedFrom,
        SuspendedBy = record.SuspendedBy,
        Departure = record is { DepartureReason: { } reason, DepartureOn: { } day } ? new Departure(reason, day) : null,
        Facts = confidential.Unprotect(record.DirectoryKey, record.Confidential, FactsOf(record)),
    };

    /// <summary>What the directory says of what it keeps, and the record of the rest. A state that somebody else wrote into the directory counts.</summary>
    public KnownPerson Merge(KnownPerson listed, PersonRecord record, FeedFacts kept, AccountState recordedReadsAs)
    {
        var recorded = Read(record);
        var facts = Merge(listed.Facts, recorded.Facts, kept);
        return listed.State == recordedReadsAs
            ? recorded with { Login = listed.Login, Address = listed.Address, Facts = facts }
            : InStateOf(recorded with { Login = listed.Login, Address = listed.Address, Facts = facts }, listed.State);
    }

    /// <summary>Somebody else changed the state in the directory: what was open is what a closed account returns to, and a suspension counts as the rectorat's.</summary>
    public static KnownPerson InStateOf(KnownPerson recorded, AccountState state) => recorded with
    {
        State = state,
        ClosedFrom = state is not (AccountState.Suspended or AccountState.Departed) ? null : recorded.IsInOpenState ? recorded.State : recorded.ClosedFrom,
        SuspendedBy = state == AccountState.Suspended ? SuspensionOrigin.Rectorat : null,
    };

    /// <summary>UAI between semicolons, so that one is found by a part of the text.</summary>
    public static string Joined(IEnumerable<Rne> establishments) =>
        establishments.Distinct().ToArray() is { Length: > 0 } some ? $"{Between}{string.Join(Between, some)}{Between}" : "";

    private static PersonFacts FactsOf(PersonRecord record) => new()
    {
        Surname = record.Surname,
        GivenName = record.GivenName,
        OtherGivenNames = record.OtherGivenNames?.Split('\n') ?? [],
        Civility = record.Civility,
        IsTeacher = record.IsTeacher,
        MainEstablishment = Rne.TryParse(record.MainEstablishment, out var main) ? main : null,
        Postings = [.. (record.Postings?.Split('\n') ?? []).Select(PostingLine.Read)],
        Start = record.ServiceStart,
        End = record.ServiceEnd,
    };

    private static PersonFacts Merge(PersonFacts listed, PersonFacts recorded, FeedFacts kept) => new()
    {
        Surname = kept.HasFlag(FeedFacts.Surname) ? listed.Surname : recorded.Surname,
        GivenName = kept.HasFlag(FeedFacts.GivenName) ? listed.GivenName : recorded.GivenName,
        OtherGivenNames = kept.HasFlag(FeedFacts.OtherGivenNames) ? listed.OtherGivenNames : recorded.OtherGivenNames,
        BirthName = kept.HasFlag(FeedFacts.BirthName) ? listed.BirthName : recorded.BirthName,
        BirthDate = kept.HasFlag(FeedFacts.BirthDate) ? listed.BirthDate : recorded.BirthDate,
        Civility = kept.HasFlag(FeedFacts.Civility) ? listed.Civility : recorded.Civility,
        MainEstablishment = kept.HasFlag(FeedFacts.MainEstablishment) ? listed.MainEstablishment : recorded.MainEstablishment,
        Postings = kept.HasFlag(FeedFacts.Postings) ? listed.Postings : recorded.Postings,
        IsTeacher = kept.HasFlag(FeedFacts.IsTeacher) ? listed.IsTeacher : recorded.IsTeacher,
        Numen = kept.HasFlag(FeedFacts.Numen) ? listed.Numen : recorded.Numen,
        Start = kept.HasFlag(FeedFacts.Start) ? listed.Start : recorded.Start,
        End = kept.HasFlag(FeedFacts.End) ? listed.End : recorded.End,
        PostalAddress = kept.HasFlag(FeedFacts.PostalAddress) ? listed.PostalAddress : recorded.PostalAddress,
    };
}
