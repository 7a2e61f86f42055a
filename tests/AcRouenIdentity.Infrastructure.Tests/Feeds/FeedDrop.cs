using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds;

namespace AcRouenIdentity.Infrastructure.Tests.Feeds;

/// <summary>The folder where an officer drops feeds.</summary>
internal sealed class FeedDrop : IDisposable
{
    public const string EstablishmentsFile = "ENT2DVA-ENT21_Complet_20260901_EtabEducNat_0000.xml";
    public const string PeopleFile = "ENT2DVA-ENT21_Complet_20260901_PersEducNat_0000.xml";
    public const string DeltaFile = "ENT2DVA-ENT21_Delta_20260902_PersEducNat_0000.xml";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acrouen-drop-");

    public string Folder => folder.FullName;

    public FeedOptions Options { get; } = new();

    public Dictionary<StructureKey, Rne> EarlierStructures { get; } = [];

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    /// <summary>A complete export with the school 43 (0769001W) and these requests about people.</summary>
    public FeedDrop WithPeople(params string[] requests)
    {
        Write(EstablishmentsFile, Xml.File(Xml.School()));
        Write(PeopleFile, Xml.File(requests));
        return this;
    }

    public void WriteTgz(string name, params TarEntry[] entries)
    {
        using var zipped = new GZipStream(File.Create(Path(name)), CompressionLevel.Fastest);
        using var tar = new TarWriter(zipped);
        foreach (var entry in entries)
            tar.WriteEntry(entry);
    }

    public static TarEntry Entry(string name, string text) =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    public List<FeedRecord> Read() => Read(Folder);

    public List<FeedRecord> Read(params string[] paths) => [.. new FeedReader(Options).Open(paths, EarlierStructures).Records];

    public void Dispose() => folder.Delete(recursive: true);
}

internal static class FeedRecords
{
    public static IEnumerable<FeedPerson> People(this IEnumerable<FeedRecord> records) => records.OfType<FeedRecord.PersonSaid>().Select(said => said.Person);

    public static IEnumerable<FeedEstablishment> Establishments(this IEnumerable<FeedRecord> records) =>
        records.OfType<FeedRecord.EstablishmentSaid>().Select(said => said.Establishment);

    public static IEnumerable<FeedStaffFacts> Staff(this IEnumerable<FeedRecord> records) => records.OfType<FeedRecord.StaffSaid>().Select(said => said.Facts);

    public static IEnumerable<FeedIssue> Issues(this IEnumerable<FeedRecord> records) => records.OfType<FeedRecord.Reported>().Select(reported => reported.Issue);

    public static FeedIssue OnlyIssue(this IEnumerable<FeedRecord> records) => records.Issues().Should().ContainSingle().Which;

    public static IEnumerable<string> Keys(this IEnumerable<FeedRecord> records) => records.People().Select(person => person.Key.Value);
}

/// <summary>Files as the annuaire académique fédérateur writes them, one piece at a time.</summary>
internal static class Xml
{
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\">\n";
    public const string Header = "<!-- versionAF=\"AAF-VE2407\" -->\n<!-- codeAcademieExport=\"21\" -->\n<!-- degre=\"2D\" -->\n<!-- dateGenerationExport=\"01/09/2026\" -->\n";

    public static string File(params string[] requests) => $"{Declaration}<ficAlimMENESR>\n{Header}{string.Concat(requests)}</ficAlimMENESR>\n";

    public static string School(string jointure = "43", string uai = "0769001W", string more = "") => Request(
        "addRequest",
        "categorieStructure",
        "EtabEducNat",
        jointure,
        $"<attributes>{Attr("ENTStructureJointure", jointure)}{Attr("ENTStructureUAI", uai)}{Attr("ENTStructureNomCourant", "LYC$LYCEE LES FALAISES$LE TREPORT")}"
        + $"{Attr("ENTStructureCodeTypeStruct", "300")}{Attr("ENTEtablissementContrat", "PU")}{Attr("l", "LE TREPORT")}{Attr("telephoneNumber", "+33 2 00 00 76 01")}{more}</attributes>");

    public static string Person(string jointure = "2828", string more = "", string surname = "MARTIN", string birth = "12/04/1979", string structure = "43") => Request(
        "addRequest",
        "categoriePersonne",
        "PersEducNat",
        jointure,
        $"<attributes>{Attr("ENTPersonJointure", jointure)}{Attr("ENTPersonDateNaissance", birth)}{Attr("ENTPersonNomPatro", surname)}{Attr("sn", surname)}{Attr("givenName", "Claire")}"
        + $"{Attr("personalTitle", "Mme")}{Attr("ENTPersonStructRattach", structure)}{Attr("ENTPersonFonctions", $"{structure}$ENS$ENSEIGNEMENT$L1300$MATHEMATIQUES")}{more}</attributes>");

    public static string Modify(string jointure, params (string Name, string Value)[] values) => Request(
        "modifyRequest",
        "categoriePersonne",
        "PersEducNat",
        jointure,
        $"<modifications>{string.Concat(values.Select(value => $"<modification name=\"{value.Name}\" operation=\"replace\"><value>{value.Value}</value></modification>"))}</modifications>");

    public static string Delete(string jointure) => Request("deleteRequest", "categoriePersonne", "PersEducNat", jointure, "");

    public static string Attr(string name, params string[] values) => $"<attr name=\"{name}\">{string.Concat(values.Select(value => value.Length == 0 ? "<value/>" : $"<value>{value}</value>"))}</attr>\n";

    private static string Request(string request, string kind, string category, string jointure, string content) =>
        $"<{request}>\n<operationalAttributes>{Attr(kind, category)}</operationalAttributes><identifier><id>{jointure}</id></identifier>{content}</{request}>\n";
}
