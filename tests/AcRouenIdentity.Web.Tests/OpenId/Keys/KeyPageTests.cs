using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.OpenId;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.Audit;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.OpenId.Keys;

public sealed class KeyPageTests : IAsyncLifetime
{
    private const string List = "/administration/cles";
    private const string Replace = "/administration/cles/remplacer";
    private ProviderHost host = null!;
    private PlainBrowser browser = null!;

    public async Task InitializeAsync()
    {
        host = await KeyStory.OpenAsync(("Roles:Administrators:0", SamplePeople.OdileRoux.Login.ToString()));
        browser = host.NewBrowser();
        await browser.SignInAsync(SamplePeople.OdileRoux);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_administrator_sees_which_key_does_what()
    {
        using var later = host.NewBrowser();
        // One after the other: those that sign, and the one that encrypts.
        await host.PassAsync(KeyStory.NextIsPublished, () => host.AskAsync(async (IdentityDb db) => await db.Set<SigningKey>().CountAsync(key => key.Purpose != KeyPurpose.PairwiseSubjects) == 8));
        await later.SignInAsync(SamplePeople.OdileRoux);

        var rows = (await later.GetAsync(List)).Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList()).ToList();

        rows.Select(row => row[2]).Should().Equal("Annoncée", "En service", "Annoncée", "En service", "Annoncée", "En service", "Annoncée", "En service");
        rows.Select(row => row[1]).Should().OnlyHaveUniqueItems();
        rows[0][4].Should().Be("Son remplacement");
        rows[1][4].Should().MatchRegex("^[0-9]+ .+ à [0-9]{2}:[0-9]{2}$");
    }

    [Fact]
    public async Task Keys_are_replaced_once_the_administrator_read_what_it_costs_and_said_so_again()
    {
        var old = (await host.KeysAsync(KeyPurpose.Rs256)).Single().Id;
        var costs = await browser.PressAsync(await browser.GetAsync(Replace), "Voir ce que cela coûte", ("Form.Reason", "Suspicion"), ("Form.Revoked", "toutes"));
        (await host.KeysAsync(KeyPurpose.Rs256)).Should().ContainSingle("nothing happens before the second yes");

        var done = await browser.FollowAsync(await browser.PressAsync(costs, "Remplacer les clés"));

        costs.Main.Should().Contain("jetons d’accès").And.Contain("logiciels de messagerie").And.Contain("serveur de messagerie").And.Contain("ne peut pas être annulée");
        done.Main.Should().Contain("Les clés sont remplacées").And.Contain("Révoquée le");
        (await host.KeysAsync(KeyPurpose.Rs256)).Select(key => (key.Id == old, key.IsErased)).Should().Equal((true, true), (false, false));
        var told = await host.AskAsync((IdentityDb db) => db.AuditEntries.SingleAsync(entry => entry.Kind == AuditKind.SigningKeysReplaced));
        told.Json.Should().Contain("\"reason\":\"Suspicion\",\"revoked\":4").And.Contain(await host.SubjectOfAsync(SamplePeople.OdileRoux));
        (await host.AskAsync((IdentityDb db) => db.AuditEntries.CountAsync(entry => entry.Kind == AuditKind.SigningKeyRevoked))).Should().Be(4);
    }

    [Fact]
    public async Task A_replacement_that_revokes_nothing_says_that_nobody_is_signed_out()
    {
        var costs = await browser.PressAsync(await browser.GetAsync(Replace), "Voir ce que cela coûte", ("Form.Reason", "Exercise"));

        costs.Main.Should().Contain("personne n’est déconnecté").And.NotContain("ne peut pas être annulée");
    }

    [Fact]
    public async Task Without_a_reason_or_with_a_key_that_is_not_there_nothing_is_replaced()
    {
        var page = await browser.GetAsync(Replace);

        (await browser.PressAsync(page, "Voir ce que cela coûte")).Main.Should().Contain("Choisissez pourquoi");
        (await browser.PressAsync(page, "Voir ce que cela coûte", ("Form.Reason", "Exercise"), ("Form.Revoked", "autre"))).Main.Should().Contain("n’est pas connue");
        var costs = await browser.PressAsync(page, "Voir ce que cela coûte", ("Form.Reason", "Exercise"));
        (await browser.PressAsync(costs, "Remplacer les clés", ("Form.Revoked", "autre"))).Main.Should().Contain("Rien n’a été changé");
        (await host.KeysAsync(KeyPurpose.Rs256)).Should().ContainSingle();
    }

    [Fact]
    public async Task The_key_of_pairwise_subjects_is_not_among_those_that_can_be_revoked()
    {
        var pairwise = (await host.KeysAsync(KeyPurpose.PairwiseSubjects)).Single().Id;
        var costs = await browser.PressAsync(await browser.GetAsync(Replace), "Voir ce que cela coûte", ("Form.Reason", "Exercise"));

        var refused = await browser.PressAsync(costs, "Remplacer les clés", ("Form.Revoked", pairwise));

        refused.Main.Should().Contain("Rien n’a été changé");
        (await browser.GetAsync(List)).Html.Should().NotContain(pairwise);
    }

    [Fact]
    public async Task Replacing_keys_asks_for_a_proof_of_the_last_minutes()
    {
        var page = await browser.GetAsync(Replace);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        (await browser.GetAsync(Replace)).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await browser.PressAsync(page, "Voir ce que cela coûte", ("Form.Reason", "Exercise"))).Redirect!.AbsolutePath.Should().Be("/connexion");
        (await browser.GetAsync(List)).Heading.Should().Be("Clés du service");
    }

    [Theory, InlineData(List), InlineData(Replace)]
    public async Task Nobody_else_sees_or_replaces_keys(string path)
    {
        using var teacher = host.NewBrowser();
        await teacher.SignInAsync(SamplePeople.ClaireMartin);

        (await teacher.GetAsync(path)).Status.Should().Be(System.Net.HttpStatusCode.Forbidden);
    }
}
