using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using AcRouenIdentity.Domain.Provisioning.Feeds;

namespace AcRouenIdentity.Testing.Feeds;

/// <summary>How the files of an export are written.</summary>
public sealed record FeedForm
{
    public FeedFormEncoding Encoding { get; init; }

    public int PeoplePerFile { get; init; } = 20_000;
}

public enum FeedFormEncoding
{
    Utf8,

    /// <summary>Declared, with character references for what it lacks.</summary>
    Latin9,

    /// <summary>UTF-8 without XML declaration.</summary>
    Undeclared,

    /// <summary>ISO-8859-15 without XML declaration, as in 2013.</summary>
    Latin9Undeclared,
}

/// <summary>Writes the exports of a fictional académie as the annuaire académique fédérateur does, and the HR file.</summary>
public sealed class FeedFilesWriter(FeedGenerator generator, FeedForm form)
{
    private const string Nothing = "-";

    /// <summary>A complete export: numbered files of establishments and staff, for each degree there is. Returns their paths.</summary>
    public IReadOnlyList<string> WriteFolder(string folder, int export)
    {
        Directory.CreateDirectory(folder);
        return [.. Degrees.SelectMany(degree => Write(folder, export, degree)).ToList()];
    }

    /// <summary>What changed since the export before.</summary>
    public IReadOnlyList<string> WriteDelta(string folder, int export)
    {
        Directory.CreateDirectory(folder);
        return [.. Degrees.Select(degree => WriteFile(folder, export, new FileKind(degree, "Delta", "PersEducNat", 0), xml => WriteChanges(xml, export, degree))).ToList()];
    }

    public void WriteTgz(string path, int export) => Pack(export, path, WriteFolder, Tgz);

    public void WriteDeltaTgz(string path, int export) => Pack(export, path, WriteDelta, Tgz);

    public void WriteZip(string path, int export) => Pack(export, path, WriteFolder, (folder, to) => ZipFile.CreateFromDirectory(folder, to));

    /// <summary>The HR file: everybody of an export, with their NUMEN, under the default column names.</summary>
    public void WriteStaff(string path, int export, char separator = ';')
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(separator, "JOINTURE", "NUMEN", "NOM_NAISSANCE", "DATE_NAISSANCE", "DATE_DEBUT", "DATE_FIN", "ADRESSE_1", "ADRESSE_2", "ADRESSE_3", "CODE_POSTAL", "VILLE"));
        foreach (var person in generator.PeopleOf(export))
        {
            var town = person.Address[1];
            writer.WriteLine(string.Join(
                separator, person.Jointure.ToString(CultureInfo.InvariantCulture), person.Numen, person.BirthName, Written(person.BirthDate), "01/09/2020", "", person.Address[0], "", "", town[..5], town[6..]));
        }
    }

    private IEnumerable<Degree> Degrees => generator.FirstDegreePercent > 0 ? [Degree.Second, Degree.First] : [Degree.Second];

    private IEnumerable<string> Write(string folder, int export, Degree degree)
    {
        yield return WriteFile(folder, export, new FileKind(degree, "Complet", "EtabEducNat", 0), xml =>
        {
            foreach (var establishment in generator.Establishments.Where(degree.Has))
                WriteEstablishment(xml, establishment, degree);
        });

        using var people = generator.PeopleOf(export).Where(person => degree.Has(person.School)).GetEnumerator();
        var more = people.MoveNext();
        for (var number = 0; more || number == 0; number++)
        {
            yield return WriteFile(folder, export, new FileKind(degree, "Complet", "PersEducNat", number), xml =>
            {
                for (var written = 0; more && written < form.PeoplePerFile; written++, more = people.MoveNext())
                    WritePerson(xml, people.Current, degree);
            });
        }
    }

    private string WriteFile(string folder, int export, FileKind kind, Action<XmlWriter> write)
    {
        var date = FeedGenerator.DateOf(export);
        var path = Path.Combine(folder, $"ENT{kind.Degree.Code}VA-ENT21_{kind.Kind}_{date:yyyyMMdd}_{kind.Content}_{kind.Number:D4}.xml");
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = Encoding(), OmitXmlDeclaration = IsUndeclared, CheckCharacters = false, NewLineHandling = NewLineHandling.None });
        if (!IsUndeclared)
            xml.WriteStartDocument();
        xml.WriteDocType("ficAlimMENESR", null, "ficAlimMENESR.dtd", null);
        xml.WriteStartElement("ficAlimMENESR");
        foreach (var header in new[] { "versionAF=\"AAF-VE2407\"", "versionSDET=\"Annexe 4bis version 6.4\"", "codeAcademieExport=\"21\"", $"degre=\"{kind.Degree.Code}\"", $"dateGenerationExport=\"{Written(date)}\"" })
        {
            xml.WriteRaw("\n");
            xml.WriteComment($" {header} ");
        }

        write(xml);
        xml.WriteRaw("\n");
        xml.WriteEndElement();
        return path;
    }

    private bool IsUndeclared => form.Encoding is FeedFormEncoding.Undeclared or FeedFormEncoding.Latin9Undeclared;

    private Encoding Encoding() => form.Encoding switch
    {
        FeedFormEncoding.Utf8 or FeedFormEncoding.Undeclared => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        FeedFormEncoding.Latin9 or FeedFormEncoding.Latin9Undeclared => CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-15")!,
    };

    private static void WriteEstablishment(XmlWriter xml, FictionalEstablishment establishment, Degree degree) => WriteRequest(xml, "addRequest", "EtabEducNat", establishment.Jointure, () =>
    {
        xml.WriteStartElement("attributes");
        WriteAttribute(xml, "ENTStructureJointure", Written(establishment.Jointure));
        WriteAttribute(xml, "ENTStructureUAI", establishment.Uai);
        if (!establishment.IsFirstDegree)
            WriteAttribute(xml, "ENTEtablissementUAI", establishment.Uai);
        WriteAttribute(xml, "ENTStructureNomCourant", $"{establishment.Type[..3]}${establishment.Name.ToUpperInvariant()}${establishment.Town}");
        WriteAttribute(xml, "ENTStructureTypeStruct", establishment.Type);
        WriteAttribute(xml, "ENTStructureCodeTypeStruct", establishment.TypeCode);
        WriteAttribute(xml, establishment.IsFirstDegree ? "ENTEcoleSecteur" : "ENTEtablissementContrat", establishment.Number % 9 == 8 ? "PR" : "PU");
        WriteAttribute(xml, degree.Town, establishment.Town);
        WriteAttribute(xml, "ENTServAcCodeAcademie", "021");
        xml.WriteEndElement();
    });

    private static void WritePerson(XmlWriter xml, FictionalPerson person, Degree degree) => WriteRequest(xml, "addRequest", "PersEducNat", person.Jointure, () =>
    {
        xml.WriteStartElement("attributes");
        WriteAttribute(xml, "ENTPersonJointure", Written(person.Jointure));
        WriteAttribute(xml, "ENTPersonDateNaissance", Written(person.BirthDate));
        WriteAttribute(xml, "ENTPersonNomPatro", person.BirthName);
        WriteAttribute(xml, degree.Surname, person.Surname);
        WriteAttribute(xml, degree.GivenName, person.GivenName);
        WriteAttribute(xml, degree.Civility, person.Civility == Civility.Madame ? "Mme" : "M.");
        WriteAttribute(xml, degree.Mail, "");
        WritePlace(xml, person, "attr");
        if (!person.School.IsFirstDegree)
            WriteAttribute(xml, "ENTAuxEnsClasses", person.Function.Code == "ENS" ? $"{person.School.Jointure}$4EME{person.Number % 7}" : "");
        WriteAttribute(xml, "ENTPersonCategorieEnseignant", person.Function.Code == "ENS" ? "O" : "N");
        xml.WriteEndElement();
    });

    private static void WritePlace(XmlWriter xml, FictionalPerson person, string element)
    {
        FictionalEstablishment[] schools = person.SecondSchool is { } second && second.Number != person.School.Number ? [person.School, second] : [person.School];
        WriteAttribute(xml, "ENTPersonStructRattach", Written(person.School.Jointure), element);
        WriteStart(xml, "ENTPersonFonctions", element);
        foreach (var school in schools)
            xml.WriteElementString("value", $"{school.Jointure}${person.Function.Code}${person.Function.Label}${person.Function.DisciplineCode ?? Nothing}${person.Function.DisciplineLabel ?? "SANS OBJET"}");
        xml.WriteEndElement();
    }

    private void WriteChanges(XmlWriter xml, int export, Degree degree)
    {
        foreach (var change in generator.ChangesUpTo(export).Where(change => degree.Has(change.Person.School)))
            WriteChange(xml, change, degree);
    }

    private static void WriteChange(XmlWriter xml, FictionalChange change, Degree degree)
    {
        switch (change.Kind)
        {
            case FictionalChangeKind.Arrived:
                WritePerson(xml, change.Person, degree);
                break;
            case FictionalChangeKind.Moved:
                WriteRequest(xml, "modifyRequest", "PersEducNat", change.Person.Jointure, () =>
                {
                    xml.WriteStartElement("modifications");
                    WritePlace(xml, change.Person, "modification");
                    xml.WriteEndElement();
                });
                break;
            case FictionalChangeKind.Left:
                WriteRequest(xml, "deleteRequest", "PersEducNat", change.Person.Jointure, () => { });
                break;
        }
    }

    private static void WriteRequest(XmlWriter xml, string request, string category, int jointure, Action write)
    {
        xml.WriteRaw("\n");
        xml.WriteStartElement(request);
        xml.WriteStartElement("operationalAttributes");
        WriteAttribute(xml, category == "PersEducNat" ? "categoriePersonne" : "categorieStructure", category);
        xml.WriteEndElement();
        xml.WriteStartElement("identifier");
        xml.WriteElementString("id", Written(jointure));
        xml.WriteEndElement();
        write();
        xml.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter xml, string name, string value, string element = "attr")
    {
        WriteStart(xml, name, element);
        xml.WriteStartElement("value");
        xml.WriteString(value);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStart(XmlWriter xml, string name, string element)
    {
        xml.WriteRaw("\n");
        xml.WriteStartElement(element);
        xml.WriteAttributeString("name", name);
        if (element == "modification")
            xml.WriteAttributeString("operation", "replace");
    }

    private static void Pack(int export, string path, Func<string, int, IReadOnlyList<string>> write, Action<string, string> pack)
    {
        var folder = Directory.CreateTempSubdirectory("acrouen-feed-");
        try
        {
            write(folder.FullName, export);
            pack(folder.FullName, path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Tgz(string folder, string path)
    {
        using var zipped = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var tar = new TarWriter(zipped);
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            tar.WriteEntry(file, Path.GetFileName(file));
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Written(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private sealed record FileKind(Degree Degree, string Kind, string Content, int Number);

    /// <summary>What a degree calls things.</summary>
    private sealed record Degree(string Code, string Surname, string GivenName, string Civility, string Mail, string Town)
    {
        public static readonly Degree First = new("1D", "ENTPersonNom", "ENTPersonPrenom", "ENTPersonCivilite", "ENTPersonMail", "ENTStructureVille");
        public static readonly Degree Second = new("2D", "sn", "givenName", "personalTitle", "mail", "l");

        public bool Has(FictionalEstablishment establishment) => establishment.IsFirstDegree == (this == First);
    }
}
