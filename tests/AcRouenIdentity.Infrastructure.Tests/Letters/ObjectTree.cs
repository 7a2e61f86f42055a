using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>The objects of a PDF, references followed.</summary>
internal sealed class ObjectTree(PdfDocument document)
{
    public DictionaryToken Catalog => document.Structure.Catalog.CatalogDictionary;

    public IToken Follow(IToken token) => token is IndirectReferenceToken reference ? Follow(document.Structure.GetObject(reference.Data).Data) : token;

    public IToken? Find(DictionaryToken dictionary, string name) => dictionary.TryGet(NameToken.Create(name), out var token) ? Follow(token) : null;

    public DictionaryToken Get(DictionaryToken dictionary, string name) => Find(dictionary, name) switch
    {
        DictionaryToken inner => inner,
        StreamToken stream => stream.StreamDictionary,
        _ => throw new InvalidOperationException($"/{name} is not there."),
    };

    public string NameOf(DictionaryToken dictionary, string name) => ((NameToken)Find(dictionary, name)!).Data;

    public string TextOf(DictionaryToken dictionary, string name) => Find(dictionary, name) switch
    {
        StringToken text => text.Data,
        HexToken text => text.Data,
        _ => "",
    };

    public IReadOnlyList<IToken> Kids(DictionaryToken dictionary, string name) => Find(dictionary, name) switch
    {
        null => [],
        ArrayToken array => array.Data,
        var one => [one],
    };

    /// <summary>What is drawn on a page, as PDF says it.</summary>
    public string ContentOf(Page page)
    {
        using var packed = new MemoryStream(((StreamToken)Find(page.Dictionary, "Contents")!).Data.ToArray());
        using var content = new StreamReader(new ZLibStream(packed, CompressionMode.Decompress), Encoding.ASCII);
        return content.ReadToEnd();
    }

    /// <summary>Every structure element with its depth, in reading order.</summary>
    public IEnumerable<(DictionaryToken Element, DictionaryToken? Parent)> Elements() => Below(Get(Get(Catalog, "StructTreeRoot"), "K"), null);

    private IEnumerable<(DictionaryToken Element, DictionaryToken? Parent)> Below(DictionaryToken element, DictionaryToken? parent) =>
        Kids(element, "K").Select(Follow).OfType<DictionaryToken>().SelectMany(kid => Below(kid, element)).Prepend((element, parent));
}
