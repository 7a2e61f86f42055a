using System.Net;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Web.Tests.Provisioning.Pages;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.Letters;

/// <summary>What officers see of letters that people asked for, and do with them.</summary>
public sealed class RequestPageTests
{
    private const string Page = "/courriers";

    [Fact]
    public async Task Officers_see_who_waits_by_school_the_oldest_first_and_no_code()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        var elsewhere = story.Letters.Academy.Generator.PeopleOf(0).First(person => person.School.Uai != story.Letters.School);
        await story.SetStateAsync(elsewhere, AccountState.Active);
        await story.AskAsync(elsewhere);
        story.Pass(TimeSpan.FromHours(5));
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(story.Other);
        using var officer = await story.Letters.Academy.SignedInAsync(OfficerStory.Officer);

        var page = await officer.GetAsync(Page);

        var rows = page.Document.QuerySelectorAll("section[aria-labelledby=demandes] tbody tr").Select(row => row.TextContent).ToList();
        rows.Should().HaveCount(2);
        rows[0].Should().Contain(elsewhere.Surname).And.Contain(elsewhere.School.Uai);
        rows[1].Should().Contain(story.Forgetful.Surname).And.Contain(story.Other.Surname).And.Contain(story.Letters.School);
        page.Main.Should().Contain("3 en attente");
    }

    [Fact]
    public async Task One_button_opens_the_batch_of_all_that_wait_and_the_list_is_empty_then()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        using var officer = await story.Letters.Academy.SignedInAsync(OfficerStory.Officer);

        var opened = await officer.PressAsync(await officer.GetAsync(Page), "Imprimer tous les courriers demandés");

        var batch = await story.Host.AskAsync<IdentityDb, LetterBatch>(db => db.LetterBatches.SingleAsync());
        (batch.Kind, batch.Scope, batch.ScopeValue, batch.Total, batch.AskedBy).Should().Be((LetterKind.Recovery, BatchScope.Requests, "", 1, OfficerStory.Officer.Login.ToString()));
        opened.Redirect!.AbsolutePath.Should().Be($"/courriers/{batch.Id}");
        (await officer.FollowAsync(opened)).Main.Should().Contain("Les courriers INA demandés");
        (await officer.GetAsync(Page)).Main.Should().Contain("Aucun courrier INA n’attend");
    }

    [Fact]
    public async Task The_button_of_a_school_leaves_the_others_waiting_and_what_is_no_school_is_refused()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        using var officer = await story.Letters.Academy.SignedInAsync(OfficerStory.Officer);
        var page = await officer.GetAsync(Page);

        var malformed = await officer.PressAsync(page, "Imprimer tous les courriers demandés", ("uai", "'; --"));
        var elsewhere = await officer.PressAsync(page, "Imprimer tous les courriers demandés", ("uai", "0769999Z"));
        var own = await officer.PressAsync(page, "Imprimer");

        malformed.Document.QuerySelector(".fr-alert")!.TextContent.Should().Contain("pas un UAI");
        elsewhere.Document.QuerySelector(".fr-alert")!.TextContent.Should().Contain("Aucun courrier INA");
        own.Status.Should().Be(HttpStatusCode.Redirect);
        (await story.Host.AskAsync<IdentityDb, string>(db => db.LetterBatches.Select(batch => batch.ScopeValue).SingleAsync())).Should().Be(story.Letters.School);
    }

    [Fact]
    public async Task Requests_of_people_who_left_are_withdrawn_and_the_page_says_so()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        await story.AskAsync(story.Other);
        await story.SetStateAsync(story.Forgetful, AccountState.Departed);
        using var officer = await story.Letters.Academy.SignedInAsync(OfficerStory.Officer);

        var before = await officer.GetAsync(Page);
        await officer.PressAsync(before, "Imprimer tous les courriers demandés");

        before.Main.Should().Contain("1 en attente");
        (await officer.GetAsync(Page)).Main.Should().Contain("la personne n’a plus de compte ouvert : 1");
    }

    [Theory]
    [InlineData("Recovery", "Person")]
    [InlineData("Recovery", "Requests")]
    [InlineData("FirstAccess", "Requests")]
    [InlineData("FirstAccess", "Chosen")]
    public async Task No_officer_asks_for_the_code_of_somebody_who_did_not(string kind, string scope)
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        var login = (await story.FindAsync(story.Forgetful)).Login.ToString();
        using var officer = await story.Letters.Academy.SignedInAsync(OfficerStory.Officer);

        var refused = await officer.PressAsync(await officer.GetAsync(Page), "Préparer les courriers", ("Form.Kind", kind), ("Form.Scope", scope), ("Form.Value", login));

        refused.Status.Should().Be(HttpStatusCode.OK);
        refused.Document.QuerySelector(".fr-alert").Should().NotBeNull();
        (await story.Letters.LettersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_but_an_officer_prints_what_was_asked_for()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        using var teacher = await story.Letters.Academy.SignedInAsync(OfficerStory.Teacher);
        using var officer = await story.Letters.Academy.SignedInAsync(OfficerStory.Officer);
        var form = await officer.GetAsync(Page);

        var seen = await teacher.GetAsync(Page);
        var pressed = await teacher.PressAsync(form, "Imprimer tous les courriers demandés");

        seen.Main.Should().NotContain(story.Forgetful.Surname);
        pressed.Status.Should().NotBe(HttpStatusCode.OK);
        (await story.Letters.LettersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_secretary_hands_a_courrier_INA_over_and_sees_that_it_is_one()
    {
        await using var story = await RecoveryLetterStory.OpenAsync();
        await story.AskAsync(story.Forgetful);
        await story.PrintAsync();
        await story.Host.AskAsync<IdentityDb, int>(db => db.Letters.ExecuteUpdateAsync(update => update.SetProperty(letter => letter.Establishment, OfficerStory.Head.Postings[0].Rne.ToString())));
        using var secretary = await story.Letters.Academy.SignedInAsync(OfficerStory.Head);

        var page = await secretary.GetAsync("/courriers/remise");

        page.Main.Should().Contain(story.Forgetful.Surname).And.Contain("Mot de passe oublié (courrier INA)");
    }
}
