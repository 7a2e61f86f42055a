using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Testing;
using AcRouenIdentity.Testing.Letters;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

/// <summary>What letters look like, compared with the pictures that are kept. Where one differs, or is new, the picture of today is written to TestResults: look at it, and keep it if it is better.</summary>
public class LetterPicturesTests
{
    private const int DotsPerInch = 50;
    private const int Block = 10;
    private const int LargestKept = 60_000;

    // Mean difference of a block of ten by ten dots, of 255: versions of poppler smooth edges in other ways; a moved line makes ten times as much.
    private const double Tolerance = 40;

    private static readonly List<string> Kinds = ["first-access", "recovery", "ina-renewal", "address-change"];

    public static TheoryData<string> Names => [.. Kinds, "hand-over"];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void It_looks_as_it_did(string name)
    {
        LetterPrinters.NeedFonts();
        var kept = SourceTree.Folder("tests", "AcRouenIdentity.Infrastructure.Tests", "Letters", "pictures", $"{name}.png");

        var today = Pictures.Render(Print(name), DotsPerInch)[0];

        var difference = File.Exists(kept) ? LargestDifference(Pictures.ReadPng(File.ReadAllBytes(kept)), today) : double.MaxValue;
        var written = difference > Tolerance ? Write(name, today) : "";
        difference.Should().BeLessThanOrEqualTo(Tolerance, "it looks otherwise: see {0}", written);
        new FileInfo(kept).Length.Should().BeLessThan(LargestKept);
    }

    private static byte[] Print(string name)
    {
        var letters = Enumerable.Range(0, 4).Select(number => FictionalLetters.Make(number, (LetterKind)number)).ToList();
        return name == "hand-over"
            ? LetterPrinters.Open().Print(FictionalLetters.Sheet([.. Enumerable.Range(0, 12).Select(number => FictionalLetters.Make(number, (LetterKind)(number % 4)))]), [])
            : LetterPrinters.Open().Print(null, [letters[Kinds.IndexOf(name)]]);
    }

    private static string Write(string name, Picture picture)
    {
        var folder = SourceTree.Folder("TestResults", "letters");
        System.IO.Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.png");
        File.WriteAllBytes(file, Pictures.ToPng(picture));
        return file;
    }

    private static double LargestDifference(Picture kept, Picture today)
    {
        if ((kept.Width, kept.Height) != (today.Width, today.Height))
            return double.MaxValue;
        var blocks = from top in Enumerable.Range(0, kept.Height / Block) from left in Enumerable.Range(0, kept.Width / Block) select (Left: left * Block, Top: top * Block);
        return blocks.Max(block => Math.Abs(Mean(kept, block.Left, block.Top) - Mean(today, block.Left, block.Top)));
    }

    private static double Mean(Picture picture, int left, int top) =>
        Enumerable.Range(top, Block).Average(y => Enumerable.Range(left, Block).Average(x => picture.Grey[(y * picture.Width) + x]));
}
