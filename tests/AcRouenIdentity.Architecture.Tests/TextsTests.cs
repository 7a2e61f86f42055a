using AcRouenIdentity.Domain.Audit;

namespace AcRouenIdentity.Architecture.Tests;

public sealed class TextsTests
{
    public static TheoryData<string> Resources =>
        [.. Product.Files("src", "*.resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Product.Root, file))];

    public static TheoryData<string> AuditTexts => ["AuditTexts.resx", "AuditTexts.en.resx"];

    [Theory, MemberData(nameof(Resources))]
    public void French_and_English_say_the_same(string resource)
    {
        var french = Path.Combine(Product.Root, resource);

        Texts.Differences(File.ReadAllText(french), File.ReadAllText(Path.ChangeExtension(french, ".en.resx"))).Should().BeEmpty();
    }

    [Fact]
    public void No_English_stands_alone() =>
        Product.Files("src", "*.en.resx").Should().NotBeEmpty().And.OnlyContain(english => File.Exists(english.Replace(".en.resx", ".resx", StringComparison.Ordinal)));

    [Theory, MemberData(nameof(AuditTexts))]
    public void Each_audit_event_has_a_text(string resource) =>
        Texts.Keys(File.ReadAllText(Path.Combine(Product.Sources, "AcRouenIdentity.Web/Features/Audit", resource))).Should().Contain(Enum.GetNames<AuditKind>());

    [Fact]
    public void Views_hold_no_words_of_their_own() => ViewsWithWords(Product.Web).Should().BeEmpty();

    [Fact]
    public void Planted_words_in_views_are_seen() =>
        ViewsWithWords(Product.Planted).Should().BeEquivalentTo(["Features_SignIn_Planted", "Features_SignIn_Labelled", "Features_SignIn_InATagHelper"]);

    [Theory]
    [InlineData("<a>A</a>", "", "A: missing or empty in one language")]
    [InlineData("", "<a>A</a>", "A: missing or empty in one language")]
    [InlineData("<a> </a>", "<a>A</a>", "A: missing or empty in one language")]
    [InlineData("<a>{0} et {1}</a>", "<a>{0}</a>", "A: not the same placeholders")]
    [InlineData("<a>A</a><a>B</a>", "<a>A</a>", "A: written twice")]
    public void Planted_differences_are_seen(string french, string english, string difference) =>
        Texts.Differences(Resx(french), Resx(english)).Should().Equal(difference);

    [Fact]
    public void Texts_in_another_order_say_the_same() =>
        Texts.Differences(Resx("<a>{0} puis {1}</a>"), Resx("<a>{1} after {0}</a>")).Should().BeEmpty();

    private static IEnumerable<string> ViewsWithWords(System.Reflection.Assembly assembly) =>
        Dependencies.LiteralsOfViews(assembly).Where(view => view.Literals.Any(Texts.HasWords)).Select(view => view.Type);

    private static string Resx(string texts) =>
        $"<root>{texts.Replace("<a>", """<data name="A"><value>""", StringComparison.Ordinal).Replace("</a>", "</value></data>", StringComparison.Ordinal)}</root>";
}
