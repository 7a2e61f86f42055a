using AcRouenIdentity.Infrastructure.Letters.Fonts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>What no line ends in.</summary>
internal sealed record Word(IReadOnlyList<GlyphRun> Runs, bool HasSpaceBefore)
{
    /// <summary>In thousandths of the size.</summary>
    public double Width { get; } = Runs.Sum(run => run.Width);

    /// <summary>Itself, or in pieces where it is longer than a line.</summary>
    public IEnumerable<Word> Cut(double width)
    {
        if (Width <= width)
        {
            yield return this;
            yield break;
        }

        var (piece, sum, hasSpace) = (new List<GlyphRun>(), 0.0, HasSpaceBefore);
        foreach (var run in Runs.SelectMany(run => run.Glyphs.Select(glyph => new GlyphRun(run.Font, [glyph]))))
        {
            if (sum + run.Width > width && piece.Count > 0)
            {
                yield return new Word(piece, hasSpace);
                (piece, sum, hasSpace) = ([], 0, false);
            }

            piece.Add(run);
            sum += run.Width;
        }

        yield return new Word(piece, hasSpace);
    }
}
