using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Testing.Feeds;

/// <summary>
/// A fictional académie, made from a seed: the same seed gives the same people, establishments and files on every machine. Nobody is kept in memory: a person is computed from
/// their number. Exports follow each other from 0, and from one to the next people leave (3 %), move (6 %) and arrive (3 %).
/// </summary>
public sealed class FeedGenerator(int seed, int people, int establishments)
{
    private const int LeavingPerThousand = 30;
    private const int MovingPerThousand = 60;
    private const int FirstStructure = 40;
    private const int FirstJointure = 100_000;
    private const int EstablishmentsOfADepartement = 8_000;
    private static readonly int[] Departements = [76, 27, .. Enumerable.Range(1, 95).Except([76, 27, 20])];
    private static readonly DateOnly FirstExport = new(2026, 9, 1);

    /// <summary>Share of schools of the first degree, in percent: they are exported apart, with attribute names of their own.</summary>
    public int FirstDegreePercent { get; init; }

    /// <summary>How many people the first export names.</summary>
    public int PeopleAtFirst => people;

    /// <summary>Source of the keys in the directory: the generated files say académie 21.</summary>
    public const string KeySource = "AC-ROUEN";

    /// <summary>Date in the names of an export's files.</summary>
    public static DateOnly DateOf(int export) => FirstExport.AddDays(export);

    public IEnumerable<FictionalEstablishment> Establishments => Enumerable.Range(0, establishments).Select(Establishment);

    /// <summary>Everybody whom an export names, in the order of their keys.</summary>
    public IEnumerable<FictionalPerson> PeopleOf(int export)
    {
        for (var number = 0; number < people + (export * Arriving); number++)
        {
            if (IsThere(number, export))
                yield return Person(number, export);
        }
    }

    /// <summary>What one export has and the one before had not, or had otherwise.</summary>
    public IEnumerable<FictionalChange> ChangesUpTo(int export)
    {
        for (var number = 0; number < people + (export * Arriving); number++)
        {
            if (Change(number, export) is { } change)
                yield return change;
        }
    }

    private int Arriving => people * LeavingPerThousand / 1000;

    private FictionalChange? Change(int number, int export)
    {
        var (before, after) = (IsThere(number, export - 1), IsThere(number, export));
        if (before && after)
            return Moves(number, export) ? new FictionalChange(FictionalChangeKind.Moved, Person(number, export)) : null;
        if (before)
            return new FictionalChange(FictionalChangeKind.Left, Person(number, export - 1));
        return after ? new FictionalChange(FictionalChangeKind.Arrived, Person(number, export)) : null;
    }

    private int ArrivalOf(int number) => number < people ? 0 : 1 + ((number - people) / Math.Max(1, Arriving));

    private bool IsThere(int number, int export)
    {
        var arrival = ArrivalOf(number);
        for (var each = arrival + 1; each <= export; each++)
        {
            if (Chance(number, Trait.Leaving + each) % 1000 < LeavingPerThousand)
                return false;
        }

        return arrival <= export;
    }

    private bool Moves(int number, int export) => Chance(number, Trait.Moving + export) % 1000 < MovingPerThousand;

    private FictionalPerson Person(int number, int export)
    {
        var isWoman = Chance(number, Trait.Gender) % 100 < 62;
        var surname = Surname(number);
        return new FictionalPerson(
            number,
            FirstJointure + number,
            surname,
            GivenName(number, isWoman),
            isWoman && Chance(number, Trait.BirthName) % 3 == 0 ? Skewed(FictionalNames.Surnames, number, Trait.BirthName) : surname,
            isWoman ? Civility.Madame : Civility.Monsieur,
            new DateOnly(1960 + (int)(Chance(number, Trait.BirthYear) % 42), 1, 1).AddDays((int)(Chance(number, Trait.BirthDay) % 365)),
            School(number, export),
            Chance(number, Trait.SecondSchool) % 100 < 7 ? Establishment((int)(Chance(number, Trait.SecondSchoolPlace) % (ulong)establishments)) : null,
            Function(number),
            Chance(number, Trait.NoNumen) % 100 == 0 ? null : NumenOf(number),
            Address(number));
    }

    private string Surname(int number)
    {
        var surname = Skewed(FictionalNames.Surnames, number, Trait.Surname);
        return Chance(number, Trait.Compound) % 100 < 6 ? $"{surname}-{Skewed(FictionalNames.Surnames, number, Trait.SecondSurname)}" : surname;
    }

    private string GivenName(int number, bool isWoman) => Skewed(isWoman ? FictionalNames.Women : FictionalNames.Men, number, Trait.GivenName);

    private FictionalEstablishment School(int number, int export)
    {
        var moves = Enumerable.Range(1, export).Count(each => Moves(number, each));
        return Establishment((int)(Chance(number, Trait.School + moves) % (ulong)establishments));
    }

    private FictionalFunction Function(int number)
    {
        var (code, label) = FictionalNames.Disciplines[Chance(number, Trait.Discipline) % (ulong)FictionalNames.Disciplines.Length];
        return (Chance(number, Trait.Function) % 100) switch
        {
            < 78 => new FictionalFunction("ENS", "ENSEIGNEMENT", code, label),
            < 84 => new FictionalFunction("AED", "ASSISTANT D'EDUCATION", null, null),
            < 88 => new FictionalFunction("EDU", "EDUCATION", "E0030", "CONSEILLER PRINCIPAL D'EDUCATION"),
            < 91 => new FictionalFunction("DOC", "DOCUMENTATION", "L0080", "DOCUMENTATION"),
            < 94 => new FictionalFunction("DIR", "DIRECTION", "D0010", "CHEF D'ETABLISSEMENT"),
            < 98 => new FictionalFunction("ADF", "PERSONNELS ADMINISTRATIFS", null, null),
            _ => new FictionalFunction("-", "SANS OBJET", null, null),
        };
    }

    private string[] Address(int number) =>
    [
        $"{1 + (Chance(number, Trait.Street) % 180)} RUE {FictionalNames.Patrons[Chance(number, Trait.StreetName) % (ulong)FictionalNames.Patrons.Length].ToUpperInvariant()}",
        $"76{Chance(number, Trait.Town) % 1000:D3} {FictionalNames.Towns[Chance(number, Trait.Town) % (ulong)FictionalNames.Towns.Length]}",
    ];

    private static string NumenOf(int number) => $"21E{number % 35:D2}{number % 100_000:D5}{Letter(number / 2_600_000)}{Letter(number / 100_000)}C";

    private static char Letter(int number) => (char)('A' + (number % 26));

    private FictionalEstablishment Establishment(int number)
    {
        var uai = (Departements[number / EstablishmentsOfADepartement] * 10_000) + 1000 + (number % EstablishmentsOfADepartement);
        var isFirstDegree = (int)(Chance(number, Trait.Degree) % 100) < FirstDegreePercent;
        var (type, code, title) = isFirstDegree ? ("ECOLE ELEMENTAIRE", "151", "Ecole") : Kind(number);
        return new FictionalEstablishment(
            number,
            FirstStructure + number,
            $"{uai:D7}{"ABCDEFGHJKLMNPRSTUVWXYZ"[uai % 23]}",
            $"{title} {FictionalNames.Patrons[Chance(number, Trait.Patron) % (ulong)FictionalNames.Patrons.Length]}",
            type,
            code,
            FictionalNames.Towns[Chance(number, Trait.Town) % (ulong)FictionalNames.Towns.Length],
            isFirstDegree);
    }

    private (string Type, string Code, string Title) Kind(int number) => (Chance(number, Trait.Kind) % 10) switch
    {
        < 6 => ("COLLEGE", "340", "Collège"),
        < 9 => ("LYCEE", "300", "Lycée"),
        _ => ("LYCEE PROFESSIONNEL", "320", "Lycée professionnel"),
    };

    /// <summary>The first names of a list come far more often than the last.</summary>
    private string Skewed(string[] names, int number, int trait)
    {
        var even = (Chance(number, trait) >> 11) / (double)(1UL << 53);
        return names[(int)(even * even * names.Length)];
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014) of the seed, the person and what is asked of them.</summary>
    private ulong Chance(int number, int trait)
    {
        var state = unchecked(((ulong)seed << 48) ^ ((ulong)trait << 36) ^ (ulong)number ^ 0x9E3779B97F4A7C15UL);
        state = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL);
        state = unchecked((state ^ (state >> 27)) * 0x94D049BB133111EBUL);
        return state ^ (state >> 31);
    }

    /// <summary>What is asked of a number; exports add theirs to the last ones.</summary>
    private static class Trait
    {
        public const int Gender = 1;
        public const int Surname = 2;
        public const int SecondSurname = 3;
        public const int Compound = 4;
        public const int GivenName = 5;
        public const int BirthName = 6;
        public const int BirthYear = 7;
        public const int BirthDay = 8;
        public const int Function = 9;
        public const int Discipline = 10;
        public const int SecondSchool = 11;
        public const int NoNumen = 12;
        public const int Street = 13;
        public const int StreetName = 14;
        public const int Town = 15;
        public const int Degree = 16;
        public const int Patron = 17;
        public const int Kind = 18;
        public const int SecondSchoolPlace = 19;
        public const int School = 1000;
        public const int Moving = 2000;
        public const int Leaving = 3000;
    }
}

/// <summary>An invented member of the staff. <paramref name="Jointure"/> is what the export calls them; the directory says <see cref="Key"/>.</summary>
public sealed record FictionalPerson(
    int Number,
    int Jointure,
    string Surname,
    string GivenName,
    string BirthName,
    Civility Civility,
    DateOnly BirthDate,
    FictionalEstablishment School,
    FictionalEstablishment? SecondSchool,
    FictionalFunction Function,
    string? Numen,
    IReadOnlyList<string> Address)
{
    public DirectoryKey Key => new($"{FeedGenerator.KeySource}${Jointure}");
}

/// <summary>An invented establishment. <paramref name="Jointure"/> is what the export calls it.</summary>
public sealed record FictionalEstablishment(int Number, int Jointure, string Uai, string Name, string Type, string TypeCode, string Town, bool IsFirstDegree);

/// <summary>The code is <c>-</c> for those without function.</summary>
public sealed record FictionalFunction(string Code, string Label, string? DisciplineCode, string? DisciplineLabel);

public sealed record FictionalChange(FictionalChangeKind Kind, FictionalPerson Person);

public enum FictionalChangeKind
{
    Arrived,
    Moved,
    Left,
}
