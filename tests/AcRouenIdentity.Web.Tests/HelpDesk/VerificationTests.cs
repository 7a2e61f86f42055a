using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>How an agent becomes sure of who is calling, and how somebody else does not get past them.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private const string Backup = "claire@exemple.fr";

    private HelpDeskStory story = null!;

    public async Task InitializeAsync() => story = await HelpDeskStory.OpenAsync();

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task A_NUMEN_and_a_birth_date_alone_verify_nobody()
    {
        var page = await story.SayNumenAsync(await story.CallAsync(HelpDeskStory.Caller), HelpDeskStory.Caller);

        page = await story.SayBirthDateAsync(page);
        var forced = await story.ForceAsync(page, "Act", ("Form.Act", nameof(HelpAct.GiveCode)));

        page.Main.Should().Contain("Identité non vérifiée");
        forced.Main.Should().Contain("Il faut d’abord : Identité vérifiée");
        (await story.EventsAsync(AuditKind.AssistanceCodeIssued)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_number_to_call_back_is_the_one_of_the_directory()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);

        var number = page.Document.QuerySelector("a[href^='tel:']")!;
        (number.GetAttribute("href"), number.TextContent).Should().Be(("tel:+33200007601", "02 00 00 76 01"));
    }

    [Fact]
    public async Task Where_the_directory_gives_no_number_the_agent_is_warned_of_the_one_that_the_caller_says()
    {
        story.Host.Directory.Put(SamplePeople.LyceeLesFalaises with { Phone = null });

        var page = await story.CallAsync(HelpDeskStory.Caller);

        page.Document.QuerySelector("a[href^='tel:']").Should().BeNull();
        page.Main.Should().Contain("jamais celui que la personne indique");
    }

    [Fact]
    public async Task No_configuration_makes_them_suffice()
    {
        var open = () => HelpDeskStory.OpenAsync(
            ("HelpDesk:Verification:0:Level", "Standard"), ("HelpDesk:Verification:0:Steps:0", "Numen"), ("HelpDesk:Verification:0:Steps:1", "BirthDate"));

        (await open.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain("verifies nobody");
    }

    [Fact]
    public async Task Facts_are_compared_however_they_are_written()
    {
        var ina = await story.Host.GiveInaAsync(HelpDeskStory.Caller);
        var page = await story.CallAsync(HelpDeskStory.Caller);

        page = await story.PressAsync(page, "Comparer NUMEN", ("Form.Typed", " 21e 05 01234 abc"));
        page = await story.SayBirthDateAsync(page, "14 juillet 1985");
        page = await story.PressAsync(page, "Comparer Dernier groupe de l’INA", ("Form.Typed", ina.RevealInGroups()[^4..].ToLowerInvariant()));

        page.Main.Should().Contain("Cela correspond").And.Contain("Identité vérifiée");
    }

    [Fact]
    public async Task A_fact_said_wrong_three_times_is_over_in_that_case()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        for (var turn = 0; turn < CaseStep.MostTries; turn++)
            page = await story.SayBirthDateAsync(page, "01/01/1980");

        var right = await story.ForceAsync(page, "Check", ("Form.Step", nameof(VerificationStep.BirthDate)), ("Form.Typed", HelpDeskStory.BirthDate));

        page.Main.Should().Contain("les essais sont épuisés");
        right.Main.Should().Contain("les essais sont épuisés").And.Contain("Identité non vérifiée");
        (await story.EventsAsync(AuditKind.VerificationPassed)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_case_brings_no_new_tries_of_the_same_person()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        for (var wrong = 0; wrong < 8;)
        {
            page = await story.ForceAsync(page, "Check", ("Form.Step", nameof(VerificationStep.Numen)), ("Form.Typed", "21E0501234ZZZ"));
            wrong = (await story.EventsAsync(AuditKind.VerificationFailed)).Count;
            if (!page.Main.Contains("épuisés", StringComparison.Ordinal))
                continue;
            await story.PressAsync(page, "Clore le dossier", ("Form.Outcome", nameof(CaseOutcome.NotVerified)));
            page = await story.CallAsync(HelpDeskStory.Caller);
        }

        var right = await story.SayNumenAsync(page, HelpDeskStory.Caller);

        right.Main.Should().Contain("Trop d’informations fausses pour cette personne aujourd’hui");
    }

    [Fact]
    public async Task What_cannot_be_read_counts_as_no_try()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);

        foreach (var typed in new[] { "", "pas une date", "31/02/1985", new string('1', 200) })
            page = await story.SayBirthDateAsync(page, typed);

        page.Main.Should().Contain("Rien n’a été compté");
        (await story.EventsAsync(AuditKind.VerificationFailed)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_code_sent_to_the_backup_address_and_read_aloud_verifies()
    {
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.Caller, Backup, story.Host.Clock.GetUtcNow());
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Envoyer le code Code envoyé à l’adresse de secours");
        var mail = (await story.MailsToAsync(Backup)).Single(mail => mail.Subject.Contains("Code à donner", StringComparison.Ordinal));

        page = await story.PressAsync(page, "Comparer Code envoyé à l’adresse de secours", ("Form.Typed", CodeIn(mail.Text)));
        var withBirthDate = await story.SayBirthDateAsync(page);
        page = await story.SayNumenAsync(withBirthDate, HelpDeskStory.Caller);

        mail.Text.Should().Contain(HelpDeskStory.ReferenceOf(page)).And.Contain("Ne donnez ce code à personne");
        withBirthDate.Main.Should().Contain("Identité non vérifiée", "whoever took the mailbox over may know a birthday");
        page.Main.Should().Contain("Identité vérifiée");
    }

    [Fact]
    public async Task A_code_of_another_case_or_one_that_is_too_old_verifies_nobody()
    {
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.Caller, Backup, story.Host.Clock.GetUtcNow());
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Envoyer le code Code envoyé à l’adresse de secours");
        var code = CodeIn((await story.MailsToAsync(Backup)).Single(mail => mail.Subject.Contains("Code à donner", StringComparison.Ordinal)).Text);
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.CallerOfBoth, "bao@exemple.fr", story.Host.Clock.GetUtcNow());
        var other = await story.PressAsync(await story.CallAsync(HelpDeskStory.CallerOfBoth), "Envoyer le code Code envoyé à l’adresse de secours");
        await story.Host.ReadMailsAsync();

        var swapped = await story.PressAsync(other, "Comparer Code envoyé à l’adresse de secours", ("Form.Typed", code));
        story.Host.Clock.Advance(TimeSpan.FromMinutes(15));
        var late = await story.PressAsync(page, "Comparer Code envoyé à l’adresse de secours", ("Form.Typed", code));

        swapped.Main.Should().Contain("Cela ne correspond pas");
        late.Main.Should().Contain("Aucun code n’est attendu, ou il est trop vieux");
    }

    [Fact]
    public async Task No_code_leaves_for_an_address_that_does_not_serve_yet()
    {
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.Caller, Backup, story.Host.Clock.GetUtcNow().AddHours(48));

        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Envoyer le code Code envoyé à l’adresse de secours");

        page.Main.Should().Contain("Il n’y a personne à qui le demander");
        (await story.MailsToAsync(Backup)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_code_is_shown_where_the_person_is_signed_in_and_nowhere_else()
    {
        var owner = await story.BrowserOfAsync(HelpDeskStory.Caller);
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Afficher le code Code affiché dans une connexion ouverte");
        var shown = (await owner.GetAsync(HelpDeskStory.Own)).Document.QuerySelector(".case__digits")!.TextContent.Trim();
        var others = await (await story.BrowserOfAsync(HelpDeskStory.CallerOfBoth)).GetAsync(HelpDeskStory.Own);

        page.Html.Should().NotContain(shown);
        page = await story.PressAsync(page, "Comparer Code affiché dans une connexion ouverte", ("Form.Typed", shown));

        others.Document.QuerySelector(".case__digits").Should().BeNull();
        page.Main.Should().Contain("Cela correspond");
        (await owner.GetAsync(HelpDeskStory.Own)).Document.QuerySelector(".case__digits").Should().BeNull("it was used");
    }

    [Fact]
    public async Task A_secretary_vouches_for_people_of_her_own_establishment()
    {
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Demander au secrétariat Attestation du secrétariat");
        var secretary = await story.BrowserOfAsync(HelpDeskStory.Secretary);
        var asked = await secretary.GetAsync(HelpDeskStory.Vouching);

        await secretary.FollowAsync(await secretary.PressAsync(asked, "Oui, c’est bien cette personne"));
        page = await story.SayBirthDateAsync(await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath));

        asked.Main.Should().Contain("Claire Martin").And.Contain("fsarr1");
        page.Main.Should().Contain("Identité vérifiée");
        (await story.CaseAsync(page)).State.Should().Be(CaseState.InHand);
    }

    [Fact]
    public async Task A_secretary_of_another_establishment_is_asked_nothing_and_cannot_answer()
    {
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Demander au secrétariat Attestation du secrétariat");
        story.Host.Directory.Put(HelpDeskStory.Secretary with { Postings = [new Posting(SamplePeople.CollegeJacquesTati.Rne, "ADF", "PERSONNELS ADMINISTRATIFS", null, null)] });
        var elsewhere = await story.BrowserOfAsync(HelpDeskStory.Secretary);

        var asked = await elsewhere.GetAsync(HelpDeskStory.Vouching);
        var token = asked.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        var forced = await story.PostAsync(HelpDeskStory.Secretary, HelpDeskStory.Vouching, ("dossier", HelpDeskStory.ReferenceOf(page)), ("reponse", "ItIsThem"), ("__RequestVerificationToken", token));

        asked.Main.Should().NotContain("Claire Martin");
        forced.Status.Should().NotBe(System.Net.HttpStatusCode.Redirect);
        (await story.EventsAsync(AuditKind.VerificationPassed)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_secretary_who_does_not_recognise_them_ends_that_step_and_the_agent_reads_it()
    {
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Demander au secrétariat Attestation du secrétariat");
        var secretary = await story.BrowserOfAsync(HelpDeskStory.Secretary);

        await secretary.PressAsync(await secretary.GetAsync(HelpDeskStory.Vouching), "Non, ou je ne sais pas");
        page = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);

        page.Main.Should().Contain("Non reconnu par agarcia1").And.Contain("Identité non vérifiée");
    }

    [Fact]
    public async Task A_secretary_asks_help_for_a_colleague_of_her_own_establishment_alone()
    {
        var secretary = await story.BrowserOfAsync(HelpDeskStory.Secretary);

        var done = await AskForAsync("cmartin1");
        var elsewhere = await AskForAsync("fdurand1");
        var nobody = await AskForAsync("personne9");

        done.Main.Should().Contain("L’assistance a reçu la demande");
        elsewhere.Main.Should().Contain("Personne de votre établissement").And.NotContain("reçu la demande");
        nobody.Main.Should().Contain("Personne de votre établissement", "whoever serves elsewhere is as unknown as nobody");
        (await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(HelpDeskStory.Desk)).Main.Should().Contain("Claire Martin").And.Contain("Demande d’un secrétariat");

        async Task<WebPage> AskForAsync(string login) => await secretary.FollowAsync(
            await secretary.PressAsync(await secretary.GetAsync(HelpDeskStory.Vouching), "Envoyer à l’assistance", ("Form.Login", login), ("Form.Text", "Elle n’entre plus.")));
    }

    [Fact]
    public async Task Whoever_asks_as_an_agent_does_not_vouch_as_a_secretary()
    {
        var both = HelpDeskStory.Agent with { Postings = [new Posting(SamplePeople.LyceeLesFalaises.Rne, "ADF", "PERSONNELS ADMINISTRATIFS", null, null)] };
        story.Host.Directory.Put(both);
        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Demander au secrétariat Attestation du secrétariat");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var asked = await (await story.BrowserOfAsync(both)).GetAsync(HelpDeskStory.Vouching);
        await story.PostAsync(both, HelpDeskStory.Vouching, ("dossier", HelpDeskStory.ReferenceOf(page)), ("reponse", "ItIsThem"), ("__RequestVerificationToken", token));

        asked.Main.Should().Contain("Aucune attestation n’est demandée");
        (await story.EventsAsync(AuditKind.VerificationPassed)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_secretary_never_vouches_for_herself()
    {
        await story.PressAsync(await story.CallAsync(HelpDeskStory.Secretary), "Demander au secrétariat Attestation du secrétariat");

        var asked = await (await story.BrowserOfAsync(HelpDeskStory.Secretary)).GetAsync(HelpDeskStory.Vouching);

        asked.Main.Should().Contain("Aucune attestation n’est demandée");
    }

    [Fact]
    public async Task A_verification_counts_for_a_call_and_no_longer()
    {
        await using var brief = await HelpDeskStory.OpenAsync(("HelpDesk:VerificationLifetime", "00:10:00"));
        var page = await brief.VerifyAsync(await brief.CallAsync(HelpDeskStory.Caller), HelpDeskStory.Caller);

        brief.Host.Clock.Advance(TimeSpan.FromMinutes(10));
        var later = await (await brief.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);

        page.Main.Should().Contain("Identité vérifiée");
        later.Main.Should().Contain("Identité non vérifiée");
    }

    private static string CodeIn(string text) => System.Text.RegularExpressions.Regex.Match(text, "[0-9A-Z]{4}-[0-9A-Z]{4}(?=\\s*\\n)").Value;
}
