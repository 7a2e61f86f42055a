using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Codes;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Recovery;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Web.Features.Recovery.Assisted;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Recovery;

/// <summary>The way by a code that an agent reads to whoever they verified.</summary>
public sealed class AssistedRecoveryTests : IAsyncLifetime
{
    private static readonly Person Claire = SamplePeople.ClaireMartin;
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

    [Theory]
    [InlineData("cmartin1")]
    [InlineData("Claire.Martin@ac-rouen.fr")]
    [InlineData("21E0501234ABC")]
    public async Task The_code_lets_its_owner_choose_a_password_by_whichever_name(string name)
    {
        var code = await IssueAsync(Claire);
        var proven = await GiveAsync(browser, name, $" {code.Reveal().ToLowerInvariant()} ");
        var arrived = await browser.ChoosePasswordAsync();

        proven.Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
        arrived.Address.AbsolutePath.Should().Be("/");
        (await host.AskAsync<IdentityDb, string>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.AssistanceCodeIssued).Select(entry => entry.Json).SingleAsync()))
            .Should().Contain("D-1234").And.NotContain(code.Reveal());
    }

    [Fact]
    public async Task It_is_good_for_that_person_for_ten_minutes_for_one_use_and_a_newer_ends_it()
    {
        var older = await IssueAsync(Claire);
        var newer = await IssueAsync(Claire);
        (await GiveAsync(browser, "cmartin1", older.RevealInGroups())).Main.Should().Contain("ne vont pas ensemble");
        (await GiveAsync(browser, "bnguyen1", newer.RevealInGroups())).Main.Should().Contain("ne vont pas ensemble");
        (await GiveAsync(browser, "cmartin1", newer.RevealInGroups())).Redirect.Should().NotBeNull();
        (await GiveAsync(browser, "cmartin1", newer.RevealInGroups())).Main.Should().Contain("ne vont pas ensemble");

        var late = await IssueAsync(Claire);
        host.Clock.AdjustTime(host.Clock.GetUtcNow() + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await GiveAsync(browser, "cmartin1", late.RevealInGroups())).Main.Should().Contain("ne vont pas ensemble");
    }

    [Fact]
    public async Task Typed_twice_at_once_it_serves_once()
    {
        var code = (await IssueAsync(Claire)).RevealInGroups();
        var browsers = Enumerable.Range(0, 4).Select(_ => host.NewBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select(one => GiveAsync(one, "cmartin1", code)));

        browsers.ForEach(one => one.Dispose());
        answers.Count(answer => answer.Redirect is not null).Should().Be(1);
        (await host.AskAsync<IdentityDb, int>(db => db.PasswordGrants.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Known_and_unknown_with_or_without_a_code_are_refused_alike()
    {
        await IssueAsync(Claire);
        var answers = new List<string>();
        foreach (var name in new[] { "cmartin1", "bnguyen1", "sdubois1", "inconnu9" })
        {
            using var one = host.NewBrowser();
            answers.Add(EqualSilence.Of(await GiveAsync(one, name, "ZZZZ-ZZZZ")).Replace(name, "", StringComparison.Ordinal));
        }

        answers.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Twenty_wrong_tries_from_wherever_end_a_code()
    {
        var code = await IssueAsync(Claire);
        await host.AskAsync<AssistanceCodes, int>(async codes =>
        {
            for (var attempt = 0; attempt < AssistanceCode.MostTries; attempt++)
                (await codes.FindAsync(Claire, "ZZZZ-ZZZZ", default)).Should().BeNull();
            return 0;
        });

        (await GiveAsync(browser, "cmartin1", code.RevealInGroups())).Main.Should().Contain("ne vont pas ensemble");
    }

    [Fact]
    public async Task A_suspended_account_is_not_opened_by_it()
    {
        var code = await IssueAsync(SamplePeople.SylvieDubois);

        (await GiveAsync(browser, "sdubois1", code.RevealInGroups())).Redirect.Should().BeNull();
        (await host.AskAsync<IdentityDb, int>(db => db.RecoveryTickets.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task An_outage_uses_nothing_up()
    {
        var code = (await IssueAsync(Claire)).RevealInGroups();
        host.Directory.IsDown = true;
        var away = await GiveAsync(browser, "cmartin1", code);
        host.Directory.IsDown = false;

        away.Redirect.Should().BeNull();
        (await GiveAsync(browser, "cmartin1", code)).Redirect!.AbsolutePath.Should().Be(RecoveryStory.PasswordPage);
    }

    private Task<PrintedCode> IssueAsync(Person person) => host.AskAsync<AssistanceCodes, PrintedCode>(codes => codes.IssueAsync(person, new AssistanceGround("D-1234", Officer: null, Level: null), default));

    private static async Task<WebPage> GiveAsync(PlainBrowser who, string name, string code) =>
        await who.SubmitAsync(await who.GetAsync(RecoveryStory.Assistance), ("Form.Name", name), ("Form.Code", code));
}
