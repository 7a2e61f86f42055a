using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Tests.Recovery;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Alarms;

/// <summary>"It was not me": what the code of a mail does for whoever reads it, and what it never does.</summary>
public sealed class ContestTests : IAsyncLifetime
{
    private const string Outside = "claire@exemple.fr";
    private const string Professional = "claire.martin@ac-rouen.fr";
    private const string Desk = "assistance@exemple.fr";
    private static readonly Person Claire = SamplePeople.ClaireMartin;
    private ProviderHost host = null!;
    private PlainBrowser thief = null!;
    private PlainBrowser reader = null!;
    private SoftAuthenticator authenticator = null!;

    public async Task InitializeAsync()
    {
        host = await ProviderHost.StartAsync(new Dictionary<string, string?>
        {
            ["Assistance:Mail"] = Desk,
            ["TrustedProxies:0"] = "127.0.0.1",
            ["TrustedProxies:1"] = "::1",
        });
        (thief, reader, authenticator) = (host.NewBrowser(), host.NewBrowser(), new SoftAuthenticator(host.Address));
        await host.GiveBackupAddressAsync(Claire, Outside, host.Clock.GetUtcNow());
        await thief.SignInAsync(Claire);
    }

    public async Task DisposeAsync()
    {
        thief.Dispose();
        reader.Dispose();
        authenticator.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Each_address_that_is_told_of_a_change_gets_a_link_whose_code_no_server_sees_and_the_code_to_type()
    {
        var code = await ChangeAsync();

        var mails = (await host.ReadMailsAsync()).Where(mail => AlarmStory.CodeIn(mail).Length > 0).ToList();
        mails.Select(mail => mail.To).Should().BeEquivalentTo(Professional, Outside);
        var link = $"{host.Address.GetLeftPart(UriPartial.Authority)}{AlarmStory.Contest}#c={code.Replace("-", "", StringComparison.Ordinal)}";
        mails.Should().OnlyContain(mail => mail.Text.Contains(link, StringComparison.Ordinal) && mail.Html.Contains(link, StringComparison.Ordinal) && AlarmStory.CodeIn(mail) == code);
        (await host.AskAsync<IdentityDb, string>(db => db.ContestCodes.Select(row => row.Hash).SingleAsync())).Should().NotContain(code.Replace("-", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_button_blocks_the_account_and_opens_a_case()
    {
        var code = await ChangeAsync();

        var page = await reader.ContestAsync($" {code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()} ");

        page.Heading.Should().Be("Le compte est bloqué");
        var reference = page.Document.QuerySelector("main .secret")!.TextContent.Trim();
        reference.Should().MatchRegex("^[0-9A-F]{4}-[0-9A-F]{4}$");
        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Contested);
        (await thief.IsSignedInAsync()).Should().BeFalse();
        (await thief.FollowAsync(await thief.SignInAsync(Claire))).Heading.Should().Be(AlarmStory.Blocked);
        var opened = (await host.ReadMailsAsync()).Single(mail => mail.To == Desk);
        opened.Subject.Should().Contain(reference);
        opened.Text.Should().Contain("cmartin1").And.Contain("clé d'accès ajoutée").And.NotContain(Claire.Numen!.Value.Reveal()).And.NotContain(code).And.NotContain(Outside);
        (await host.AskAsync<IdentityDb, string>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.ChangeContested).Select(entry => entry.Json).SingleAsync()))
            .Should().Contain(reference).And.NotContain(code);
    }

    [Fact]
    public async Task The_mail_about_the_contest_itself_has_no_code()
    {
        await reader.ContestAsync(await ChangeAsync());

        (await host.ReadMailsAsync()).Where(mail => mail.Subject.Contains("un changement a été signalé", StringComparison.Ordinal))
            .Should().HaveCount(2).And.OnlyContain(mail => AlarmStory.CodeIn(mail) == "" && !mail.Text.Contains(AlarmStory.Contest, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?c={0}"), InlineData("?Form.Code={0}"), InlineData("?handler=&Form.Code={0}")]
    public async Task Opening_an_address_changes_nothing_whatever_it_holds(string query)
    {
        var code = await ChangeAsync();

        await reader.GetAsync(AlarmStory.Contest + string.Format(null, query, code));
        using var head = new HttpRequestMessage(HttpMethod.Head, AlarmStory.Contest + string.Format(null, query, code));
        await reader.SendAsync(head);

        await NothingAsync();
        (await reader.ContestAsync(code)).Heading.Should().Be("Le compte est bloqué", "the code is as good as before");
    }

    [Fact]
    public async Task Wrong_old_and_used_codes_and_those_of_a_closed_account_get_one_answer()
    {
        var wrong = EqualSilence.Of(await reader.ContestAsync("ZZZZ-ZZZZ-ZZZZ"));

        var used = await ChangeAsync();
        await reader.ContestAsync(used);
        Silent(await reader.ContestAsync(used), used).Should().Be(Silent(wrong));

        await host.RecoverAsync(Claire);
        var old = await RecoveredCodeAsync();
        host.Directory.Put(Claire with { State = AccountState.Suspended });
        Silent(await reader.ContestAsync(old), old).Should().Be(Silent(wrong));
        host.Directory.Put(Claire);
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromDays(7));
        Silent(await reader.ContestAsync(old), old).Should().Be(Silent(wrong));

        (await host.AlarmOfAsync(Claire)).Should().BeNull();
        (await host.CountEventsAsync(AuditKind.ChangeContested)).Should().Be(1);
    }

    [Theory]
    [InlineData(-1, AccountAlarm.Contested)]
    [InlineData(0, null)]
    public async Task It_is_good_for_seven_days_to_the_second(int seconds, AccountAlarm? alarm)
    {
        var code = await ChangeAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromDays(7) + TimeSpan.FromSeconds(seconds));

        await reader.ContestAsync(code);

        (await host.AlarmOfAsync(Claire)).Should().Be(alarm);
    }

    [Fact]
    public async Task Pressed_several_times_at_once_it_serves_once()
    {
        var code = await ChangeAsync();
        var browsers = Enumerable.Range(0, 4).Select(_ => host.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.ContestAsync(code)));

        answers.Count(answer => answer.Heading == "Le compte est bloqué").Should().Be(1);
        (await host.CountEventsAsync(AuditKind.ChangeContested)).Should().Be(1);
        (await host.ReadMailsAsync()).Count(mail => mail.To == Desk).Should().Be(1);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task The_code_of_one_person_blocks_that_person_and_nobody_else()
    {
        var code = await ChangeAsync();
        await reader.SignInAsync(SamplePeople.BaoNguyen);

        await reader.ContestAsync(code);

        (await reader.IsSignedInAsync()).Should().BeTrue();
        (await host.AlarmOfAsync(SamplePeople.BaoNguyen)).Should().BeNull();
        (await host.AlarmOfAsync(Claire)).Should().Be(AccountAlarm.Contested);
    }

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("ZZZZ"), InlineData("'; DROP TABLE Accounts; --"), InlineData("%00‮💣"), InlineData("<script>alert(1)</script>")]
    public async Task What_is_no_code_is_refused_in_words(string typed)
    {
        await ChangeAsync();

        var answer = await reader.ContestAsync(typed);

        answer.Document.QuerySelector("main .fr-message--error")!.TextContent.Trim().Should().NotBeEmpty();
        answer.Html.Should().NotContain("<script>alert");
        await NothingAsync();
    }

    [Fact]
    public async Task A_megabyte_is_refused_and_changes_nothing()
    {
        var code = await ChangeAsync();

        ((int)(await reader.ContestAsync(code + new string('A', 1 << 20))).Status).Should().BeLessThan(500);

        await NothingAsync();
    }

    [Fact]
    public async Task A_form_of_another_site_presses_no_button()
    {
        var code = await ChangeAsync();
        using var forged = new HttpRequestMessage(HttpMethod.Post, AlarmStory.Contest) { Content = new FormUrlEncodedContent([KeyValuePair.Create("Form.Code", code)]) };

        await reader.SendAsync(forged);

        await NothingAsync();
    }

    [Fact]
    public async Task A_source_that_searches_for_codes_waits_and_no_other_does()
    {
        var code = await ChangeAsync();
        reader.ForwardedFor = "192.0.2.1";
        var form = await reader.GetAsync(AlarmStory.Contest);
        WebPage last = form;
        for (var attempt = 0; attempt < 32; attempt++)
            last = await reader.PressAsync(form, "Bloquer mon compte", ("Form.Code", $"{attempt:D12}"));

        last.Main.Should().Contain("Trop d’essais");
        (await reader.ContestAsync(code)).Main.Should().Contain("Trop d’essais", "a right one waits like any other");
        using var elsewhere = host.NewBrowser();
        elsewhere.ForwardedFor = "192.0.2.2";
        (await elsewhere.ContestAsync(code)).Heading.Should().Be("Le compte est bloqué");
    }

    [Fact]
    public async Task An_outage_of_the_directory_uses_no_code_up()
    {
        var code = await ChangeAsync();
        host.Directory.IsDown = true;
        var away = await reader.ContestAsync(code);
        host.Directory.IsDown = false;

        ((int)away.Status).Should().Be(503);
        (await reader.ContestAsync(code)).Heading.Should().Be("Le compte est bloqué");
    }

    [Fact]
    public async Task A_hostile_host_is_never_in_the_link()
    {
        using var hostile = new HttpRequestMessage(HttpMethod.Get, "/compte/cles");
        hostile.Headers.Host = "mechant.example";
        hostile.Headers.Add("X-Forwarded-Host", "mechant.example");
        await thief.SendAsync(hostile);

        await ChangeAsync();

        (await host.ReadMailsAsync()).Should().NotBeEmpty().And.OnlyContain(mail => !mail.Source.Contains("mechant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_codes_are_forgotten()
    {
        await ChangeAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromDays(8));
        host.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.BeTrueAsync(() => host.AskAsync<IdentityDb, bool>(async db => !await db.ContestCodes.AnyAsync()));
    }

    private static string Silent(string seen) => seen.Replace("ZZZZ-ZZZZ-ZZZZ", "", StringComparison.Ordinal);

    private static string Silent(WebPage page, string typed) => EqualSilence.Of(page).Replace(typed, "", StringComparison.Ordinal);

    /// <returns>The code that its mails carry.</returns>
    private async Task<string> ChangeAsync()
    {
        await thief.AddPasskeyAsync(authenticator);
        return await host.ContestCodeAsync(Outside);
    }

    /// <summary>That of the mail which tells of the recovery.</summary>
    private Task<string> RecoveredCodeAsync() => host.ContestCodeAsync(Outside);

    private async Task NothingAsync()
    {
        (await host.AlarmOfAsync(Claire)).Should().BeNull();
        (await thief.IsSignedInAsync()).Should().BeTrue();
        (await host.AskAsync<IdentityDb, bool>(db => db.ContestCodes.AllAsync(code => code.UsedAt == null))).Should().BeTrue();
    }
}
