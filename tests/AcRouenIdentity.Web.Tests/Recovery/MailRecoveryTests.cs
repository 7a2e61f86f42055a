using System.Net;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Recovery.Requests;
using AcRouenIdentity.Web.Features.Shared.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>The way by INA and backup address: what it does for its owner, and what it refuses to everybody else.</summary>
public sealed class MailRecoveryTests : IAsyncLifetime
{
    private const string Outside = "claire@exemple.fr";
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;
    private string ina = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync();
        browser = host.NewBrowser();
        ina = (await host.PrepareRecoveryAsync(Claire, Outside)).RevealInGroups();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_proves_both_chooses_a_password_and_is_where_they_came_from()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside, $"{RecoveryStory.ByMail}?retour=%2Fcompte%2Factivite");
        var proven = await browser.GiveMailCodeAsync(asked, await host.LastCodeAsync(Outside));
        var arrived = await browser.ChoosePasswordAsync();

        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        arrived.Address.AbsolutePath.Should().Be("/compte/activite");
        arrived.Main.Should().Contain("INA et code reçu à une adresse de secours").And.Contain("Après un dépannage");
        using var elsewhere = host.NewBrowser();
        (await elsewhere.SignInAsync("cmartin1", SamplePeople.AnotherPassword)).Redirect.Should().NotBeNull("it is the password from now on");
        using var before = host.NewBrowser();
        (await before.SignInAsync("cmartin1", SamplePeople.Password)).Redirect.Should().BeNull("the old one is none any more");
    }

    [Theory]
    [InlineData("{0}", "{1}", " {2} ")]
    [InlineData(" {0} ", "CLAIRE@Exemple.FR", "{3}")]
    [InlineData("{4}", " {1} ", "{2}")]
    public async Task What_is_typed_another_way_is_taken_as_it_was_meant(string typedIna, string typedAddress, string typedCode)
    {
        var plain = ina.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant().Replace('0', 'o').Replace('1', 'l');
        string Fill(string text, string code) => string.Format(null, text, ina, Outside, code, code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant().Replace('0', 'O').Replace('1', 'I'), plain);

        var asked = await browser.AskForCodeAsync(Fill(typedIna, ""), Fill(typedAddress, ""));
        var proven = await browser.GiveMailCodeAsync(asked, Fill(typedCode, await host.LastCodeAsync(Outside)));

        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    [Fact]
    public async Task The_mail_says_when_and_to_whom_with_the_identifiant_and_a_link_whose_code_no_server_sees()
    {
        await browser.AskForCodeAsync(ina, Outside);

        var (mail, code) = (await host.CodesAsync()).Single();
        mail.To.Should().Be(Outside);
        mail.Text.Should().Contain("Claire").And.Contain("cmartin1").And.Contain("15 minutes").And.Contain("assistance");
        mail.Text.Should().Contain($"{host.Address.GetLeftPart(UriPartial.Authority)}{RecoveryStory.Code}#c={code}");
        mail.Html.Should().Contain($"{RecoveryStory.Code}#c={code}").And.Contain("lang=\"fr\"");
        mail.Text.Should().NotContain(ina).And.NotContain(Outside).And.NotContain("127.0.0.1");
    }

    [Fact]
    public async Task Whoever_reads_the_page_in_English_is_written_to_in_English_unless_they_chose_otherwise()
    {
        await browser.GetAsync($"/langue?vers=en&retour=%2F");
        var asked = await browser.SubmitAsync(await browser.GetAsync(RecoveryStory.ByMail), ("Form.Ina", ina), ("Form.Address", Outside));
        asked.Redirect.Should().NotBeNull();
        (await host.CodesAsync()).Single().Mail.Text.Should().Contain("Your username: cmartin1");

        await host.AskAsync<IdentityDb, int>(async db =>
        {
            db.Add(new Account { Subject = "sub-of-claire", DirectoryKey = Claire.Key.Value, CreatedAt = host.Clock.GetUtcNow(), Language = "fr" });
            return await db.SaveChangesAsync();
        });
        await browser.AskForCodeAsync(ina, Outside);
        (await host.CodesAsync())[^1].Mail.Text.Should().Contain("Votre identifiant : cmartin1");
    }

    /// <summary>GHSA-2wmj-46rj-qm2w: a link made of what the request claims.</summary>
    [Fact]
    public async Task A_hostile_Host_or_forwarded_header_is_never_in_a_mail()
    {
        var form = await browser.GetAsync(RecoveryStory.ByMail);
        using var request = FormOf(form, ("Form.Ina", ina), ("Form.Address", Outside));
        request.Headers.Add("X-Forwarded-Host", "mechant.example");
        request.Headers.Add("Forwarded", "host=mechant.example");
        await browser.SendAsync(request);
        using var hostile = FormOf(form, ("Form.Ina", ina), ("Form.Address", Outside));
        hostile.Headers.Host = "mechant.example";
        var refused = await browser.SendAsync(hostile);

        refused.Redirect.Should().BeNull("the public address comes from the configuration");
        (await host.CodesAsync()).Should().ContainSingle().Which.Mail.Source.Should().NotContain("mechant.example");
    }

    /// <summary>CVE-2023-7028: the mail goes to what was typed.</summary>
    [Theory]
    [InlineData("claire@exemple.fr,mechant@exemple.fr")]
    [InlineData("claire@exemple.fr;mechant@exemple.fr")]
    [InlineData("claire@exemple.fr mechant@exemple.fr")]
    [InlineData("<claire@exemple.fr>")]
    [InlineData("claire@exemple.fr\r\nBcc: mechant@exemple.fr")]
    [InlineData("claire@exemple.fr%0ABcc:mechant@exemple.fr")]
    [InlineData("[\"claire@exemple.fr\",\"mechant@exemple.fr\"]")]
    public async Task Two_addresses_in_one_field_or_a_header_are_no_address_and_nothing_typed_is_lost(string typed)
    {
        var refused = await browser.AskForCodeAsync(ina, typed);

        refused.Main.Should().Contain("Ce n’est pas une adresse");
        refused.Document.QuerySelector("[name='Form.Ina']")!.GetAttribute("value").Should().Be(ina);
        (await host.CodesAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Form.Address")]
    [InlineData("Form.Ina")]
    public async Task A_field_given_twice_is_refused(string field)
    {
        using var request = FormOf(await browser.GetAsync(RecoveryStory.ByMail), ("Form.Ina", ina), ("Form.Address", Outside), (field, "mechant@exemple.fr"));

        (await browser.SendAsync(request)).Status.Should().Be(HttpStatusCode.BadRequest);
        (await host.CodesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lookalike_of_the_address_is_another_address()
    {
        var lookalike = await browser.AskForCodeAsync(ina, "claire@ехemple.fr");
        var withAccent = await browser.AskForCodeAsync(ina, "claire@exémple.fr");

        lookalike.Heading.Should().Be("Tapez le code du message");
        withAccent.Heading.Should().Be("Tapez le code du message");
        (await host.CodesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_megabyte_in_a_field_is_refused_in_words()
    {
        using var request = FormOf(await browser.GetAsync(RecoveryStory.ByMail), ("Form.Ina", ina), ("Form.Address", new string('a', 1024 * 1024)));

        var refused = await browser.SendAsync(request);

        refused.Redirect.Should().BeNull();
        ((int)refused.Status).Should().BeOneOf(200, 400, 413);
        (await host.CodesAsync()).Should().BeEmpty();
    }

    /// <summary>CVE-2018-12421, LTB SSP #520: a code that serves another account, or another flow.</summary>
    [Fact]
    public async Task A_code_is_good_in_the_browser_that_asked_and_nowhere_else()
    {
        const string BaosAddress = "bao@exemple.fr";
        var inaOfBao = (await host.PrepareRecoveryAsync(SamplePeople.BaoNguyen, BaosAddress)).RevealInGroups();
        using var other = host.NewBrowser();
        using var stranger = host.NewBrowser();
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var askedByBao = await other.AskForCodeAsync(inaOfBao, BaosAddress);
        var code = await host.LastCodeAsync(Outside);

        (await other.GiveMailCodeAsync(askedByBao, code)).Main.Should().Contain("Ce n’est pas le bon code");
        (await stranger.GetAsync(RecoveryStory.Code)).Main.Should().Contain("Aucun code n’est attendu dans ce navigateur");
        (await browser.GiveMailCodeAsync(asked, code)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage, "the owner goes on undisturbed");
    }

    [Fact]
    public async Task Opening_the_link_uses_nothing_however_often_a_mail_scanner_does()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);
        using var scanner = host.NewBrowser();
        for (var look = 0; look < 5; look++)
        {
            await scanner.GetAsync(RecoveryStory.Code);
            await browser.GetAsync(RecoveryStory.Code);
        }

        (await browser.GiveMailCodeAsync(asked, code)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    [Fact]
    public async Task A_newer_code_ends_the_older_in_whichever_browser()
    {
        var first = await browser.AskForCodeAsync(ina, Outside);
        var older = await host.LastCodeAsync(Outside);
        using var other = host.NewBrowser();
        var second = await other.AskForCodeAsync(ina, Outside);
        var newer = await host.LastCodeAsync(Outside);

        newer.Should().NotBe(older);
        (await browser.GiveMailCodeAsync(first, older)).Main.Should().Contain("n’est plus attendu");
        (await other.GiveMailCodeAsync(second, newer)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    [Fact]
    public async Task A_code_is_good_for_a_quarter_of_an_hour_and_not_a_second_longer()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var justInTime = (await browser.GetAsync(RecoveryStory.Code)).Main;
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromSeconds(2));

        var refused = await browser.GiveMailCodeAsync(asked, code);

        justInTime.Should().Contain("Si ces renseignements vont ensemble");
        refused.Main.Should().Contain("n’est plus attendu");
        refused.Redirect.Should().BeNull();
    }

    [Fact]
    public async Task Twenty_tries_end_a_code_and_the_right_one_comes_too_late_like_one_that_never_left()
    {
        using var nobody = host.NewBrowser();
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var nothing = await nobody.AskForCodeAsync(ina, "personne@exemple.fr");
        var code = await host.LastCodeAsync(Outside);
        for (var attempt = 0; attempt < RecoveryTicket.MostTries; attempt++)
        {
            (await browser.GiveMailCodeAsync(asked, "ZZZZ-ZZZZ")).Main.Should().Contain("Ce n’est pas le bon code");
            (await nobody.GiveMailCodeAsync(nothing, "ZZZZ-ZZZZ")).Main.Should().Contain("Ce n’est pas le bon code");
        }

        var late = await browser.GiveMailCodeAsync(asked, code);
        var never = await nobody.GiveMailCodeAsync(nothing, "ZZZZ-ZZZZ");

        late.Main.Should().Contain("n’est plus attendu");
        EqualSilence.Of(never).Should().Be(EqualSilence.Of(late));
    }

    [Fact]
    public async Task The_same_code_twice_at_once_gives_one_right()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GiveMailCodeAsync(asked, code)));

        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(1);
        (await host.AskAsync<IdentityDb, int>(db => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.RecoveryProven))).Should().Be(1);
    }

    /// <summary>CVE-2023-26481, CVE-2022-23555: a token used again.</summary>
    [Fact]
    public async Task After_its_end_a_recovery_cannot_be_taken_up_again()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);
        await browser.GiveMailCodeAsync(asked, code);
        await browser.ChoosePasswordAsync();

        using var again = FormOf(await browser.GetAsync(RecoveryStory.ByMail), new Uri(host.Address, RecoveryStory.Code), ("Form.Code", code));
        (await browser.SendAsync(again)).Main.Should().Contain("n’est plus attendu");
        (await browser.GetAsync(RecoveryStory.SecondProof)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.Code);
        (await browser.GetAsync(RecoveryStory.PasswordPage)).Redirect.Should().NotBeNull("there is no right any more");
    }

    /// <summary>CVE-2026-18963: a step that can be left out.</summary>
    [Fact]
    public async Task No_step_can_be_left_out()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        await host.CodesAsync();
        foreach (var handler in new[] { "Continue", "App", "RecoveryCode", "Assistance" })
        {
            using var request = FormOf(asked, new Uri(host.Address, $"{RecoveryStory.SecondProof}?handler={handler}"), ("Form.App", "000000"));
            (await browser.SendAsync(request)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.Code, $"nothing is proven yet ({handler})");
        }

        (await browser.GetAsync(RecoveryStory.PasswordPage)).Redirect.Should().NotBeNull();
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task An_outage_between_the_code_and_the_password_loses_nothing()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);
        host.Directory.IsDown = true;
        var away = await browser.GiveMailCodeAsync(asked, code);
        host.Directory.IsDown = false;
        var again = await browser.FollowAsync(await browser.GetAsync(RecoveryStory.Code));
        var proven = await browser.PressAsync(again, "Choisir un mot de passe");

        away.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        again.Heading.Should().Be("C’est bien vous");
        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        (await browser.ChoosePasswordAsync()).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_request_during_an_outage_or_before_a_restart_is_answered_when_the_directory_is_back()
    {
        host.Directory.IsDown = true;
        var asked = await browser.AskForCodeAsync(ina, Outside);
        await host.RestartAsync();
        host.Directory.IsDown = false;

        var proven = await browser.GiveMailCodeAsync(asked, await host.LastCodeAsync(Outside));

        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    [Fact]
    public async Task Nobody_floods_a_mailbox_and_the_page_says_the_same_all_along()
    {
        var pages = new List<string>();
        for (var asked = 0; asked < 8; asked++)
        {
            using var one = host.NewBrowser();
            pages.Add(EqualSilence.Of(await one.AskForCodeAsync(ina, Outside)));
            await host.CodesAsync();
        }

        (await host.CodesAsync()).Count.Should().BeLessThanOrEqualTo(4, "four at once, then one after a wait");
        pages.Distinct().Should().ContainSingle();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        var before = (await host.CodesAsync()).Count;
        await browser.AskForCodeAsync(ina, Outside);
        (await host.CodesAsync()).Count.Should().Be(before + 1, "whoever waits an hour is written to, however many others asked");
    }

    [Fact]
    public async Task Whoever_asks_for_hundreds_from_one_place_is_told_to_wait_and_nothing_more_is_stored()
    {
        WebPage last = null!;
        for (var asked = 0; asked < 64; asked++)
            last = await browser.AskForCodeAsync(ina, $"personne{asked}@exemple.fr");

        last.Main.Should().Contain("Trop de demandes viennent d’arriver d’ici");
        last.Document.QuerySelector("[name='Form.Address']")!.GetAttribute("value").Should().Be("personne63@exemple.fr");
        (await host.AskAsync<IdentityDb, int>(db => db.RecoveryTickets.CountAsync())).Should().BeLessThan(64);
        (await host.CodesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_others_had_half_proven_dies_with_the_new_password()
    {
        using var thief = host.NewBrowser();
        using var elsewhere = host.NewBrowser();
        await elsewhere.SignInAsync(Claire);
        await thief.GiveMailCodeAsync(await thief.AskForCodeAsync(ina, Outside), await host.LastCodeAsync(Outside));
        await browser.GiveMailCodeAsync(await browser.AskForCodeAsync(ina, Outside), await host.LastCodeAsync(Outside));
        await browser.ChoosePasswordAsync();

        (await thief.GetAsync(RecoveryStory.PasswordPage)).Redirect.Should().NotBeNull("the right of the other browser is gone");
        (await elsewhere.IsSignedInAsync()).Should().BeFalse();
        (await host.ReadMailsAsync()).Where(mail => mail.Subject == "Un nouveau mot de passe a été choisi après un dépannage").Select(mail => mail.To)
            .Should().BeEquivalentTo("claire.martin@ac-rouen.fr", Outside);
    }

    [Fact]
    public async Task Whoever_left_between_the_code_and_its_use_gets_nothing()
    {
        var asked = await browser.AskForCodeAsync(ina, Outside);
        var code = await host.LastCodeAsync(Outside);
        host.Directory.Put(Claire with { State = AccountState.Departed });

        (await browser.GiveMailCodeAsync(asked, code)).Main.Should().Contain("n’est plus attendu");
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(0);
    }

    /// <summary>CVE-2026-119128: what the browser holds is trusted.</summary>
    [Fact]
    public async Task A_cookie_that_somebody_made_up_is_nobody_s_recovery()
    {
        await browser.AskForCodeAsync(ina, Outside);
        await host.CodesAsync();
        foreach (var made in new[] { new string('A', 43), "Proven", "{\"state\":\"Proven\"}", "../../etc/passwd", new string('x', 3000) })
        {
            using var stranger = host.NewBrowser();
            stranger.Cookies.Add(new Cookie("acrouen-depannage", Uri.EscapeDataString(made), "/", "localhost"));
            (await stranger.GetAsync(RecoveryStory.Code)).Main.Should().Contain("Aucun code n’est attendu");
            (await stranger.GetAsync(RecoveryStory.SecondProof)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.Code);
        }
    }

    /// <summary>CVE-2026-9798: a side door where tries are not counted. New recoveries give no new tries to a source that has had its share.</summary>
    [Fact]
    public async Task Tries_of_one_source_are_counted_over_all_its_recoveries()
    {
        WebPage last = null!;
        for (var recovery = 0; recovery < 6; recovery++)
        {
            using var guesser = host.NewBrowser();
            var page = await guesser.AskForCodeAsync(ina, $"personne{recovery}@exemple.fr");
            for (var attempt = 0; attempt < RecoveryTicket.MostTries - 1; attempt++)
                last = await guesser.GiveMailCodeAsync(page, "ZZZZ-ZZZZ");
        }

        last.Main.Should().Contain("Trop d’essais");
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_keeps_nobody_else_waiting()
    {
        await host.AskAsync<IdentityDb, int>(async db =>
        {
            foreach (var content in new[] { "nobody's", host.Services.GetRequiredService<RecoveryClaims>().Close(new { Other = 1 }) })
                db.Add(new RecoveryRequest
                {
                    Kind = RecoveryRequestKind.MailCode, Protected = content, Language = "fr", Source = "198.51.100.7", TakenBy = Worker.Mine,
                    AskedAt = host.Clock.GetUtcNow(), TakenUntil = host.Clock.GetUtcNow(), ExpiresAt = host.Clock.GetUtcNow().AddMinutes(15),
                });
            return await db.SaveChangesAsync();
        });
        await browser.AskForCodeAsync(ina, Outside);

        await Eventually.BeTrueAsync(async () => (await host.ReadMailsAsync()).Any(mail => mail.To == Outside));
    }

    [Fact]
    public async Task What_is_over_is_forgotten()
    {
        await browser.AskForCodeAsync(ina, Outside);
        await host.CodesAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(17));

        await Eventually.BeTrueAsync(() => host.AskAsync<IdentityDb, bool>(async db => !await db.RecoveryTickets.AnyAsync()));
    }

    [Fact]
    public async Task Neither_what_was_typed_nor_the_code_stands_in_the_database()
    {
        host.Directory.IsDown = true;
        await browser.AskForCodeAsync(ina, Outside);
        await host.AskAsync<IdentityDb, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var waiting = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(host.Database));
        host.Directory.IsDown = false;
        var code = await host.LastCodeAsync(Outside);
        await host.AskAsync<IdentityDb, int>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var later = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(host.Database));

        waiting.Should().NotContain(Outside).And.NotContain(ina).And.NotContain(ina.Replace("-", "", StringComparison.Ordinal));
        later.Should().NotContain(code).And.NotContain(code.Replace("-", "", StringComparison.Ordinal));
    }

    private static HttpRequestMessage FormOf(WebPage page, params (string Name, string Value)[] fields) => FormOf(page, page.Address, fields);

    private static HttpRequestMessage FormOf(WebPage page, Uri address, params (string Name, string Value)[] fields)
    {
        var token = page.Form.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        return new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
    }
}
