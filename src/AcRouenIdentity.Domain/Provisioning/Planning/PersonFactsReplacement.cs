using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning;

internal static class PersonFactsReplacement
{
    /// <summary>What the entry says, over what was known. Names and the main establishment are never erased.</summary>
    public static PersonFacts Replaced(this PersonFacts known, FeedEntry entry)
    {
        var (said, facts) = (entry.Said, entry.Facts);
        return new PersonFacts
        {
            Surname = said.HasFlag(FeedFacts.Surname) && facts.Surname.Length > 0 ? facts.Surname : known.Surname,
            GivenName = said.HasFlag(FeedFacts.GivenName) && facts.GivenName.Length > 0 ? facts.GivenName : known.GivenName,
            OtherGivenNames = said.HasFlag(FeedFacts.OtherGivenNames) ? facts.OtherGivenNames : known.OtherGivenNames,
            BirthName = said.HasFlag(FeedFacts.BirthName) ? facts.BirthName : known.BirthName,
            BirthDate = said.HasFlag(FeedFacts.BirthDate) ? facts.BirthDate : known.BirthDate,
            Civility = said.HasFlag(FeedFacts.Civility) ? facts.Civility : known.Civility,
            MainEstablishment = said.HasFlag(FeedFacts.MainEstablishment) ? facts.MainEstablishment ?? known.MainEstablishment : known.MainEstablishment,
            Postings = said.HasFlag(FeedFacts.Postings) ? facts.Postings : known.Postings,
            IsTeacher = said.HasFlag(FeedFacts.IsTeacher) ? facts.IsTeacher : known.IsTeacher,
            Numen = said.HasFlag(FeedFacts.Numen) ? facts.Numen : known.Numen,
            Start = said.HasFlag(FeedFacts.Start) ? facts.Start : known.Start,
            End = said.HasFlag(FeedFacts.End) ? facts.End : known.End,
            PostalAddress = said.HasFlag(FeedFacts.PostalAddress) ? facts.PostalAddress : known.PostalAddress,
        };
    }
}
