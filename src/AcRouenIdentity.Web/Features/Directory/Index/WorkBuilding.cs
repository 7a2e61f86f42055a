using System.Globalization;
using AcRouenIdentity.Domain.People;

namespace AcRouenIdentity.Web.Features.Directory.Index;

/// <summary>Collects where people work and as what, person after person.</summary>
internal sealed class WorkBuilding(IReadOnlyDictionary<Rne, Establishment> named)
{
    private static readonly StringComparer French = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), CompareOptions.None);

    private readonly WordIndex.Builder words = new();
    private readonly Dictionary<Rne, ushort> schools = [];
    private readonly List<IReadOnlyList<string>> schoolWords = [];
    private readonly Numbered functions = new();
    private readonly Numbered disciplines = new();
    private readonly List<int> starts = [0];
    private readonly List<Work> works = [];

    public void Add(IndexedRow row)
    {
        var person = starts.Count - 1;
        foreach (var posting in Occupations.PostingsOf(row.Establishments, row.Postings))
        {
            var work = new Work(SchoolOf(posting.Rne), functions.Of(Occupations.FunctionOf(posting)), disciplines.Of(Occupations.DisciplineOf(posting)));
            works.Add(work);
            words.Add(person, schoolWords[work.School]);
            words.Add(person, functions.WordsOf(work.Function));
            words.Add(person, disciplines.WordsOf(work.Discipline));
        }

        starts.Add(works.Count);
    }

    public IndexedWorks Build()
    {
        var (functionOrder, disciplineOrder) = (functions.Order(), disciplines.Order());
        return new IndexedWorks
        {
            Words = words.Build(),
            Schools = named,
            SchoolWords = schoolWords,
            Functions = functionOrder.Labels,
            Disciplines = disciplineOrder.Labels,
            Starts = [.. starts],
            Works = [.. works.Select(work => new Work(work.School, functionOrder.PlaceOf(work.Function), disciplineOrder.PlaceOf(work.Discipline)))],
        };
    }

    private ushort SchoolOf(Rne rne)
    {
        if (schools.TryGetValue(rne, out var known))
            return known;
        var school = named.GetValueOrDefault(rne);
        schoolWords.Add([.. SearchWords.Of($"{school?.Name} {school?.Town} {rne}").Distinct()]);
        schools.Add(rne, (ushort)schools.Count);
        return (ushort)(schools.Count - 1);
    }

    /// <summary>Labels numbered as they come, and put in order at the end.</summary>
    private sealed class Numbered
    {
        private readonly Dictionary<string, ushort> numbers = new(StringComparer.Ordinal);
        private readonly List<(Label Label, IReadOnlyList<string> Words)> labels = [];

        public ushort Of(Label? label)
        {
            if (label is null)
                return Work.None;
            if (numbers.TryGetValue(label.Code, out var known))
                return known;
            labels.Add((label, [.. SearchWords.Of(label.Text).Distinct()]));
            numbers.Add(label.Code, (ushort)numbers.Count);
            return (ushort)(numbers.Count - 1);
        }

        public IReadOnlyList<string> WordsOf(ushort number) => number == Work.None ? [] : labels[number].Words;

        public LabelOrder Order()
        {
            int[] order = [.. Enumerable.Range(0, labels.Count).OrderBy(number => labels[number].Label.Text, French)];
            var places = new ushort[order.Length];
            for (ushort place = 0; place < order.Length; place++)
                places[order[place]] = place;
            return new LabelOrder([.. order.Select(number => labels[number].Label)], places);
        }
    }

    private sealed record LabelOrder(IReadOnlyList<Label> Labels, ushort[] Places)
    {
        public ushort PlaceOf(ushort number) => number == Work.None ? Work.None : Places[number];
    }
}
