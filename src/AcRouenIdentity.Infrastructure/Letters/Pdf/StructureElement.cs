using PdfSharp.Pdf;

namespace AcRouenIdentity.Infrastructure.Letters.Pdf;

/// <summary>What a part of a page is, for whoever does not see it (ISO 32000-1, 14.7 and 14.8): a heading, a paragraph, a table...</summary>
/// <param name="Type">A standard structure type: <c>H1</c>, <c>P</c>, <c>Table</c>...</param>
internal sealed record StructureElement(string Type)
{
    private readonly List<StructureElement> parts = [];
    private readonly List<int> marks = [];
    private PdfPage? page;

    /// <summary>What is said instead of a figure.</summary>
    public string? AlternateText { get; init; }

    /// <summary>Where a figure stands.</summary>
    public Box? Box { get; init; }

    /// <summary>Of a header cell: <c>Column</c> or <c>Row</c>.</summary>
    public string? Scope { get; init; }

    public StructureElement Add(StructureElement part)
    {
        parts.Add(part);
        return part;
    }

    public StructureElement Add(string type) => Add(new StructureElement(type));

    /// <summary>Says that a marked part of a page belongs to it. An element that has marks stands on one page.</summary>
    public void Mark(PdfPage where, int mark)
    {
        page = where;
        marks.Add(mark);
    }

    /// <summary>Writes it and all that is in it; each mark of a page is told to <paramref name="owners"/>.</summary>
    public PdfDictionary Write(PdfDocument document, PdfObject parent, Action<PdfPage, int, PdfDictionary> owners)
    {
        var written = new PdfDictionary(document);
        document.Internals.AddObject(written);
        written.Elements.SetName("/S", $"/{Type}");
        written.Elements.SetReference("/P", parent);
        if (page is not null)
            written.Elements.SetReference("/Pg", page);
        if (AlternateText is not null)
            written.Elements["/Alt"] = new PdfString(AlternateText, PdfStringEncoding.Unicode);
        WriteAttributes(written);

        foreach (var mark in marks)
            owners(page!, mark, written);
        WriteKids(written, [.. marks.Select(mark => (PdfItem)new PdfInteger(mark)), .. parts.Select(part => (PdfItem)part.Write(document, written, owners).Reference!)]);
        return written;
    }

    private void WriteAttributes(PdfDictionary written)
    {
        if (Box is not null)
            written.Elements.SetValue("/A", new PdfLiteral($"<</O/Layout/Placement/Block/BBox[{Box.ToPoints(page!.Height.Point)}]>>"));
        if (Scope is not null)
            written.Elements.SetValue("/A", new PdfLiteral($"<</O/Table/Scope/{Scope}>>"));
    }

    private static void WriteKids(PdfDictionary written, PdfItem[] kids)
    {
        if (kids.Length == 1)
            written.Elements["/K"] = kids[0];
        if (kids.Length > 1)
            written.Elements["/K"] = new PdfArray(written.Owner, kids);
    }
}
