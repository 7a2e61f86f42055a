using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>Where the people of an index work and as what.</summary>
internal sealed class IndexedWorks
{
    public required WordIndex Words { get; init; }

    public required IReadOnlyDictionary<Rne, Establishment> Schools { get; init; }

    public required IReadOnlyList<Label> Functions { get; init; }

    public required IReadOnlyList<Label> Disciplines { get; init; }

    /// <summary>Words of each establishment, in the order in which <see cref="Work.School"/> counts them.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> SchoolWords { get; init; }

    /// <summary>Places of each person in <see cref="Works"/>: from theirs to that of the next.</summary>
    public required int[] Starts { get; init; }

    public required Work[] Works { get; init; }

    /// <summary>One posting passes all filters at once: a teacher of mathematics here who teaches physics there is no teacher of physics here.</summary>
    public Func<int, bool> FilterOf(ColleagueQuery query)
    {
        var schools = string.IsNullOrWhiteSpace(query.School) ? null : SchoolsCalled(SearchWords.Of(query.School));
        var function = NumberOf(query.Function, Functions);
        var discipline = NumberOf(query.Discipline, Disciplines);
        if (schools is null && function is null && discipline is null)
            return _ => true;
        return person => AnyOf(person, work => schools?[work.School] != false && (function ?? work.Function) == work.Function && (discipline ?? work.Discipline) == work.Discipline);
    }

    private bool AnyOf(int person, Predicate<Work> passes)
    {
        for (var place = Starts[person]; place < Starts[person + 1]; place++)
        {
            if (passes(Works[place]))
                return true;
        }

        return false;
    }

    private bool[] SchoolsCalled(IReadOnlyList<string> words)
    {
        var needed = words.Where(word => !SearchWords.IsParticle(word)).ToArray();
        return [.. SchoolWords.Select(school => needed.Length > 0 && needed.All(word => school.Any(own => IsMeant(word, own))))];
    }

    private static bool IsMeant(string typed, string own) =>
        own.StartsWith(typed, StringComparison.Ordinal) || (Spelling.MistakesBorneBy(typed) > 0 && Spelling.Distance(typed, own, atMost: 1) <= 1);

    /// <summary>Null for no filter; a number that nobody has for a code that is none.</summary>
    private static ushort? NumberOf(string? code, IReadOnlyList<Label> labels)
    {
        if (string.IsNullOrEmpty(code))
            return null;
        for (ushort number = 0; number < labels.Count; number++)
        {
            if (labels[number].Code == code)
                return number;
        }

        return Work.Unknown;
    }
}

/// <summary>A posting, by the places of its parts in their lists.</summary>
internal readonly record struct Work(ushort School, ushort Function, ushort Discipline)
{
    public const ushort None = ushort.MaxValue;

    /// <summary>What no posting has.</summary>
    public const ushort Unknown = ushort.MaxValue - 1;
}
