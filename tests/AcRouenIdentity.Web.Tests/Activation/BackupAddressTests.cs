using System.Net;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Directories;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Activation;

/// <summary>The first backup address, proven by a code.</summary>
public sealed partial class BackupAddressTests : IAsyncLifetime
{
    private const string Page = "/activer/adresse-de-secours";
    private const string Outside = "claire.martin@exemple.fr";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync("cmartin1", SamplePeople.Password);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_code_that_was_sent_there_records_the_address_and_nothing_else_does()
    {
        var asked = await AskAsync(browser, Outside);
        var before = await RecordedAsync();
        var done = await browser.SubmitAsync(asked, ("Form.Code", $" {(await CodeAsync()).ToLowerInvariant()} "));

        asked.Main.Should().Contain(Outside);
        before.Should().BeEmpty();
        done.Redirect!.AbsolutePath.Should().Be("/activer/fait");
        (await browser.FollowAsync(done)).Main.Should().Contain(Outside).And.Contain("cmartin1").And.Contain("Courrier INA");
        (await RecordedAsync()).Should().ContainSingle().Which.DirectoryKey.Should().Be(SamplePeople.ClaireMartin.Key.Value);
        (await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.BackupAddressVerified))).Should().Be(1);
    }

    [Fact]
    public async Task Neither_the_database_nor_its_codes_can_be_read()
    {
        await AskAsync(browser, Outside);
        var typed = await CodeAsync();
        await browser.SubmitAsync(await browser.GetAsync(Page), ("Form.Code", typed));
        var code = typed.Replace("-", "", StringComparison.Ordinal);

        await host.AskAsync<IdentityDb, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(host.Database));

        bytes.Should().NotContain("claire.martin@").And.NotContain(code);
    }

    [Theory]
    [InlineData("", "Saisissez votre adresse")]
    [InlineData("pas une adresse", "n’est pas une adresse")]
    [InlineData("claire@exemple.fr, claude@exemple.fr", "n’est pas une adresse")]
    [InlineData("claire@exemple.fr\r\nBcc: claude@exemple.fr", "n’est pas une adresse")]
    [InlineData("claire@ac-rouen.fr", "professionnelles")]
    [InlineData("claire@autre.AC-Rouen.fr", "professionnelles")]
    public async Task An_address_that_is_none_or_one_of_ours_is_refused_with_its_reason_and_kept_in_the_field(string typed, string reason)
    {
        var refused = await browser.SubmitAsync(await browser.GetAsync(Page), ("Form.Address", typed));

        refused.Main.Should().Contain(reason);
        refused.Document.QuerySelector("[name='Form.Address']")!.GetAttribute("value")!.ReplaceLineEndings("").Should().Be(typed.ReplaceLineEndings(""), "nothing typed is lost");
        (await host.AskAsync<IdentityDb, int>(db => db.MailCodes.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_code_is_good_for_the_browser_that_asked_alone()
    {
        await AskAsync(browser, Outside);
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync("cmartin1", SamplePeople.Password);
        var there = await AskAsync(elsewhere, "claude@exemple.fr");

        var refused = await elsewhere.SubmitAsync(there, ("Form.Code", await CodeAsync(Outside)));

        refused.Main.Should().Contain("n’est pas le code");
        (await RecordedAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_newer_code_ends_the_older_and_an_old_one_is_no_good()
    {
        var first = await AskAsync(browser, Outside);
        var older = await CodeAsync();
        await browser.PressAsync(first, "Envoyer un autre code");
        await Eventually.BeTrueAsync(async () => await CodeAsync() != older);

        var refused = await browser.SubmitAsync(await browser.GetAsync(Page), ("Form.Code", older));
        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddMinutes(14));
        var stillAsked = await browser.GetAsync(Page);
        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddMinutes(17));
        var later = await browser.GetAsync(Page);

        refused.Main.Should().Contain("n’est pas le code");
        stillAsked.Main.Should().Contain(Outside);
        later.Redirect!.PathAndQuery.Should().StartWith("/connexion").And.Contain("verification=1", "what was proven half an hour ago is asked again");
    }

    [Fact]
    public async Task After_so_many_tries_even_the_right_code_is_refused()
    {
        var page = await AskAsync(browser, Outside);
        for (var attempt = 0; attempt < MailCode.MostTries; attempt++)
            await browser.SubmitAsync(page, ("Form.Code", "ZZZZ-ZZZZ"));

        var last = await browser.SubmitAsync(page, ("Form.Code", await CodeAsync()));

        last.Main.Should().Contain("ne peut plus servir");
        (await RecordedAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Many_tries_at_once_are_no_more_than_so_many()
    {
        var page = await AskAsync(browser, Outside);

        await Task.WhenAll(Enumerable.Range(0, 2 * MailCode.MostTries).Select(_ => browser.SubmitAsync(page, ("Form.Code", "ZZZZ-ZZZZ"))));

        (await host.AskAsync<IdentityDb, int>(db => db.MailCodes.Select(code => code.Tries).SingleAsync())).Should().BeLessThanOrEqualTo(MailCode.MostTries);
    }

    [Fact]
    public async Task Nobody_can_flood_an_address_neither_one_person_nor_many()
    {
        for (var sent = 0; sent < 3; sent++)
            await AskAsync(browser, Outside);
        using var colleague = host.NewBrowser();
        await colleague.SignInAsync("bnguyen1", SamplePeople.Password);
        await AskAsync(colleague, Outside.ToUpperInvariant());
        await AskAsync(colleague, Outside);

        var sixth = await colleague.SubmitAsync(await colleague.GetAsync($"{Page}?autre=true"), ("Form.Address", Outside));
        var own = await colleague.SubmitAsync(await colleague.GetAsync($"{Page}?autre=true"), ("Form.Address", "bao@exemple.fr"));

        sixth.Main.Should().Contain("Plusieurs codes");
        own.Status.Should().Be(HttpStatusCode.Redirect);
        (await host.AskAsync<IdentityDb, int>(db => db.MailCodes.CountAsync())).Should().Be(6);
    }

    [Fact]
    public async Task Whoever_has_one_is_not_asked_again_and_cannot_add_another_here()
    {
        await browser.SubmitAsync(await AskAsync(browser, Outside), ("Form.Code", await CodeAsync()));

        var again = await browser.GetAsync(Page);

        again.Redirect!.AbsolutePath.Should().Be("/activer/fait");
        (await browser.GetAsync("/")).Document.QuerySelector($"main a[href='{Page}']").Should().BeNull();
    }

    [Fact]
    public async Task The_owner_is_told_of_it_at_the_addresses_known_before()
    {
        await browser.SubmitAsync(await AskAsync(browser, Outside), ("Form.Code", await CodeAsync()));

        (await host.ReadMailsAsync()).Where(mail => mail.Subject == "Une adresse de secours a été ajoutée à votre compte").Select(mail => mail.To)
            .Should().Equal("claire.martin@ac-rouen.fr");
    }

    [Fact]
    public async Task The_start_page_reminds_whoever_has_none() =>
        (await browser.GetAsync("/")).Document.QuerySelector($"main a[href='{Page}']").Should().NotBeNull();

    [Theory]
    [InlineData("https://mechant.example/")]
    [InlineData("//mechant.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nothing_leads_to_another_site(string elsewhere)
    {
        var form = await browser.GetAsync($"{Page}?retour={Uri.EscapeDataString(elsewhere)}");
        var done = await browser.GetAsync($"/activer/fait?retour={Uri.EscapeDataString(elsewhere)}");

        LinksOf(form).Concat(LinksOf(done)).Should().OnlyContain(link => link.StartsWith('/') && !link.Contains("mechant") && !link.Contains("javascript"));
    }

    private static IEnumerable<string> LinksOf(WebPage page) =>
        page.Document.QuerySelectorAll("main a, main form").Select(element => element.GetAttribute("href") ?? element.GetAttribute("action")!);

    private static async Task<WebPage> AskAsync(PlainBrowser browser, string address)
    {
        var sent = await browser.SubmitAsync(await browser.GetAsync($"{Page}?autre=true"), ("Form.Address", address));
        return await browser.FollowAsync(sent);
    }

    private async Task<string> CodeAsync(string? to = null) =>
        CodePattern().Match((await host.ReadMailsAsync()).Last(mail => to is null || mail.To == to).Text).Value;

    private Task<List<BackupAddress>> RecordedAsync() => host.AskAsync<IdentityDb, List<BackupAddress>>(db => db.BackupAddresses.AsNoTracking().ToListAsync());

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex CodePattern();
}
