using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Infrastructure.Feeds.Files;

namespace AcRouenIdentity.Infrastructure.Feeds.Aaf;

/// <summary><c>ENTPersonFonctions</c>: structure, function, its label, discipline of the post, its label. <c>43$-$SANS OBJET$-$SANS OBJET</c> is no function.</summary>
internal sealed class AafPostings(AafStructures structures, StringPool pool)
{
    private const int FieldsAfterStructure = 4;
    private readonly List<Posting> read = [];

    /// <summary>First known structure among the postings last read, with or without function.</summary>
    public Rne? FirstStructure { get; private set; }

    public IReadOnlyList<Posting> Read(AafRequest request, AafSource source, DirectoryKey key, List<FeedRecord> told)
    {
        FirstStructure = null;
        read.Clear();
        foreach (var written in request.All(AafAttribute.Functions))
            Read(written, request, source, key, told);
        return read.Count == 0 ? [] : read.ToArray();
    }

    private void Read(string written, AafRequest request, AafSource source, DirectoryKey key, List<FeedRecord> told)
    {
        Span<Range> fields = stackalloc Range[FieldsAfterStructure + 1];
        if (!TrySplit(written, fields))
        {
            told.Add(source.Note(request, FeedIssueKind.PostingMalformed, key, FeedValue.Detail(written)));
            return;
        }

        var text = written.AsSpan();
        if (structures.Find(source.Source, text[fields[0]].Trim()) is not { } rne)
        {
            told.Add(source.Note(request, FeedIssueKind.StructureUnknown, key, FeedValue.Detail(text[fields[0]])));
            return;
        }

        FirstStructure ??= rne;
        if (!IsNothing(text[fields[1]]))
            read.Add(Make(rne, text, fields));
    }

    private Posting Make(Rne rne, ReadOnlySpan<char> text, ReadOnlySpan<Range> fields)
    {
        var discipline = text[fields[3]];
        return new Posting(
            rne,
            pool.Get(text[fields[1]].Trim()),
            pool.Get(text[fields[2]].Trim()),
            IsNothing(discipline) ? null : pool.Get(discipline.Trim()),
            IsNothing(discipline) || IsNothing(text[fields[4]]) ? null : pool.Get(text[fields[4]].Trim()));
    }

    /// <summary>From the right: a structure may be named with its source, <c>AC-ROUEN$43</c>.</summary>
    private static bool TrySplit(ReadOnlySpan<char> text, Span<Range> fields)
    {
        var end = text.Length;
        for (var field = FieldsAfterStructure; field > 0; field--)
        {
            if (text[..end].LastIndexOf('$') is not (> 0 and var dollar))
                return false;

            fields[field] = (dollar + 1)..end;
            end = dollar;
        }

        fields[0] = ..end;
        return true;
    }

    private static bool IsNothing(ReadOnlySpan<char> field) => field.Trim() is "" or "-";
}
