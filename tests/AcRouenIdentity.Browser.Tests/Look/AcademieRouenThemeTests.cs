using AcRouenIdentity.Browser.Tests.Browsers;
using AcRouenIdentity.Testing;

namespace AcRouenIdentity.Browser.Tests.Look;

/// <summary>Needs the files of the State's design system, which are installed by whoever accepts its terms (themes/README.md).</summary>
[Collection(BrowserTests.Name)]
[Trait("needs", "dsfr")]
public sealed class AcademieRouenThemeTests(Chromium chromium, AcademieRouenSite site) : ThemeLook(chromium, site), IClassFixture<AcademieRouenSite>
{
    private static readonly string DesignSystem = Path.Combine(AppContext.BaseDirectory, "themes/academie-rouen/dsfr/dsfr.main.min.css");

    [SkippableFact]
    public async Task The_block_mark_and_the_typeface_of_the_State_are_there()
    {
        NeedParts();
        await using var visit = await Chromium.VisitAsync(Host.Address, Screen.Desktop);
        await visit.OpenAsync("/aide");

        (await visit.Page.Locator("header .fr-logo").InnerTextAsync()).Should().ContainEquivalentOf("Rouen");
        (await visit.Page.EvaluateAsync<bool>("document.fonts.check('16px Marianne') && [...document.fonts].some(font => font.family.includes('Marianne') && font.status === 'loaded')"))
            .Should().BeTrue();
    }

    protected override void NeedParts()
    {
        base.NeedParts();
        RealPart.Need("The State's design system (DSFR)", () => File.Exists(DesignSystem));
    }
}
