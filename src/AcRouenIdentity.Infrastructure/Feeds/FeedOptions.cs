namespace AcRouenIdentity.Infrastructure.Feeds;

/// <summary>The feeds that fill the directory: how they name things and what is too much.</summary>
public sealed class FeedOptions
{
    public const string Section = "Feeds";

    public AafOptions Aaf { get; } = new();

    public StaffFeedOptions Staff { get; } = new();

    public FeedLimits Limits { get; } = new();
}

/// <summary>Exports of the annuaire académique fédérateur: staff and establishments.</summary>
public sealed class AafOptions
{
    /// <summary>Source of the keys of each exporting académie, by its <c>codeAcademieExport</c>: <c>21</c> gives <c>AC-ROUEN</c>, and keys read <c>AC-ROUEN$2828</c>.</summary>
    public IDictionary<string, string> Sources { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["21"] = "AC-ROUEN" };

    /// <summary>Source of files that do not name their académie, as those before 2020; null refuses them.</summary>
    public string? SourceOtherwise { get; set; } = "AC-ROUEN";

    /// <summary>Short type for each code nature; others have none. Those of the ministry's nomenclature for the usual ones.</summary>
    public IDictionary<string, string> Types { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["101"] = "1ORD", ["151"] = "1ORD", ["300"] = "LYC", ["302"] = "LYC", ["306"] = "LYC", ["320"] = "LP", ["340"] = "CLG", ["370"] = "EREA", ["809"] = "IEN",
    };
}

/// <summary>The HR file: CSV, its separator and encoding are detected. A column is named as in its header, in any case, with or without accents.</summary>
public sealed class StaffFeedOptions
{
    /// <summary>Source of the keys, as in <see cref="AafOptions.Sources"/>.</summary>
    public string Source { get; set; } = "AC-ROUEN";

    public StaffColumns Columns { get; } = new();
}

/// <summary>What the columns are called; an empty text says that the file has none.</summary>
public sealed class StaffColumns
{
    public string Key { get; set; } = "JOINTURE";

    public string Numen { get; set; } = "NUMEN";

    public string BirthName { get; set; } = "NOM_NAISSANCE";

    public string BirthDate { get; set; } = "DATE_NAISSANCE";

    public string Start { get; set; } = "DATE_DEBUT";

    public string End { get; set; } = "DATE_FIN";

    /// <summary>One line of the address each, columns joined by plus signs on one line: <c>CODE_POSTAL+VILLE</c>. <see cref="DefaultPostalAddress"/> where there is none.</summary>
    public IList<string> PostalAddress { get; } = [];

    public static IReadOnlyList<string> DefaultPostalAddress { get; } = ["ADRESSE_1", "ADRESSE_2", "ADRESSE_3", "CODE_POSTAL+VILLE"];
}

/// <summary>What no honest feed reaches.</summary>
public sealed class FeedLimits
{
    /// <summary>Bytes of one archive once decompressed. The staff of the whole country takes 3 GB.</summary>
    public long UnpackedBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Decompressed to compressed. Exports reach 30, a bomb 1000.</summary>
    public int UnpackedRatio { get; set; } = 200;

    /// <summary>Files in one archive or folder.</summary>
    public int Files { get; set; } = 10_000;

    /// <summary>Characters of one value.</summary>
    public int ValueLength { get; set; } = 1024;

    /// <summary>Values of one attribute.</summary>
    public int Values { get; set; } = 512;
}
