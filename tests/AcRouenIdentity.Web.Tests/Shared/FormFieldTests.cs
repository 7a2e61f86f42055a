using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AcRouenIdentity.Testing.Hosts;

namespace AcRouenIdentity.Web.Tests.Shared;

/// <summary>Form fields, as the sign-in page shows them.</summary>
public sealed partial class FormFieldTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Every_input_has_a_label_and_names_the_place_of_its_messages()
    {
        var page = await browser.GetAsync("/connexion");

        foreach (var input in page.Form.QuerySelectorAll("input[name^=Form]"))
        {
            page.Document.QuerySelector($"label[for={input.Id}]").Should().NotBeNull();
            page.Document.GetElementById(input.GetAttribute("aria-describedby")!).Should().NotBeNull();
        }
    }

    [Fact]
    public async Task A_refusal_stands_at_its_field_and_in_a_summary_that_takes_the_focus()
    {
        var page = await browser.SignInAsync("", "");

        var name = page.Document.QuerySelector("input[name='Form.Name']")!;
        var message = page.Document.GetElementById(name.GetAttribute("aria-describedby")!)!.TextContent.Trim();
        var summary = page.Document.QuerySelector("#erreurs")!;
        name.GetAttribute("aria-invalid").Should().Be("true");
        message.Should().NotBeEmpty();
        summary.TextContent.Should().Contain(message);
        summary.HasAttribute("autofocus").Should().BeTrue();
        summary.QuerySelector($"a[href='#{name.Id}']").Should().NotBeNull();
        page.Document.QuerySelectorAll("[autofocus]").Length.Should().Be(1);
    }

    [Fact]
    public async Task A_password_is_never_written_back()
    {
        var page = await browser.SignInAsync("cmartin1", "un mot de passe faux");

        page.Html.Should().NotContain("un mot de passe faux");
        page.Document.QuerySelector("input[name='Form.Name']")!.GetAttribute("value").Should().Be("cmartin1");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" autofocus onfocus=\"alert(1)")]
    public async Task What_was_typed_comes_back_as_text_only(string typed)
    {
        var page = await browser.SignInAsync(typed, "a");

        page.Document.QuerySelector("input[name='Form.Name']")!.GetAttribute("value").Should().Be(typed);
        page.Document.QuerySelectorAll("main script:not([src]), [onfocus]").Should().BeEmpty();
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/deconnexion")]
    [InlineData("/aide")]
    [InlineData("/etat")]
    [InlineData("/accessibilite")]
    [InlineData("/mentions-legales")]
    [InlineData("/rien-ici")]
    public async Task No_page_shows_the_key_of_a_text_in_place_of_the_text(string path)
    {
        var page = await browser.GetAsync(path);
        KeysIn(page).Should().BeEmpty();
    }

    [Fact]
    public async Task No_refusal_shows_the_key_of_a_text_in_place_of_the_text()
    {
        KeysIn(await browser.SignInAsync("", "")).Should().BeEmpty();
    }

    private static IEnumerable<string> KeysIn(WebPage page) => page.Document.Body!.Descendants<IText>()
        .SelectMany(text => KeyOfText().Matches(text.Data))
        .Select(match => match.Value);

    // Pascal case of two words or more: NameLabel, OneError.
    [GeneratedRegex(@"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b(?<!JavaScript)")]
    private static partial Regex KeyOfText();
}
