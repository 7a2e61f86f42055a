using System.Globalization;
using System.Text;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Infrastructure.Feeds.Staff;

/// <summary>Where each fact stands in the rows of one file; -1 where it has no column.</summary>
internal sealed record StaffColumnMap(char Separator, int Key, int Numen, int BirthName, int BirthDate, int Start, int End, IReadOnlyList<IReadOnlyList<int>> PostalAddress)
{
    private static readonly char[] Separators = [';', ',', '\t', '|'];

    /// <summary>Configured columns that this header has not.</summary>
    public IReadOnlyList<string> Missing { get; private init; } = [];

    /// <summary>Facts that have a column.</summary>
    public FeedFacts Said =>
        Has(Numen, FeedFacts.Numen) | Has(BirthName, FeedFacts.BirthName) | Has(BirthDate, FeedFacts.BirthDate)
        | Has(Start, FeedFacts.Start) | Has(End, FeedFacts.End) | (PostalAddress.Count > 0 ? FeedFacts.PostalAddress : FeedFacts.None);

    /// <summary>The separator is the one that finds the most columns.</summary>
    public static StaffColumnMap Read(string header, StaffColumns columns) =>
        Separators.Select(separator => Read(header.Split(separator), separator, columns)).MinBy(map => map.Missing.Count)!;

    /// <summary>Case, accents and what is no letter do not count: <c>Date de début</c> is <c>DATE_DE_DEBUT</c>.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormKD).Where(char.IsAsciiLetterOrDigit))
            folded.Append(char.ToUpper(letter, CultureInfo.InvariantCulture));
        return folded.ToString();
    }

    private static StaffColumnMap Read(IReadOnlyList<string> header, char separator, StaffColumns columns)
    {
        var missing = new List<string>();
        var places = header.Select((name, place) => (Name: Fold(name), place)).DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.place);
        IEnumerable<string> address = columns.PostalAddress.Count > 0 ? columns.PostalAddress : StaffColumns.DefaultPostalAddress;
        return new StaffColumnMap(
            separator,
            Find(columns.Key),
            Find(columns.Numen),
            Find(columns.BirthName),
            Find(columns.BirthDate),
            Find(columns.Start),
            Find(columns.End),
            [.. address.Select(line => (IReadOnlyList<int>)[.. line.Split('+').Select(Find).Where(place => place >= 0)]).Where(line => line.Count > 0)])
        {
            Missing = missing,
        };

        int Find(string name)
        {
            if (name.Length == 0)
                return -1;
            if (places.TryGetValue(Fold(name), out var place))
                return place;

            missing.Add(name);
            return -1;
        }
    }

    private static FeedFacts Has(int column, FeedFacts fact) => column >= 0 ? fact : FeedFacts.None;
}
