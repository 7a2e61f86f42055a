using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Recovery;
using AcRouenIdentity.Testing.SecondFactors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

/// <summary>What agents do to accounts: once verified, with another's yes where it takes two, told to the owner, and written down.</summary>
public sealed class ActTests : IAsyncLifetime
{
    private HelpDeskStory story = null!;

    public async Task InitializeAsync() => story = await HelpDeskStory.OpenAsync();

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task A_verified_caller_hears_a_code_and_chooses_a_password_that_the_agent_never_knows()
    {
        var page = await story.PressAsync(await VerifiedAsync(), "Donner un code d’assistance");
        var code = page.Document.QuerySelector(".case__digits")!.TextContent.Trim();
        var again = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);
        using var caller = story.Host.NewBrowser();

        await caller.FollowAsync(await caller.SubmitAsync(await caller.GetAsync(RecoveryStory.Assistance), ("Form.Name", "cmartin1"), ("Form.Code", code)));
        await caller.ChoosePasswordAsync();

        page.Document.QuerySelectorAll(".case__spelling li").Should().HaveCount(8);
        page.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
        again.Html.Should().NotContain(code);
        (await caller.IsSignedInAsync()).Should().BeTrue();
        (await story.EventsAsync(AuditKind.RecoveryProven)).Should().ContainSingle(facts => facts.Contains("\"level\":\"Standard\""));
        (await story.EventsAsync(AuditKind.AssistanceCodeIssued)).Should().ContainSingle(facts => facts.Contains(HelpDeskStory.ReferenceOf(page)));
        (await story.MailsToAsync("claire.martin@ac-rouen.fr")).Should().Contain(mail => mail.Subject.StartsWith("Un code d'assistance a été donné", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_of_one_caller_is_no_good_for_another()
    {
        var code = (await story.PressAsync(await VerifiedAsync(), "Donner un code d’assistance")).Document.QuerySelector(".case__digits")!.TextContent.Trim();
        using var thief = story.Host.NewBrowser();

        var refused = await thief.FollowAsync(await thief.SubmitAsync(await thief.GetAsync(RecoveryStory.Assistance), ("Form.Name", "bnguyen1"), ("Form.Code", code)));

        refused.Address.AbsolutePath.Should().Be(RecoveryStory.Assistance);
    }

    [Fact]
    public async Task Whose_backup_addresses_changed_lately_is_verified_more_surely_first()
    {
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.Caller, "ancienne@exemple.fr", story.Host.Clock.GetUtcNow());
        story.Host.Clock.Advance(TimeSpan.FromDays(10));
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.Caller, "nouvelle@exemple.fr", story.Host.Clock.GetUtcNow());
        var page = await VerifiedAsync();

        var refused = await story.PressAsync(page, "Donner un code d’assistance");
        var given = await story.PressAsync(await story.PressAsync(refused, "Attester Pièce d’identité vue", ("Form.Typed", "Carte d’identité.")), "Donner un code d’assistance");

        refused.Main.Should().Contain("Les adresses de secours ont changé récemment");
        refused.Document.QuerySelector(".case__digits").Should().BeNull();
        given.Document.QuerySelector(".case__digits").Should().NotBeNull();
    }

    [Fact]
    public async Task Unlocking_ends_the_waiting_that_wrong_passwords_brought()
    {
        using var home = story.Host.NewBrowser();
        for (var turn = 0; turn < 6; turn++)
            await home.SignInAsync("cmartin1", "faux mot de passe 1");
        var waits = await home.SignInAsync(HelpDeskStory.Caller);

        var page = await story.PressAsync(await VerifiedAsync(), "Débloquer les essais", ("Form.Text", "Elle a retrouvé son mot de passe."));
        await home.SignInAsync(HelpDeskStory.Caller);

        waits.Redirect.Should().BeNull();
        page.Main.Should().Contain("C’est fait, et la personne est prévenue");
        (await home.IsSignedInAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Ending_sessions_signs_the_person_out_everywhere()
    {
        var owner = await story.BrowserOfAsync(HelpDeskStory.Caller);

        await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Fermer toutes les connexions", ("Form.Text", "Ordinateur volé."));

        (await owner.IsSignedInAsync()).Should().BeFalse();
        (await story.MailsToAsync("claire.martin@ac-rouen.fr")).Should().ContainSingle(mail => mail.Subject.StartsWith("Les connexions à votre compte", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_act_without_a_reason_is_not_done()
    {
        var owner = await story.BrowserOfAsync(HelpDeskStory.Caller);

        var page = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Fermer toutes les connexions", ("Form.Text", "  "));

        page.Main.Should().Contain("Écrivez le motif");
        (await owner.IsSignedInAsync()).Should().BeTrue();
        (await story.EventsAsync(AuditKind.AccountHelped)).Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_lost_their_first_letter_gets_another_from_the_officers_and_the_lost_one_stays_good_until_then()
    {
        story.Host.Directory.Put(HelpDeskStory.Caller with { State = AccountState.Provisioned });
        var before = await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Faire envoyer un courrier", ("Form.Text", "Courrier perdu."));
        await PrintFirstLetterAsync(HelpDeskStory.Caller);

        var asked = await story.PressAsync(before, "Faire envoyer un courrier", ("Form.Text", "Courrier perdu."));
        var again = await story.PressAsync(asked, "Faire envoyer un courrier", ("Form.Text", "Toujours perdu."));

        before.Main.Should().Contain("Aucun premier courrier n’a encore été imprimé");
        asked.Main.Should().Contain("C’est fait");
        again.Main.Should().Contain("Un courrier est déjà demandé");
        var letter = await story.Host.AskAsync<IdentityDb, Letter>(db => db.Letters.AsNoTracking().SingleAsync());
        (letter.ReprintAskedAt, letter.End).Should().Be((story.Host.Clock.GetUtcNow(), null));
        (await story.EventsAsync(AuditKind.AccountHelped)).Should().ContainSingle();
    }

    [Fact]
    public async Task Second_factors_are_removed_on_the_high_level_alone_all_at_once()
    {
        var owner = await story.BrowserOfAsync(HelpDeskStory.Caller);
        await owner.AddAppAsync(story.Host.Clock);
        var page = await VerifiedAsync();

        var forced = await story.ForceAsync(page, "Act", ("Form.Act", nameof(HelpAct.RemoveSecondFactors)), ("Form.Text", "Téléphone perdu."));
        page = await story.PressAsync(page, "Attester Pièce d’identité vue", ("Form.Typed", "Carte d’identité."));
        page = await story.PressAsync(page, "Retirer les seconds facteurs", ("Form.Text", "Téléphone perdu."));

        forced.Main.Should().Contain("Il faut d’abord : Identité vérifiée (renforcée)");
        page.Main.Should().Contain("C’est fait");
        (await story.Host.AskAsync<IdentityDb, int>(db => db.AuthenticatorApps.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_backup_address_is_recorded_once_its_code_is_read_aloud_and_serves_no_recovery_before_the_delay()
    {
        var page = await story.VerifyHighlyAsync(await story.CallAsync(HelpDeskStory.Caller));

        page = await story.PressAsync(page, "Enregistrer une adresse de secours", ("Form.NewAddress", "claire@exemple.fr"), ("Form.Text", "N’en avait pas."));
        var code = CodeIn((await story.MailsToAsync("claire@exemple.fr")).Single().Text);
        var wrong = await story.PressAsync(page, "Confirmer l’adresse", ("Form.Typed", "ZZZZ-ZZZZ"));
        var done = await story.PressAsync(wrong, "Confirmer l’adresse", ("Form.Typed", code));

        page.Main.Should().Contain("Le code est parti").And.Contain("c•••@exemple.fr").And.NotContain("claire@exemple.fr");
        wrong.Main.Should().Contain("Ce n’est pas le code");
        done.Main.Should().Contain("L’adresse est enregistrée").And.Contain("Adresse de secours enregistrée, code lu");
        var recorded = await story.Host.AskAsync<IdentityDb, BackupAddress>(db => db.BackupAddresses.AsNoTracking().SingleAsync());
        recorded.MayServeRecovery(story.Host.Clock.GetUtcNow().AddHours(47)).Should().BeFalse();
        recorded.MayServeRecovery(story.Host.Clock.GetUtcNow().AddHours(49)).Should().BeTrue();
        (await story.MailsToAsync("claire.martin@ac-rouen.fr")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_code_to_an_address_is_good_in_the_case_it_was_sent_in_and_in_no_other()
    {
        var first = await story.VerifyHighlyAsync(await story.CallAsync(HelpDeskStory.Caller));
        await story.PressAsync(first, "Enregistrer une adresse de secours", ("Form.NewAddress", "claire@exemple.fr"), ("Form.Text", "Corrigée."));
        var code = CodeIn((await story.MailsToAsync("claire@exemple.fr")).Single().Text);
        var other = await story.VerifyHighlyAsync(await story.CallAsync(HelpDeskStory.CallerOfBoth));

        var elsewhere = await story.ForceAsync(other, "ConfirmAddress", ("Form.Typed", code));

        elsewhere.Main.Should().Contain("Aucun code n’est attendu");
        (await story.Host.AskAsync<IdentityDb, int>(db => db.BackupAddresses.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task No_backup_address_is_recorded_for_somebody_who_is_not_highly_verified_nor_one_of_the_academie()
    {
        var standard = await VerifiedAsync();
        var low = await story.ForceAsync(standard, "Act", ("Form.Act", nameof(HelpAct.RecordBackupAddress)), ("Form.NewAddress", "claire@exemple.fr"), ("Form.Text", "Force."));
        var confirmed = await story.ForceAsync(standard, "ConfirmAddress", ("Form.Typed", "ABCD-EFGH"));
        var high = await story.PressAsync(standard, "Attester Pièce d’identité vue", ("Form.Typed", "Carte d’identité."));
        var own = await story.PressAsync(high, "Enregistrer une adresse de secours", ("Form.NewAddress", "claire.martin@ac-rouen.fr"), ("Form.Text", "La sienne."));
        var malformed = await story.PressAsync(own, "Enregistrer une adresse de secours", ("Form.NewAddress", "claire chez exemple"), ("Form.Text", "La sienne."));

        low.Main.Should().Contain("Il faut d’abord");
        confirmed.Main.Should().Contain("Le compte n’est pas dans un état");
        own.Main.Should().Contain("Cette adresse est de l’académie");
        malformed.Main.Should().Contain("Ce n’est pas une adresse");
        (await story.Host.AskAsync<IdentityDb, int>(db => db.MailCodes.CountAsync())).Should().Be(0);
        (await story.EventsAsync(AuditKind.AccountHelped)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_backup_address_is_removed_by_its_owner_s_wish_and_by_no_number_of_somebody_else()
    {
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.CallerOfBoth, "bao@exemple.fr", story.Host.Clock.GetUtcNow());
        var foreign = await story.Host.AskAsync<IdentityDb, long>(db => db.BackupAddresses.Select(row => row.Id).SingleAsync());
        await story.Host.GiveBackupAddressAsync(HelpDeskStory.Caller, "claire@exemple.fr", story.Host.Clock.GetUtcNow());
        var own = await story.Host.AskAsync<IdentityDb, long>(db => db.BackupAddresses.Where(row => row.Id != foreign).Select(row => row.Id).SingleAsync());
        var page = await story.VerifyHighlyAsync(await story.CallAsync(HelpDeskStory.Caller));

        var forced = await story.PressAsync(page, "Retirer une adresse de secours", ("Form.Text", "Adresse fausse."), ("Form.Address", $"{foreign}"));
        var done = await story.PressAsync(forced, "Retirer une adresse de secours", ("Form.Text", "Adresse fausse."), ("Form.Address", $"{own}"));

        page.Main.Should().Contain("c•••@exemple.fr").And.NotContain("claire@exemple.fr");
        forced.Main.Should().Contain("Le compte n’est pas dans un état");
        done.Main.Should().Contain("C’est fait");
        (await story.Host.AskAsync<IdentityDb, List<long>>(db => db.BackupAddresses.Where(row => row.RemovedAt == null).Select(row => row.Id).ToListAsync())).Should().Equal(foreign);
    }

    [Fact]
    public async Task A_blocked_account_lets_nobody_in()
    {
        await story.PressAsync(await story.CallAsync(HelpDeskStory.Caller), "Bloquer le compte (piratage)", ("Form.Text", "Elle voit des messages qu’elle n’a pas envoyés."));
        using var browser = story.Host.NewBrowser();

        await browser.FollowAsync(await browser.SignInAsync(HelpDeskStory.Caller));

        (await browser.IsSignedInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_departure_is_declared_by_a_supervisor_and_no_agent_sees_the_button()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        var supervised = await (await story.BrowserOfAsync(HelpDeskStory.Supervisor)).GetAsync(page.Address.AbsolutePath);

        var forced = await story.ForceAsync(page, "Act", ("Form.Act", nameof(HelpAct.MarkDeparted)), ("Form.Text", "Retraite."));
        var done = await story.PressAsync(HelpDeskStory.Supervisor, supervised, "Déclarer un départ", ("Form.Text", "Retraite."));

        page.Main.Should().NotContain("Déclarer un départ");
        forced.Main.Should().Contain("Votre rôle ne le permet pas");
        done.Main.Should().Contain("C’est fait");
        (await story.Host.Directory.FindAsync(HelpDeskStory.Caller.Key, default))!.State.Should().Be(AccountState.Departed);
    }

    [Fact]
    public async Task A_departure_that_the_directory_refuses_is_told_to_nobody()
    {
        var page = await story.CallAsync(HelpDeskStory.Caller);
        var supervised = await (await story.BrowserOfAsync(HelpDeskStory.Supervisor)).GetAsync(page.Address.AbsolutePath);
        story.Host.Directory.RefusesChanges = true;

        var refused = await story.PressAsync(HelpDeskStory.Supervisor, supervised, "Déclarer un départ", ("Form.Text", "Retraite."));

        refused.Main.Should().Contain("L’annuaire a refusé : rien n’est fait").And.NotContain("Retraite.</p>");
        (await story.EventsAsync(AuditKind.AccountHelped)).Should().BeEmpty();
        (await story.Host.AskAsync<IdentityDb, int>(db => db.CaseEntries.CountAsync(entry => entry.Kind == CaseEntryKind.Done))).Should().Be(0);
        (await story.MailsToAsync(HelpDeskStory.Caller.Address!.ToString()!)).Should().BeEmpty();
        (await story.Host.Directory.FindAsync(HelpDeskStory.Caller.Key, default))!.State.Should().Be(AccountState.Active);

        story.Host.Directory.RefusesChanges = false;
        (await story.PressAsync(HelpDeskStory.Supervisor, refused, "Déclarer un départ", ("Form.Text", "Retraite."))).Main.Should().Contain("C’est fait");
        (await story.EventsAsync(AuditKind.AccountHelped)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_privileged_person_is_helped_by_two_once()
    {
        var page = await story.VerifyAsync(await story.CallAsync(HelpDeskStory.AgentOfTheEure), HelpDeskStory.AgentOfTheEure);

        var alone = await story.ForceAsync(page, "Act", ("Form.Act", nameof(HelpAct.GiveCode)));
        await AskSecondAsync(page, HelpAct.GiveCode);
        var list = await (await story.BrowserOfAsync(HelpDeskStory.Supervisor)).GetAsync("/assistance?liste=Approvals");
        var seen = await (await story.BrowserOfAsync(HelpDeskStory.Supervisor)).GetAsync(page.Address.AbsolutePath);
        await story.PressAsync(HelpDeskStory.Supervisor, seen, "Donner l’accord");
        page = await (await story.BrowserOfAsync(HelpDeskStory.Agent)).GetAsync(page.Address.AbsolutePath);
        var given = await story.PressAsync(page, "Donner un code d’assistance");
        var twice = await story.ForceAsync(given, "Act", ("Form.Act", nameof(HelpAct.GiveCode)));

        alone.Main.Should().Contain("demandez d’abord l’accord d’un autre");
        list.Main.Should().Contain("Tanguy Kerbrat");
        given.Document.QuerySelector(".case__digits").Should().NotBeNull();
        twice.Document.QuerySelector(".case__digits").Should().BeNull();
        (await story.EventsAsync(AuditKind.AccountHelped)).Should().ContainSingle().Which.Should().NotContain("\"second\":null");
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for_and_no_agent_approves()
    {
        var supervisor = await story.BrowserOfAsync(HelpDeskStory.Supervisor);
        var page = await story.VerifyAsync(await story.CallAsync(HelpDeskStory.AgentOfTheEure), HelpDeskStory.AgentOfTheEure);
        var seen = await supervisor.GetAsync(page.Address.AbsolutePath);
        await story.PressAsync(HelpDeskStory.Supervisor, seen, "Demander l’accord", ("Form.Text", "Son téléphone est perdu."));
        var asked = await story.Host.AskAsync<IdentityDb, CaseApproval>(db => db.CaseApprovals.AsNoTracking().SingleAsync());

        var own = await story.PressAsync(HelpDeskStory.Supervisor, await supervisor.GetAsync(page.Address.AbsolutePath), "Donner l’accord");
        var agent = await story.ForceAsync(page, "Approve", ("Form.Approval", $"{asked.Id}"));

        own.Main.Should().Contain("Celui qui demande ne donne pas l’accord");
        agent.Main.Should().Contain("Votre rôle ne le permet pas");
        (await story.Host.AskAsync<IdentityDb, ApprovalState>(db => db.CaseApprovals.Select(row => row.State).SingleAsync())).Should().Be(ApprovalState.Asked);
    }

    [Fact]
    public async Task Nobody_helps_whoever_has_more_power_than_they()
    {
        var page = await story.CallAsync(HelpDeskStory.Administrator);

        page.Main.Should().Contain("Cette personne a plus de droits que vous");
        (await story.Host.AskAsync<IdentityDb, int>(db => db.Cases.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_case_names_its_person_and_no_form_names_another()
    {
        var page = await VerifiedAsync();

        var forced = await story.ForceAsync(page, "Act", ("Form.Act", nameof(HelpAct.GiveCode)), ("Form.Login", "bnguyen1"), ("identifiant", "bnguyen1"), ("DirectoryKey", "AC-ROUEN$2829"));

        forced.Document.QuerySelector(".case__digits").Should().NotBeNull();
        (await story.Host.AskAsync<IdentityDb, string>(db => db.AssistanceCodes.Select(code => code.DirectoryKey).SingleAsync())).Should().Be(HelpDeskStory.Caller.Key.Value);
    }

    [Fact]
    public async Task The_trail_of_a_case_holds_and_a_row_that_somebody_changed_is_found()
    {
        await story.PressAsync(await VerifiedAsync(), "Donner un code d’assistance");
        await story.Host.ReadMailsAsync();
        var whole = await VerifyTrailAsync();

        await story.Host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.AssistanceCodeIssued)
            .ExecuteUpdateAsync(update => update.SetProperty(entry => entry.Json, "{\"case\":\"0000-0000\"}")));
        var changed = await VerifyTrailAsync();

        whole.Should().Be("intact");
        changed.Should().StartWith("broken");
    }

    private async Task<string> VerifyTrailAsync()
    {
        await using var scope = story.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AuditSealing>().SealAsync(default);
        var verdict = await scope.ServiceProvider.GetRequiredService<AuditVerification>().VerifyAsync(null, default);
        return verdict.Match(intact: _ => "intact", broken: chain => $"broken at {chain.Position}");
    }

    private async Task<WebPage> VerifiedAsync() => await story.VerifyAsync(await story.CallAsync(HelpDeskStory.Caller), HelpDeskStory.Caller);

    private Task<WebPage> AskSecondAsync(WebPage page, HelpAct act) => story.ForceAsync(page, "AskSecond", ("Form.Act", act.ToString()), ("Form.Text", "Il a perdu son téléphone."));

    private static string CodeIn(string text) => System.Text.RegularExpressions.Regex.Match(text, @"^ {4}(\S+)\s*$", System.Text.RegularExpressions.RegexOptions.Multiline).Groups[1].Value;

    private Task<int> PrintFirstLetterAsync(Person person) => story.Host.AskAsync<IdentityDb, int>(async db =>
    {
        var now = story.Host.Clock.GetUtcNow();
        var batch = new LetterBatch { Kind = LetterKind.FirstAccess, Scope = BatchScope.Run, ScopeValue = "1", AskedAt = now, AskedBy = "oroux1", Total = 1 };
        db.Add(batch);
        await db.SaveChangesAsync();
        var letter = new Letter { BatchId = batch.Id, DirectoryKey = person.Key.Value, Kind = LetterKind.FirstAccess, Establishment = person.Postings[0].Rne.ToString(), Rank = 1 };
        letter.Print(part: 1, "code", "hash", now, now.AddDays(60));
        db.Add(letter);
        return await db.SaveChangesAsync();
    });
}
