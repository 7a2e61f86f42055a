using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Audit;

/// <summary>The button that reads the chain again.</summary>
public sealed class ChainReadingTests : IAsyncLifetime
{
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await JournalHost.StartAsync();
        browser = host.NewBrowser();
        await browser.SignInAsync(JournalHost.Auditor);
        await host.HappenAsync([.. Enumerable.Range(1, 30).Select(number => new AuditEvent.RecoveryCodesMade("somebody", number))]);
        await host.SealAsync();
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_chain_that_holds_is_said_to_and_the_reading_is_in_the_trail()
    {
        var page = await VerifyAsync();

        page.Main.Should().Contain("Le journal est intact").And.Contain("Toutes les entrées tiennent, jusqu’à la ").And.Contain("Vérifié le ");
        (await host.EntriesOfAsync(AuditKind.AuditVerified)).Should().ContainSingle().Which.Json.Should().Contain("\"what\":\"Intact\"").And.Contain(await host.SubjectOfAsync(JournalHost.Auditor));
    }

    [Fact]
    public async Task A_row_that_was_changed_is_found_and_named()
    {
        await TamperAsync(db => db.AuditEntries.Where(entry => entry.Position == 12).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Json, """{"count":99}""")));

        (await VerifyAsync()).Main.Should().Contain("Le journal est rompu").And.Contain("L’entrée 12 a été modifiée");
    }

    [Fact]
    public async Task A_row_that_was_taken_out_is_missed()
    {
        await TamperAsync(db => db.AuditEntries.Where(entry => entry.Position == 12).ExecuteDeleteAsync());

        (await VerifyAsync()).Main.Should().Contain("Le journal est rompu").And.Contain("L’entrée 12 manque");
    }

    [Fact]
    public async Task A_row_that_no_longer_follows_is_found()
    {
        await TamperAsync(db => db.AuditEntries.Where(entry => entry.Position == 12).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.PreviousHash, new string('0', 64))));

        (await VerifyAsync()).Main.Should().Contain("L’entrée 12 ne suit pas la précédente");
    }

    [Fact]
    public async Task A_row_of_an_unknown_kind_is_found_and_named()
    {
        await TamperAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE AuditEntries SET Kind = 'Rien' WHERE Position = 12"));

        (await VerifyAsync()).Main.Should().Contain("Le journal est rompu").And.Contain("L’entrée 12 est d’une nature inconnue");
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_a_failure_and_not_a_silence()
    {
        await TamperAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE AuditEntries SET At = 9223372036854775807 WHERE Position = 12"));

        (await VerifyAsync()).Main.Should().Contain("La vérification n’a pas abouti").And.NotContain("intact");
    }

    [Fact]
    public async Task Pressing_twice_reads_once_at_a_time_and_the_button_works_again()
    {
        var page = await browser.GetAsync(JournalHost.Page);
        await Task.WhenAll(browser.PressAsync(page, "Vérifier la chaîne"), browser.PressAsync(page, "Vérifier la chaîne"), browser.PressAsync(page, "Vérifier la chaîne"));
        await EndAsync();
        await VerifyAsync();

        (await host.EntriesOfAsync(AuditKind.AuditVerified)).Count.Should().BeInRange(2, 4);
    }

    private async Task<WebPage> VerifyAsync()
    {
        var asked = await browser.PressAsync(await browser.GetAsync(JournalHost.Page), "Vérifier la chaîne");
        asked.Redirect!.AbsolutePath.Should().Be(JournalHost.Page);
        return await EndAsync();
    }

    /// <summary>The page once nothing is read any more.</summary>
    private async Task<WebPage> EndAsync()
    {
        WebPage? page = null;
        await Eventually.BeTrueAsync(async () =>
        {
            page = await browser.GetAsync(JournalHost.Page);
            return page.Document.QuerySelector("progress") is null;
        });
        return page!;
    }

    private Task<int> TamperAsync(Func<IdentityDb, Task<int>> tamper) => host.AskAsync(tamper);
}
