using System.Text.RegularExpressions;
using AcRouenIdentity.Infrastructure.Letters.Fonts;
using AcRouenIdentity.Infrastructure.Letters.Pdf;
using AcRouenIdentity.Infrastructure.Letters.Texts;

namespace AcRouenIdentity.Infrastructure.Letters.Layout;

/// <summary>What stands on one line.</summary>
/// <param name="Width">In thousandths of the size.</param>
internal sealed record TextLine(IReadOnlyList<GlyphRun> Runs, double Width)
{
    /// <summary>In millimetres.</summary>
    public double WidthAt(double size) => PageCanvas.Millimetres(Width * size / 1000);
}

/// <summary>Breaks text into lines at its spaces, and a word that is longer than a line where the line ends.</summary>
internal sealed partial class Typesetter(LetterFonts fonts)
{
    private readonly GlyphRun space = fonts.Spell(" ", Face.Text).First();

    /// <summary>Height of a line, in millimetres.</summary>
    public static double Leading(double size) => PageCanvas.Millimetres(size * 1.35);

    /// <summary>From the top of a line to where its letters stand.</summary>
    public static double Baseline(double size) => PageCanvas.Millimetres(size * 1.02);

    /// <returns>Where the next line begins.</returns>
    public static double Draw(PageCanvas canvas, IEnumerable<TextLine> lines, double x, double top, double size, Ink ink)
    {
        foreach (var line in lines)
        {
            canvas.Text(x, top + Baseline(size), line.Runs, size, ink);
            top += Leading(size);
        }

        return top;
    }

    public TextLine Line(string text, Face face)
    {
        var runs = RightToLeft.Glue(text).Split(' ').SelectMany((word, at) => at == 0 ? fonts.Spell(word, face) : [.. fonts.Spell(" ", face), .. fonts.Spell(word, face)]).ToList();
        return LineOf(runs, runs.Sum(run => run.Width));
    }

    /// <param name="width">Of each line from the first on, in millimetres.</param>
    public IReadOnlyList<TextLine> Break(IEnumerable<Span> spans, double size, Func<int, double> width)
    {
        double Room(int line) => PageCanvas.Points(width(line)) * 1000 / size;
        var lines = new List<TextLine>();
        var (line, sum) = (new List<GlyphRun>(), 0.0);
        foreach (var word in Words(spans).SelectMany(word => word.Cut(Room(lines.Count))))
        {
            var gap = word.HasSpaceBefore && line.Count > 0 ? space.Width : 0;
            if (gap > 0)
                line.Add(space);
            if (line.Count > 0 && sum + gap + word.Width > Room(lines.Count))
            {
                // The space stays where the line ended, so that whoever reads the text aloud or copies it finds two words.
                lines.Add(LineOf(line, sum));
                (line, sum, gap) = ([], 0, 0);
            }

            line.AddRange(word.Runs);
            sum += gap + word.Width;
        }

        return line.Count == 0 ? lines : [.. lines, LineOf(line, sum)];
    }

    public IReadOnlyList<TextLine> Break(string text, Face face, double size, double width) => face == Face.Code
        ? BreakCode(text, PageCanvas.Points(width) * 1000 / size)
        : Break([new Span(text, face == Face.Bold)], size, _ => width);

    /// <summary>The largest size, of those allowed, at which a text stands on one line.</summary>
    public double Fit(string text, Face face, double width, double largest, double smallest)
    {
        var size = PageCanvas.Points(width) * 1000 / Math.Max(1, Line(text, face).Width);
        return Math.Clamp(Math.Floor(size * 4) / 4, Math.Min(smallest, largest), largest);
    }

    /// <summary>An address before its sign, if that will do; else wherever the line ends.</summary>
    private List<TextLine> BreakCode(string text, double width)
    {
        var perLine = Math.Max(1, (int)(width / Math.Max(1, Line("0", Face.Code).Width)));
        var parts = text.Length > perLine && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var sign ? new[] { text[..sign], text[sign..] } : [text];
        return [.. parts.SelectMany(part => part.Chunk(perLine)).Select(part => Line(new string(part), Face.Code))];
    }

    private IEnumerable<Word> Words(IEnumerable<Span> spans)
    {
        var (runs, hasSpace) = (new List<GlyphRun>(), false);
        foreach (var span in spans)
        {
            foreach (Match part in Parts().Matches(RightToLeft.Glue(span.Text)))
            {
                if (part.Groups["end"].Length > 0 || part.Value == " ")
                {
                    runs.AddRange(fonts.Spell(part.Groups["end"].Value, FaceOf(span)));
                    if (runs.Count > 0)
                        yield return new Word(runs, hasSpace);
                    (runs, hasSpace) = ([], part.Value == " ");
                }
                else
                    runs.AddRange(fonts.Spell(part.Value, FaceOf(span)));
            }
        }

        if (runs.Count > 0)
            yield return new Word(runs, hasSpace);
    }

    private static Face FaceOf(Span span) => span.IsBold ? Face.Bold : Face.Text;

    private static TextLine LineOf(IReadOnlyList<GlyphRun> runs, double width)
    {
        var joined = new List<GlyphRun>();
        foreach (var run in runs)
        {
            if (joined.Count > 0 && joined[^1] is { Spoken: null } last && run.Spoken is null && last.Font == run.Font)
                joined[^1] = new GlyphRun(run.Font, [.. last.Glyphs, .. run.Glyphs]);
            else
                joined.Add(run);
        }

        return new TextLine(joined, width);
    }

    // What stands between spaces; after a hyphen between letters a line may end too, but not inside an address.
    [GeneratedRegex(@" |(?<end>(?<![^ -])\p{L}[\p{L}\p{M}'’]*-)(?=[\p{L}\p{M}'’-]+(?: |$))|[^ ]+?(?=[ ]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
