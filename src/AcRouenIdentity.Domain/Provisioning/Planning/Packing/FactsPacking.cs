using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Domain.Provisioning.Planning.Packing;

/// <summary>The facts of a person, written and read in one order.</summary>
internal static class FactsPacking
{
    public static void Write(this PackWriter writer, PersonFacts facts)
    {
        writer.Text(facts.Surname);
        writer.Shared(facts.GivenName);
        writer.Number(facts.OtherGivenNames.Count);
        foreach (var name in facts.OtherGivenNames)
            writer.Shared(name);
        writer.Text(facts.BirthName);
        writer.Date(facts.BirthDate);
        writer.Number((int?)facts.Civility);
        writer.Shared(facts.MainEstablishment?.ToString());
        writer.Write(facts.Postings);
        writer.Number(facts.IsTeacher switch { null => null, false => 0, true => 1 });
        writer.Text(facts.Numen?.Reveal());
        writer.Date(facts.Start);
        writer.Date(facts.End);
        writer.Text(facts.PostalAddress);
    }

    public static PersonFacts Facts(this ref PackReader reader) => new()
    {
        // Initializers run in the order they are written.
        Surname = reader.Text(),
        GivenName = reader.Shared(),
        OtherGivenNames = reader.Names(),
        BirthName = reader.TextOrNull(),
        BirthDate = reader.DateOrNull(),
        Civility = (Civility?)reader.NumberOrNull(),
        MainEstablishment = reader.EstablishmentOrNull(),
        Postings = reader.Postings(),
        IsTeacher = reader.NumberOrNull() switch { null => null, var number => number == 1 },
        Numen = reader.TextOrNull() is { } numen ? Numen.Parse(numen) : null,
        Start = reader.DateOrNull(),
        End = reader.DateOrNull(),
        PostalAddress = reader.TextOrNull(),
    };

    private static void Write(this PackWriter writer, IReadOnlyList<Posting> postings)
    {
        writer.Number(postings.Count);
        foreach (var posting in postings)
        {
            writer.Shared(posting.Rne.ToString());
            writer.Shared(posting.FunctionCode);
            writer.Shared(posting.FunctionLabel);
            writer.Shared(posting.DisciplineCode);
            writer.Shared(posting.DisciplineLabel);
        }
    }

    private static string[] Names(this ref PackReader reader)
    {
        var names = reader.Number() is > 0 and var count ? new string[count] : [];
        for (var index = 0; index < names.Length; index++)
            names[index] = reader.Shared();
        return names;
    }

    private static Posting[] Postings(this ref PackReader reader)
    {
        var postings = reader.Number() is > 0 and var count ? new Posting[count] : [];
        for (var index = 0; index < postings.Length; index++)
            postings[index] = new Posting(reader.EstablishmentOrNull() ?? default, reader.Shared(), reader.Shared(), reader.SharedOrNull(), reader.SharedOrNull());
        return postings;
    }
}
