using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Testing.SecondFactors;
using AcRouenIdentity.Web.Features.Recovery.Assisted;
using AcRouenIdentity.Web.Tests.SecondFactors;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>ASVS 6.4.3: a recovery does not go round a second factor. Where the factor is lost, the assistance stands in for it, beside another proof.</summary>
public sealed class SecondProofTests : IAsyncLifetime
{
    private const string Outside = "claire@exemple.fr";
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private string ina = null!;
    private CodeApp app = null!;

    public async Task InitializeAsync()
    {
        host = await SecondFactorHost.StartAsync();
        app = await host.EnrolAsync(Claire);
        ina = (await host.PrepareRecoveryAsync(Claire, Outside)).RevealInGroups();
        browser = host.NewBrowser();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_code_of_the_application_is_asked_for_before_the_password_and_once()
    {
        var asked = await ProveByMailAsync(browser);
        var early = await browser.GetAsync(RecoveryStory.PasswordPage);
        var proven = await browser.PressAsync(asked, "Continuer", ("Form.App", app.Code()));
        var arrived = await browser.ChoosePasswordAsync();

        asked.Heading.Should().Be("Une seconde preuve");
        early.Redirect.Should().NotBeNull();
        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        arrived.Address.AbsolutePath.Should().Be("/", "two factors were given already");
        (await host.MethodsOfSessionAsync(Claire)).Should().Be("mail totp mfa");
    }

    [Theory]
    [InlineData("App", "000000", "Ce n’est pas le code que montre l’application")]
    [InlineData("RecoveryCode", "ZZZZ-ZZZZ", "Ce n’est pas un code de secours")]
    [InlineData("AssistanceCode", "ZZZZ-ZZZZ", "Ce n’est pas le bon code")]
    public async Task A_wrong_second_proof_gives_no_right_and_is_slowed(string field, string typed, string refusal)
    {
        var asked = await ProveByMailAsync(browser);
        var handler = field == "AssistanceCode" ? "Assistance" : field;
        await host.AskAsync<IdentityDb, int>(db => db.RecoveryCodes.CountAsync());
        var refused = await PostAsync(browser, asked, handler, ($"Form.{field}", typed));
        WebPage last = refused;
        for (var attempt = 0; attempt < 6; attempt++)
            last = await PostAsync(browser, asked, handler, ($"Form.{field}", typed));

        refused.Html.Should().Contain(System.Net.WebUtility.HtmlEncode(refusal).Replace("&#8217;", "’", StringComparison.Ordinal));
        last.Main.Should().Contain("Trop d’essais");
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync(grant => grant.SpentAt == null))).Should().Be(0);
    }

    [Fact]
    public async Task Continuing_without_the_second_proof_leads_back_to_it()
    {
        var asked = await ProveByMailAsync(browser);

        var pressed = await PostAsync(browser, asked, "Continue");

        pressed.Redirect!.AbsolutePath.Should().Be(RecoveryStory.SecondProof);
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_code_of_the_sheet_serves_and_is_used_up()
    {
        var code = (await host.MakeRecoveryCodesAsync(Claire, app))[0];
        var asked = await ProveByMailAsync(browser);
        var proven = await PostAsync(browser, asked, "RecoveryCode", ("Form.RecoveryCode", code));
        using var other = host.NewBrowser();
        var again = await PostAsync(other, await ProveByMailAsync(other), "RecoveryCode", ("Form.RecoveryCode", code));

        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        again.Redirect.Should().BeNull();
    }

    [Fact]
    public async Task Whoever_lost_the_factor_goes_on_by_the_assistance_with_both_proofs()
    {
        var asked = await ProveByMailAsync(browser);
        var code = await IssueAsync(Claire);
        var proven = await PostAsync(browser, asked, "Assistance", ("Form.AssistanceCode", code.RevealInGroups()));
        var arrived = await browser.ChoosePasswordAsync();

        asked.Main.Should().Contain("Je n’ai plus rien de cela");
        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        arrived.Address.AbsolutePath.Should().Be("/");
        (await host.AskAsync<IdentityDb, bool>(db => db.AssistanceCodes.AllAsync(row => row.EndedAt != null))).Should().BeTrue("it served");
    }

    [Fact]
    public async Task The_assistance_alone_never_stands_for_two_proofs()
    {
        var first = await IssueAsync(Claire);
        var form = await browser.GetAsync(RecoveryStory.Assistance);
        var asked = await browser.FollowAsync(await browser.SubmitAsync(form, ("Form.Name", "cmartin1"), ("Form.Code", first.RevealInGroups())));
        var second = await IssueAsync(Claire);
        var refused = await PostAsync(browser, asked, "Assistance", ("Form.AssistanceCode", second.RevealInGroups()));

        asked.Heading.Should().Be("Une seconde preuve");
        asked.Main.Should().NotContain("Je n’ai plus rien de cela").And.Contain("ne suffit pas seul");
        refused.Redirect.Should().BeNull();
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(0);
        (await PostAsync(browser, asked, "App", ("Form.App", app.Code()))).Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    private Task<PrintedCode> IssueAsync(Person person) => host.AskAsync<AssistanceCodes, PrintedCode>(codes => codes.IssueAsync(person, new AssistanceGround("D-1234", Officer: null, Level: null), default));

    private async Task<WebPage> ProveByMailAsync(PlainBrowser who) =>
        await who.FollowAsync(await who.GiveMailCodeAsync(await who.AskForCodeAsync(ina, Outside), await host.LastCodeAsync(Outside)));

    private async Task<WebPage> PostAsync(PlainBrowser who, WebPage page, string handler, params (string Name, string Value)[] fields)
    {
        var token = page.Document.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, $"{RecoveryStory.SecondProof}?handler={handler}"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
        return await who.SendAsync(request);
    }
}
