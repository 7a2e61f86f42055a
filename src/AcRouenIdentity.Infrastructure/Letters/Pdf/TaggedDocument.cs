using System.IO.Compression;
using System.Text;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>
/// A PDF of A4 pages that keeps for ever and can be read aloud: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). PDFsharp holds its objects and writes them; structure, fonts, colour
/// profile and metadata are made here, for what it makes of them is PDF/A-1 and no PDF/UA.
/// </summary>
internal sealed class TaggedDocument : IDisposable
{
    public const double Width = 210;
    public const double Height = 297;
    private readonly PdfDocument document = new();
    private readonly PdfDictionary resources;
    private readonly PdfDictionary pictures;
    private readonly Dictionary<TrueTypeFont, (string Name, FontSubset Subset)> fonts = [];
    private readonly Dictionary<PictureFile, string> pictureNames = [];
    private readonly List<PageCanvas> canvases = [];
    private readonly DateOnly date;
    private readonly string title;
    private readonly string language;

    /// <param name="language">RFC 5646, of all that it says.</param>
    public TaggedDocument(string title, string language, DateOnly date)
    {
        (this.title, this.language, this.date) = (title, language, date);
        document.Version = 17;
        // Else each page gets a transparency group, which says a colour space for what is never transparent here.
        document.Options.ColorMode = PdfColorMode.Undefined;
        resources = Add(new PdfDictionary(document));
        pictures = new PdfDictionary(document);
    }

    /// <summary>Root of what readers read.</summary>
    public StructureElement Structure { get; } = new("Document");

    public PageCanvas AddPage()
    {
        var page = document.AddPage();
        page.Width = XUnit.FromMillimeter(Width);
        page.Height = XUnit.FromMillimeter(Height);
        page.Elements.SetReference("/Resources", resources);
        page.Elements.SetInteger("/StructParents", canvases.Count);
        page.Elements.SetName("/Tabs", "/S");
        var canvas = new PageCanvas(this, page);
        canvases.Add(canvas);
        return canvas;
    }

    /// <returns>How pages call a font, and those of its glyphs that they use.</returns>
    public (string Name, FontSubset Subset) FontOf(TrueTypeFont font)
    {
        if (!fonts.TryGetValue(font, out var known))
            fonts[font] = known = ($"F{fonts.Count + 1}", new FontSubset(font));
        return known;
    }

    /// <returns>How pages call a picture.</returns>
    public string NameOf(PictureFile picture)
    {
        if (pictureNames.TryGetValue(picture, out var known))
            return known;
        var name = pictureNames[picture] = $"I{pictureNames.Count + 1}";
        pictures.Elements.SetReference($"/{name}", Add(picture.ToImage(document)));
        return name;
    }

    public byte[] ToBytes()
    {
        foreach (var canvas in canvases)
            canvas.Page.Elements.SetReference("/Contents", Add(Stream(document, canvas.ToBytes())));
        WriteFonts();
        WriteCatalog();
        WriteStructure();
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return DocumentMetadata.Put(file.ToArray(), title, language, date);
    }

    public void Dispose() => document.Dispose();

    internal static PdfDictionary Stream(PdfDocument document, ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal))
            deflate.Write(bytes);
        var stream = new PdfDictionary(document);
        stream.CreateStream(packed.ToArray());
        stream.Elements.SetName("/Filter", "/FlateDecode");
        return stream;
    }

    private void WriteFonts()
    {
        var used = new PdfDictionary(document);
        foreach (var (name, subset) in fonts.Values)
            used.Elements.SetReference($"/{name}", EmbeddedFont.Write(document, subset, fonts.Count, name));
        resources.Elements["/Font"] = used;
        if (pictureNames.Count > 0)
            resources.Elements["/XObject"] = pictures;
    }

    private void WriteCatalog()
    {
        var catalog = document.Internals.Catalog;
        catalog.Elements.SetString("/Lang", language);
        catalog.Elements["/MarkInfo"] = new PdfLiteral("<</Marked true>>");
        catalog.Elements["/ViewerPreferences"] = new PdfLiteral("<</DisplayDocTitle true>>");
        document.Info.Elements["/Title"] = new PdfString(title, PdfStringEncoding.Unicode);
        document.Info.Creator = DocumentMetadata.Creator;
        document.Info.CreationDate = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

        var profile = Add(Stream(document, ColourProfile()));
        profile.Elements.SetInteger("/N", 3);
        var intent = new PdfDictionary(document);
        intent.Elements.SetName("/Type", "/OutputIntent");
        intent.Elements.SetName("/S", "/GTS_PDFA1");
        intent.Elements.SetString("/OutputConditionIdentifier", "sRGB");
        intent.Elements.SetString("/RegistryName", "http://www.color.org");
        intent.Elements.SetString("/Info", "sRGB IEC61966-2.1");
        intent.Elements.SetReference("/DestOutputProfile", profile);
        catalog.Elements["/OutputIntents"] = new PdfArray(document, intent);
    }

    /// <summary>The tree, and from each mark of a page back to its element (ISO 32000-1, 14.7.4.4).</summary>
    private void WriteStructure()
    {
        var root = Add(new PdfDictionary(document));
        var byPage = canvases.ToDictionary(canvas => canvas.Page, _ => new SortedDictionary<int, PdfDictionary>());
        var tree = Structure.Write(document, root, (page, mark, element) => byPage[page].Add(mark, element));
        var numbers = new PdfArray(document);
        for (var at = 0; at < canvases.Count; at++)
        {
            numbers.Elements.Add(new PdfInteger(at));
            numbers.Elements.Add(new PdfArray(document, [.. byPage[canvases[at].Page].Values.Select(element => element.Reference!)]));
        }

        var parents = Add(new PdfDictionary(document));
        parents.Elements["/Nums"] = numbers;
        root.Elements.SetName("/Type", "/StructTreeRoot");
        root.Elements.SetReference("/K", tree);
        root.Elements.SetReference("/ParentTree", parents);
        root.Elements.SetInteger("/ParentTreeNextKey", canvases.Count);
        document.Internals.Catalog.Elements.SetReference("/StructTreeRoot", root);
    }

    private PdfDictionary Add(PdfDictionary dictionary)
    {
        document.Internals.AddObject(dictionary);
        return dictionary;
    }

    /// <summary>The profile of sRGB by the International Color Consortium, which PDFsharp brings.</summary>
    private static byte[] ColourProfile()
    {
        using var profile = typeof(PdfDocument).Assembly.GetManifestResourceStream("PdfSharp.Resources.sRGB2014.icc")
            ?? throw new InvalidOperationException("PDFsharp no longer brings its colour profile.");
        var bytes = new byte[profile.Length];
        profile.ReadExactly(bytes);
        return bytes;
    }
}
