using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary>
/// One XML file, request after request, in constant memory: <c>ficAlimMENESR (addRequest|modifyRequest|deleteRequest)*</c>. No document type is ever processed.
/// </summary>
internal sealed partial class AafFile : IDisposable
{
    /// <summary>A request is four deep.</summary>
    private const int Deepest = 12;

    /// <summary>Names that are not of the format stay in the parser's memory.</summary>
    private const int ForeignNames = 64;

    /// <summary>Characters of markup without anything to read: a comment, an attribute, a document type.</summary>
    private const int LongestToken = 256 * 1024;

    private readonly FeedLimits limits;
    private readonly FrozenDictionary<string, AafAttribute>.AlternateLookup<ReadOnlySpan<char>> names;
    private readonly StringPool pool;
    private readonly Action<string> unknownAttribute;
    private readonly Stream stream;
    private readonly AafHeader header = new();
    private readonly char[] value;
    private readonly char[] name = new char[128];
    private FeedText? text;
    private XmlReader? xml;
    private int length;
    private int foreign;

    public AafFile(Stream stream, AafContent content, FeedLimits limits, StringPool pool, Action<string> unknownAttribute)
    {
        this.stream = stream;
        this.limits = limits;
        this.pool = pool;
        this.unknownAttribute = unknownAttribute;
        names = AafNames.Of(content);
        value = new char[limits.ValueLength + 1];
    }

    public AafRequest Request { get; } = new();

    /// <summary>Complete once the first request was read: it stands before.</summary>
    public AafHeader Header => header;

    /// <summary>Why the rest of the file cannot be read, after <see cref="Next"/> was false; null at its end.</summary>
    public FeedIssueKind? Breakage { get; private set; }

    public int Line => (xml as IXmlLineInfo)?.LineNumber ?? 0;

    /// <summary>Reads <see cref="Request"/>. False at the end, or where the file breaks.</summary>
    public bool Next()
    {
        try
        {
            xml ??= Open();
            return ReadToRequest(xml);
        }
        catch (FeedRefusal refusal)
        {
            Breakage = refusal.Kind;
        }
        catch (XmlException)
        {
            Breakage = xml is not null && text is { Ended: true } ? FeedIssueKind.Truncated : FeedIssueKind.NotXml;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            Breakage = FeedIssueKind.Truncated;
        }
        catch (IOException)
        {
            Breakage = FeedIssueKind.FileUnreadable;
        }

        return false;
    }

    public void Dispose()
    {
        xml?.Dispose();
        text?.Dispose();
        stream.Dispose();
    }

    private XmlReader Open()
    {
        text = FeedText.OfXml(stream, LongestToken);
        if (Subset().IsMatch(text.PeekStart()))
            throw new FeedRefusal(FeedIssueKind.DoctypeRefused);

        var reader = XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            CheckCharacters = false,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
        });
        do
        {
            Read(reader);
        }
        while (reader.NodeType is XmlNodeType.Comment or XmlNodeType.XmlDeclaration);

        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != AafNames.Root)
            throw new FeedRefusal(FeedIssueKind.RootUnexpected);
        return reader;
    }

    private bool ReadToRequest(XmlReader reader)
    {
        if (reader is { Depth: 0, IsEmptyElement: true })
            return false;

        while (Read(reader) && reader.Depth > 0)
        {
            if (reader.NodeType == XmlNodeType.Comment)
                header.Read(reader.Value);
            else if (reader.NodeType == XmlNodeType.Element && Operation(reader.LocalName) is { } operation)
                return ReadRequest(reader, operation);
            else if (reader.NodeType == XmlNodeType.Element)
                CountForeign();
        }

        return reader.NodeType == XmlNodeType.EndElement ? false : throw new FeedRefusal(FeedIssueKind.Truncated);
    }

    private static AafOperation? Operation(string element) => element switch
    {
        "addRequest" => AafOperation.Add,
        "modifyRequest" => AafOperation.Modify,
        "deleteRequest" => AafOperation.Delete,
        _ => null,
    };

    private bool ReadRequest(XmlReader reader, AafOperation operation)
    {
        Request.Start(operation, Line);
        if (reader.IsEmptyElement)
            return true;

        var depth = reader.Depth;
        var attribute = AafAttribute.Unused;
        while (Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
                attribute = ReadElement(reader, attribute);
        }

        return true;
    }

    /// <summary>The attribute that the next values belong to.</summary>
    private AafAttribute ReadElement(XmlReader reader, AafAttribute current)
    {
        switch (reader.LocalName)
        {
            case "attr" or "modification":
                return ReadName(reader);
            case "value":
                ReadValue(reader, current);
                return current;
            case "id":
                ReadValue(reader, AafAttribute.Identifier);
                return current;
            case "operationalAttributes" or "identifier" or "attributes" or "modifications":
                return AafAttribute.Unused;
            default:
                CountForeign();
                return AafAttribute.Unused;
        }
    }

    private AafAttribute ReadName(XmlReader reader)
    {
        var attribute = AafAttribute.Unused;
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "name")
                attribute = Attribute(reader);
            else if (reader.LocalName != "operation")
                CountForeign();
            else if (reader.Value != "replace")
                Request.Spoil(FeedIssueKind.OperationUnknown, Line, FeedValue.Detail(reader.Value));
        }

        reader.MoveToElement();
        Request.Name(attribute);
        return attribute;
    }

    private AafAttribute Attribute(XmlReader reader)
    {
        var count = reader.ReadValueChunk(name, 0, name.Length);
        var written = name.AsSpan(0, count).Trim();
        if (names.TryGetValue(written, out var attribute))
            return attribute;

        unknownAttribute(FeedValue.Detail(written));
        return AafAttribute.Unknown;
    }

    private void ReadValue(XmlReader reader, AafAttribute attribute)
    {
        if (reader.IsEmptyElement)
            return;

        length = 0;
        var depth = reader.Depth;
        while (Read(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                ReadText(reader);
            else if (reader.NodeType == XmlNodeType.Element)
                CountForeign();
        }

        if (attribute is not (AafAttribute.Unused or AafAttribute.Unknown))
            Keep(attribute);
    }

    /// <summary>As much as a value may have, and one more to know that it has too much.</summary>
    private void ReadText(XmlReader reader)
    {
        while (length < value.Length && reader.ReadValueChunk(value, length, value.Length - length) is > 0 and var read)
            length += read;
        text!.TokenEnded();
        while (length == value.Length && reader.ReadValueChunk(name, 0, name.Length) > 0)
            text.TokenEnded();
    }

    private void Keep(AafAttribute attribute)
    {
        var written = FeedValue.Flatten(value.AsSpan(0, length));
        var all = Request.All(attribute);
        if (written.Length > limits.ValueLength || all.Count >= limits.Values || length == value.Length)
            Request.Spoil(FeedIssueKind.ValueTooLong, Line, attribute.ToString());
        else if (!FeedValue.IsClean(written))
            Request.Spoil(FeedIssueKind.ControlCharacter, Line, FeedValue.Detail(written));
        else if (!written.IsEmpty)
            all.Add(IsEverybodysOwn(attribute) ? written.ToString() : pool.Get(written));
    }

    /// <summary>Would push shared values out of the pool.</summary>
    private static bool IsEverybodysOwn(AafAttribute attribute) => attribute is AafAttribute.Key or AafAttribute.Identifier or AafAttribute.BirthDate;

    private bool Read(XmlReader reader)
    {
        var more = reader.Read();
        text!.TokenEnded();
        return reader.Depth <= Deepest ? more : throw new FeedRefusal(FeedIssueKind.NotXml);
    }

    private void CountForeign()
    {
        if (++foreign > ForeignNames)
            throw new FeedRefusal(FeedIssueKind.NotXml);
    }

    /// <summary>A document type with a subset of its own, where entities are declared. Exports have the name of one and nothing else.</summary>
    [GeneratedRegex(@"\A[^<]*(?:<\?[^>]*>[^<]*|<!--.*?-->[^<]*)*<!DOCTYPE[^>\[]*\[", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Subset();
}

/// <summary>What the comments at the start of a file say: <c>&lt;!-- codeAcademieExport="21" --&gt;</c>.</summary>
internal sealed partial class AafHeader
{
    public string? Academy { get; private set; }

    public string? Degree { get; private set; }

    public DateOnly? GeneratedOn { get; private set; }

    public void Read(string comment)
    {
        if (Assignment().Match(comment) is not { Success: true } match)
            return;

        var value = match.Groups["value"].Value.Trim();
        switch (match.Groups["name"].Value)
        {
            case "codeAcademieExport":
                Academy = value;
                break;
            case "degre":
                Degree = value;
                break;
            case "dateGenerationExport" when AafDate.TryParse(value, out var date):
                GeneratedOn = date;
                break;
        }
    }

    [GeneratedRegex("""\A\s*(?<name>[A-Za-z]{1,40})\s*=\s*"(?<value>[^"]{0,80})"\s*\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}

/// <summary>Dates are written <c>dd/MM/yyyy</c>.</summary>
internal static class AafDate
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year >= 1900;
}
