using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Letters;
using AcRouenIdentity.Testing.Letters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Infrastructure.Tests.Letters;

public sealed class LetterThemeTests : IDisposable
{
    private readonly ChangedTheme theme = new();
    private readonly List<string> log = [];

    public void Dispose() => theme.Dispose();

    [SkippableFact]
    public void A_site_changes_one_letter_and_has_the_others_of_the_neutral_theme()
    {
        theme.Change("recovery", text => text.Replace("# Choisir", "# Un titre à nous : choisir", StringComparison.Ordinal));

        Print(FictionalLetters.Make(1, LetterKind.Recovery)).Should().Contain("Un titre à nous : choisir");
        Print(FictionalLetters.Make(1)).Should().Contain("Votre compte académique vous attend");
        log.Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("{{ secret", 5, "End of tag")]
    [InlineData("{% include 'letters' %}", 5, "include")]
    [InlineData("{% render 'letters' %}", 5, "render")]
    [InlineData("{% capture a %}x{% endcapture %}", 5, "capture")]
    [InlineData("{{ numen }}", 5, "numen")]
    [InlineData("{% unless %}", 5, "Invalid")]
    [InlineData("{{ name | append: 'x' }}", 5, "append")]
    [InlineData("@codeqr Scannez", 5, "@codeqr")]
    [InlineData("= Mot de passe", 5, "label | value")]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", 5, "range")]
    public void A_broken_template_is_named_with_its_line_and_the_default_one_serves(string fault, int line, string reason)
    {
        theme.Change("first-access", text =>
        {
            var lines = text.Split('\n').ToList();
            lines.Insert(4, fault);
            return string.Join('\n', lines);
        });

        Print(FictionalLetters.Make(1)).Should().Contain("Votre compte académique vous attend");
        log.Should().ContainSingle().Which.Should().StartWith("Warning").And.Contain($"{theme.FileOf("first-access")}, line {line}:").And.Contain(reason);
    }

    [SkippableFact]
    public void A_template_that_fails_on_one_letter_alone_says_the_letter_and_none_of_its_secrets()
    {
        var letter = FictionalLetters.Make(2);
        theme.Change("first-access", text => text + "\n{% if name == \"" + letter.Name + "\" %}{{ secret }}{{ nothing }}{% endif %}");

        var print = () => Print(letter);

        var said = print.Should().Throw<InvalidOperationException>().Which.ToString();
        said.Should().Contain(letter.Reference).And.NotContainAny(letter.Secret!.Value.RevealInGroups(), letter.Name, letter.Ina!.Value.RevealInGroups());
    }

    [SkippableFact]
    public void A_letter_that_no_page_holds_is_not_used()
    {
        theme.Change("first-access", text => text + string.Concat(Enumerable.Repeat("\n\nEncore un paragraphe.", 80)));

        Print(FictionalLetters.Make(3)).Should().NotContain("Encore un paragraphe");
        log.Should().ContainSingle().Which.Should().Contain("too long for one page");
    }

    [SkippableFact]
    public void A_huge_file_is_not_read_as_a_template()
    {
        theme.Change("first-access", text => text + new string('x', 20_000));

        Print(FictionalLetters.Make(3)).Should().Contain("Votre compte académique vous attend");
        log.Should().ContainSingle().Which.Should().Contain("longer than");
    }

    [SkippableFact]
    public void Loops_in_loops_come_to_an_end()
    {
        var (open, close) = (string.Concat(Enumerable.Range(0, 9).Select(depth => $"{{% for a{depth} in totals %}}")), string.Concat(Enumerable.Repeat("{% endfor %}", 9)));
        theme.Change("hand-over", text => $"{text}\n{open}x{close}");
        var letters = Enumerable.Range(0, 4).Select(number => FictionalLetters.Make(number, (LetterKind)number)).ToList();

        var print = () => Printer().Print(FictionalLetters.Sheet(letters), []);

        print.Should().Throw<InvalidOperationException>().WithMessage("*more than 1000 steps*");
    }

    [SkippableFact]
    public void A_hand_over_sheet_without_its_table_is_not_used()
    {
        theme.Change("hand-over", text => text.Replace("@table", "", StringComparison.Ordinal));

        Print(FictionalLetters.Make(3));

        log.Should().ContainSingle().Which.Should().Contain("@table");
    }

    [SkippableFact]
    public void Sender_and_colour_are_the_themes()
    {
        theme.WriteManifest("""{ "letters": { "sender": ["Académie de Normandie", "Rectorat"], "color": "#000091", "kinds": { "FirstAccess": "Ouverture" } } }""");

        Print(FictionalLetters.Make(4)).Should().StartWith("Académie de NormandieRectorat");
        log.Should().BeEmpty();
    }

    [SkippableFact]
    public void A_colour_that_is_none_is_told()
    {
        theme.WriteManifest("{\n  \"letters\": {\n    \"color\": \"bleu\"\n  }\n}");

        Print(FictionalLetters.Make(4)).Should().StartWith("Académie de Rouen");
        log.Should().ContainSingle().Which.Should().Contain("theme.json, line 3").And.Contain("letters.color");
    }

    [SkippableFact]
    public void A_logo_stands_over_the_sender()
    {
        theme.WriteManifest("""{ "letters": { "sender": ["Académie"], "logo": "logo.png" } }""");
        File.WriteAllBytes(Path.Combine(theme.Folder, "logo.png"), Pictures.ToPng(new Picture(60, 20, [.. Enumerable.Repeat((byte)40, 1200)])));

        var page = Pictures.Render(Printer().Print(null, [FictionalLetters.Make(4)]), 50).Single();

        page.Grey[(40 * page.Width) + 60].Should().BeInRange(35, 45);
        log.Should().BeEmpty();
    }

    [SkippableFact]
    public void A_logo_that_cannot_be_printed_is_told()
    {
        theme.WriteManifest("""{ "letters": { "logo": "logo.png" } }""");
        File.WriteAllText(Path.Combine(theme.Folder, "logo.png"), "<svg/>");

        Print(FictionalLetters.Make(4)).Should().StartWith("Académie de Rouen");
        log.Should().ContainSingle().Which.Should().Contain("logo.png").And.Contain("not a PNG");
    }

    [SkippableFact]
    public void Without_the_neutral_theme_nothing_starts()
    {
        LetterPrinters.NeedFonts();
        var open = () => LetterPrinters.Open(log, theme.Folder);

        open.Should().Throw<InvalidOperationException>().WithMessage($"*section 'letters'*{theme.Folder}*");
    }

    [SkippableTheory]
    [InlineData("TextFont", "/usr/share/fonts/truetype/open-sans/OpenSans-Missing.ttf", "fonts-open-sans")]
    [InlineData("CodeFont", "/usr/share/fonts/truetype/dejavu/Missing.ttf", "fonts-dejavu-core")]
    [InlineData("BoldFont", "/somewhere/else.ttf", "Install it, or name another font")]
    [InlineData("OtherFonts:3", "/etc/hostname", "cannot serve")]
    public void A_font_that_is_not_there_stops_the_start_and_says_which_package_brings_it(string setting, string file, string said)
    {
        using var services = LetterPrinters.Services(log, new Dictionary<string, string?> { [setting] = file }, [LetterPrinters.NeutralTheme]);

        var start = () => services.GetRequiredService<IOptions<LetterPrinterOptions>>().Value;

        start.Should().Throw<OptionsValidationException>().WithMessage($"*Letters:Printing:{setting.Split(':')[0]}*{file}*{said}*");
    }

    [SkippableFact]
    public async Task Templates_are_tried_when_the_host_starts_and_not_at_the_first_letter()
    {
        LetterPrinters.NeedFonts();
        theme.Change("recovery", text => text + "{% if %}");
        await using var services = LetterPrinters.Services(log, new Dictionary<string, string?>(), [theme.Folder, LetterPrinters.NeutralTheme]);

        foreach (var hosted in services.GetServices<IHostedService>())
            await hosted.StartAsync(default);

        log.Should().ContainSingle().Which.Should().Contain("recovery.liquid");
    }

    private ILetterPrinter Printer()
    {
        LetterPrinters.NeedFonts();
        return LetterPrinters.Open(log, theme.Folder, LetterPrinters.NeutralTheme);
    }

    private string Print(LetterContent letter) => PrintedPage.Read(Printer().Print(null, [letter])).Single().Text;
}
