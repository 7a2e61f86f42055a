using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

public sealed class InMemoryPeopleEntriesTests : PeopleEntriesContract
{
    private readonly InMemoryDirectory directory = new();

    protected override Task<IPeopleEntries> OpenAsync() => Task.FromResult<IPeopleEntries>(directory);

    protected override Task<IDirectory> OpenDirectoryAsync() => Task.FromResult<IDirectory>(directory);

    protected override Task<IPeopleRegister> OpenRegisterAsync() => Task.FromResult<IPeopleRegister>(directory);

    protected override Task TellsMailboxAsync(KnownPerson person, MailboxState state)
    {
        directory.MailboxOf(person.Key).Should().Be(state);
        return Task.CompletedTask;
    }

    protected override Task TakeDownAsync()
    {
        directory.IsDown = true;
        return Task.CompletedTask;
    }

    protected override Task BringBackAsync()
    {
        directory.IsDown = false;
        return Task.CompletedTask;
    }
}

/// <summary>The contract on another make of server, over StartTLS.</summary>
public sealed class Ds389PeopleEntriesTests(Ds389Fixture fixture) : PeopleEntriesContract, IClassFixture<Ds389Fixture>
{
    protected override Task<IPeopleEntries> OpenAsync() => fixture.OpenEntriesAsync();

    protected override Task<IDirectory> OpenDirectoryAsync() => fixture.OpenAsync();

    protected override Task<IPeopleRegister> OpenRegisterAsync() => fixture.OpenRegisterAsync();

    protected override Task TakeDownAsync() => fixture.Server!.StopAsync();

    protected override Task BringBackAsync() => fixture.Server!.StartAgainAsync();
}

/// <summary>The contract on slapd, and what only the administrator of a server sees.</summary>
public abstract class SlapdPeopleEntriesContract(SlapdFixture fixture) : PeopleEntriesContract
{
    protected SlapdFixture Fixture { get; } = fixture;

    [SkippableFact]
    public async Task Whoever_is_replaced_by_themselves_is_not_touched()
    {
        var entries = await OpenAsync();
        foreach (var person in SamplePeople.All.Where(person => person != SamplePeople.ClaireMartin && person != SamplePeople.OdileRoux))
        {
            var before = await Fixture.EntryOfAsync(person.Login.ToString());

            var written = await entries.ReplaceAsync(await ListedAsync(person.Key), default);

            written.Should().Be(EntryWriting.Written);
            (await Fixture.EntryOfAsync(person.Login.ToString())).FindText("entryCSN").Should().Be(before.FindText("entryCSN"), person.Login.ToString());
        }
    }

    [SkippableFact]
    public async Task Whoever_was_added_and_is_replaced_by_themselves_is_not_touched()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("verlaine1", "21E1501234AZH");
        await entries.AddAsync(newcomer, default);
        var before = await Fixture.EntryOfAsync("verlaine1");

        await entries.AddAsync(newcomer, default);
        await entries.ReplaceAsync(newcomer, default);

        (await Fixture.EntryOfAsync("verlaine1")).FindText("entryCSN").Should().Be(before.FindText("entryCSN"));
    }

    [SkippableFact]
    public async Task What_the_directory_says_in_words_of_its_own_stays()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("rimbaud1", "21E1501234AZJ");
        await entries.AddAsync(newcomer, default);
        await using var admin = await Fixture.ConnectAsAdminAsync();
        var dn = LdapDn.Parse($"uid=rimbaud1,{Slapd.PeopleBase}");
        (await admin.ModifyAsync(new LdapModification(dn, [.. OwnWords]), default)).IsSuccess.Should().BeTrue();
        var before = await Fixture.EntryOfAsync("rimbaud1");

        await entries.ReplaceAsync(newcomer, default);

        (await Fixture.EntryOfAsync("rimbaud1")).FindText("entryCSN").Should().Be(before.FindText("entryCSN"));
    }

    [SkippableFact]
    public async Task An_establishment_put_as_it_is_is_not_touched()
    {
        var entries = await OpenAsync();
        var school = new FeedEstablishment(new StructureKey("AC-ROUEN$4302"), SamplePeople.CollegeJacquesTati);
        var before = await Fixture.EntryOfAsync(school.Described.Rne);

        await entries.PutAsync(school, default);

        (await Fixture.EntryOfAsync(school.Described.Rne)).FindText("entryCSN").Should().Be(before.FindText("entryCSN"));
    }

    [SkippableFact]
    public async Task Only_what_differs_is_written()
    {
        var entries = await OpenAsync();
        var login = SamplePeople.FrancoisDurand.Login.ToString();
        var before = await Fixture.EntryOfAsync(login);
        var known = await ListedAsync(SamplePeople.FrancoisDurand.Key);

        await entries.ReplaceAsync(known with { Facts = known.Facts with { Surname = "DURAND" } }, default);

        var after = await Fixture.EntryOfAsync(login);
        Differences(before, after).Should().BeEquivalentTo("sn", "cn", "displayName", "entryCSN");
    }

    [SkippableFact]
    public async Task An_entry_of_that_name_with_no_key_is_not_taken_over()
    {
        var entries = await OpenAsync();
        await using var admin = await Fixture.ConnectAsAdminAsync();
        var service = LdapDn.Parse($"uid=copieur1,{Slapd.PeopleBase}");
        await admin.AddAsync(
            new LdapAddition(service, new LdapAttributeValues("objectClass", "inetOrgPerson"), new LdapAttributeValues("cn", "Copieur"), new LdapAttributeValues("sn", "Copieur")), default);

        var added = await entries.AddAsync(Newcomer("copieur1", null), default);

        added.Should().Be(EntryWriting.NameTaken);
        (await Fixture.EntryOfAsync("copieur1")).FindText("sn").Should().Be("Copieur");
    }

    /// <summary>Other words for what a newcomer is.</summary>
    protected abstract IEnumerable<LdapChange> OwnWords { get; }

    protected override Task<IPeopleEntries> OpenAsync() => Fixture.OpenEntriesAsync();

    protected override Task<IDirectory> OpenDirectoryAsync() => Fixture.OpenAsync();

    protected override Task<IPeopleRegister> OpenRegisterAsync() => Fixture.OpenRegisterAsync();

    protected override Task TakeDownAsync() => Fixture.Slapd!.StopAsync();

    protected override Task BringBackAsync() => Fixture.Slapd!.StartAgainAsync();

    /// <summary>Who wrote last and in which second may be the same twice: <c>entryCSN</c> tells one writing from another.</summary>
    private static IEnumerable<string> Differences(LdapEntry before, LdapEntry after) =>
        before.Attributes.Concat(after.Attributes)
            .Select(attribute => attribute.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => name is not ("modifyTimestamp" or "modifiersName") && !before.Texts(name).SequenceEqual(after.Texts(name)));
}

public sealed class AcademicPeopleEntriesTests(AcademicSlapd slapd) : SlapdPeopleEntriesContract(slapd), IClassFixture<AcademicSlapd>
{
    protected override IEnumerable<LdapChange> OwnWords =>
    [
        LdapChange.Replace("acRouenBirthDate", "19900203"),
        LdapChange.Replace("acRouenAccountState", "ACTIVE"),
        LdapChange.Replace("acRouenUserType", "IEN"),
        LdapChange.Replace("acRouenPosting", "0769001W $ENS$ENSEIGNEMENT $L1300$MATHEMATIQUES"),
        LdapChange.Replace("employeeNumber", "21e1501234azj"),
        LdapChange.Add("mail", "arthur@ac-rouen.fr"),
        LdapChange.Add("sn", "Noir"),
    ];

    [SkippableFact]
    public async Task A_birth_date_is_written_and_corrected_in_whatever_form_the_configuration_names()
    {
        await OpenAsync();
        await using var opened = new OpenedDirectory(Fixture.Slapd!.Settings, ("People:BirthDateForm", "ddMMyyyy"));
        var newcomer = Newcomer("prevert1", null) with { Facts = Newcomer("prevert1", null).Facts with { BirthDate = null } };
        await opened.Entries.AddAsync(newcomer, default);

        await opened.Entries.ReplaceAsync(newcomer with { Facts = newcomer.Facts with { BirthDate = new DateOnly(1976, 3, 7) } }, default);
        var first = (await Fixture.EntryOfAsync("prevert1")).FindText("acRouenBirthDate");
        await opened.Entries.ReplaceAsync(newcomer with { Facts = newcomer.Facts with { BirthDate = new DateOnly(1976, 3, 8) } }, default);

        first.Should().Be("07031976");
        (await Fixture.EntryOfAsync("prevert1")).FindText("acRouenBirthDate").Should().Be("08031976");
    }

    [SkippableFact]
    public async Task A_type_that_somebody_gave_by_hand_stays()
    {
        var entries = await OpenAsync();
        var inspector = Newcomer("queneau1", null);
        await entries.AddAsync(inspector, default);
        await using var admin = await Fixture.ConnectAsAdminAsync();
        await admin.ModifyAsync(new LdapModification(LdapDn.Parse($"uid=queneau1,{Slapd.PeopleBase}"), LdapChange.Replace("acRouenUserType", "IEN")), default);

        await entries.ReplaceAsync(inspector with { Facts = inspector.Facts with { Surname = "Queneau" } }, default);

        (await Fixture.EntryOfAsync("queneau1")).FindText("acRouenUserType").Should().Be("IEN");
    }

    [SkippableFact]
    public async Task The_service_account_writes_nobody()
    {
        await OpenAsync();
        await using var opened = new OpenedDirectory(Fixture.Slapd!.Settings, ("ProvisioningDn", ""), ("ProvisioningPasswordFile", null));

        var added = await opened.Entries.AddAsync(Newcomer("sartre1", null), default);

        added.Should().Be(EntryWriting.Refused);
        opened.Log.Lines.Should().ContainSingle().Which.Should().Contain("uid=sartre1,").And.NotContain("Lenoir");
    }

    [SkippableFact]
    public async Task A_provisioning_account_that_the_directory_refuses_is_an_outage()
    {
        await OpenAsync();
        await using var opened = new OpenedDirectory(Fixture.Slapd!.Settings, ("ProvisioningPasswordFile", null), ("ProvisioningPassword", "not this one"));

        var add = () => opened.Entries.AddAsync(Newcomer("sartre2", null), default);

        await add.Should().ThrowAsync<DirectoryUnavailableException>();
        (await opened.Directory.FindAsync(SamplePeople.BaoNguyen.Key, default)).Should().NotBeNull();
    }

    protected override async Task TellsMailboxAsync(KnownPerson person, MailboxState state) =>
        (await Fixture.EntryOfAsync(person.Login.ToString()!)).FindText("acRouenMailState").Should().Be(state == MailboxState.Receives ? "active" : "inactive");
}

public sealed class EntPersonPeopleEntriesTests(EntPersonSlapd slapd) : SlapdPeopleEntriesContract(slapd), IClassFixture<EntPersonSlapd>
{
    [SkippableFact]
    public async Task A_newcomer_is_described_as_the_others_are()
    {
        var entries = await OpenAsync();

        await entries.AddAsync(Newcomer("gracq1", null), default);

        var entry = await Fixture.EntryOfAsync("gracq1");
        entry.Texts("ENTPersonFonctions").Should().Equal("4301$ENS$ENSEIGNEMENT$L1300$MATHEMATIQUES");
        entry.FindText("ENTPersonStructRattach").Should().Be("ENTStructureSIREN=19769001600011,ou=structures,dc=ac-rouen,dc=fr");
        entry.FindText("ENTPersonDateNaissance").Should().Be("03/02/1990");
    }

    [SkippableFact]
    public async Task An_establishment_that_is_missing_is_asked_of_whoever_keeps_them_with_no_invented_SIREN()
    {
        var entries = await OpenAsync();
        var school = Establishment("0769904V", "Lycée neuf");

        var put = await entries.PutAsync(school, default);

        put.Should().Be(EntryWriting.Refused);
        (await Fixture.OpenLogAsync()).Lines.Should().Contain(line => line.Contains("no establishment 0769904V", StringComparison.Ordinal) && line.Contains("EntryClasses", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task An_establishment_that_somebody_else_adds_is_known_from_the_next_run_on()
    {
        var entries = await OpenAsync();
        var school = new FeedEstablishment(new StructureKey("AC-ROUEN$4399"), new Establishment(Rne.Parse("0769905W"), "Lycée venu d'ailleurs", "LYC", "300", "PU", "Eu"));
        var newcomer = Newcomer("aragon1", null);
        newcomer = newcomer with { Facts = newcomer.Facts with { MainEstablishment = school.Described.Rne, Postings = [new Posting(school.Described.Rne, "ENS", "ENSEIGNEMENT", null, null)] } };
        (await entries.FindDifferentAsync([school], default)).Should().Equal(school);
        await AddByHandAsync(school);

        var different = await entries.FindDifferentAsync([school], default);
        await entries.AddAsync(newcomer, default);

        different.Should().BeEmpty();
        var entry = await Fixture.EntryOfAsync("aragon1");
        entry.FindText("ENTPersonStructRattach").Should().Be($"ENTStructureSIREN=19769905600019,{Slapd.StructuresBase}");
        entry.FindText("ENTPersonFonctions").Should().Be("4399$ENS$ENSEIGNEMENT$-$SANS OBJET");
    }

    protected override EntryWriting AdditionOfEstablishments => EntryWriting.Refused;

    protected override IEnumerable<LdapChange> OwnWords =>
    [
        LdapChange.Replace("ENTPersonDateNaissance", "1990-02-03"),
        LdapChange.Replace("ENTPersonFonctions", "AC-ROUEN$4301$ENS$ENSEIGNEMENT$L1300$MATHEMATIQUES"),
        LdapChange.Add("ENTPersonJointure", "AAA-ENT$rimbaud1"),
        LdapChange.Replace("employeeNumber", "21e1501234azj"),
    ];

    private async Task AddByHandAsync(FeedEstablishment school)
    {
        await using var admin = await Fixture.ConnectAsAdminAsync();
        var addition = new LdapAddition(
            LdapDn.Parse($"ENTStructureSIREN=19769905600019,{Slapd.StructuresBase}"),
            new LdapAttributeValues("objectClass", "ENTEtablissement"),
            new LdapAttributeValues("ENTStructureSIREN", "19769905600019"),
            new LdapAttributeValues("ENTStructureJointure", school.Structure.Value),
            new LdapAttributeValues("ENTStructureUAI", school.Described.Rne.ToString()),
            new LdapAttributeValues("ENTStructureNomCourant", school.Described.Name),
            new LdapAttributeValues("ou", school.Described.Name),
            new LdapAttributeValues("l", school.Described.Town!),
            new LdapAttributeValues("ENTStructureTypeStruct", "Lycee"),
            new LdapAttributeValues("ENTEtablissementMinistereTutelle", "EDUCATION NATIONALE"),
            new LdapAttributeValues("ENTEtablissementContrat", school.Described.Sector));
        (await admin.AddAsync(addition, default)).IsSuccess.Should().BeTrue();
    }

    // The SDET knows no state of an account and no typensi.
    protected override Person Expected(Person person) => person with { State = AccountState.Active, UserType = null };
}

public sealed class SupannPeopleEntriesTests(SupannSlapd slapd) : SlapdPeopleEntriesContract(slapd), IClassFixture<SupannSlapd>
{
    [SkippableFact]
    public async Task A_newcomer_is_described_as_the_others_are()
    {
        var entries = await OpenAsync();

        await entries.AddAsync(Newcomer("gracq1", null), default);

        var entry = await Fixture.EntryOfAsync("gracq1");
        entry.Texts("supannEmpProfil").Should().Equal("[etab={UAI}0769001W][affil=employee][population={ACROUEN}ENS][activite={ACROUEN}L1300]");
        entry.FindText("supannEntiteAffectationPrincipale").Should().Be("LFA1");
    }

    [SkippableFact]
    public async Task Values_with_other_labels_stay()
    {
        var entries = await OpenAsync();
        var known = await ListedAsync(SamplePeople.ClaireMartin.Key);

        await entries.ReplaceAsync(known with { State = AccountState.Suspended }, default);
        await entries.SetMailboxAsync(known.Key, MailboxState.Receives, default);

        var entry = await Fixture.EntryOfAsync("cmartin1");
        entry.Texts("supannRefId").Should().BeEquivalentTo("{JOINTURE}AC-ROUEN$2828", "{ANCIEN}cmartin1");
        entry.Texts("supannRessourceEtat").Should().BeEquivalentTo("{COMPTE}S", "{MAIL}A");
        await entries.ReplaceAsync(known, default);
    }

    [SkippableFact]
    public async Task A_posting_that_stays_keeps_what_the_directory_says_of_it()
    {
        const string Detailed = "[etab={UAI}0769001W][affil=employee][population={ACROUEN}ENS][activite={ACROUEN}L1300][affect=LFA1]";
        var entries = await OpenAsync();
        var newcomer = Newcomer("char1", null);
        await entries.AddAsync(newcomer, default);
        await using var admin = await Fixture.ConnectAsAdminAsync();
        await admin.ModifyAsync(new LdapModification(LdapDn.Parse($"uid=char1,{Slapd.PeopleBase}"), LdapChange.Replace("supannEmpProfil", Detailed)), default);

        await entries.ReplaceAsync(
            newcomer with { Facts = newcomer.Facts with { Postings = [.. newcomer.Facts.Postings, new Posting(SamplePeople.CollegeJacquesTati.Rne, "DIR", "DIRECTION", null, null)] } }, default);

        (await Fixture.EntryOfAsync("char1")).Texts("supannEmpProfil").Should().BeEquivalentTo(Detailed, "[etab={UAI}0279001M][affil=employee][population={ACROUEN}DIR]");
    }

    protected override IEnumerable<LdapChange> OwnWords =>
    [
        LdapChange.Replace("supannOIDCDateDeNaissance", "19900203"),
        LdapChange.Replace("supannEmpProfil", "[affect=LFA1][etab={UAI}0769001W][affil=employee][population={ACROUEN}ENS][activite={ACROUEN}L1300]"),
        LdapChange.Replace("supannRessourceEtat", "{MAIL}I", "{COMPTE}a"),
        LdapChange.Add("supannRefId", "{ANCIEN}rimbaud1"),
    ];

    protected override async Task TellsMailboxAsync(KnownPerson person, MailboxState state) =>
        (await Fixture.EntryOfAsync(person.Login.ToString()!)).Texts("supannRessourceEtat").Should().Contain(state == MailboxState.Receives ? "{MAIL}A" : "{MAIL}I");

    // supann gives codes and leaves labels to its tables; it knows no typensi, no public or private sector, and only A, I and S.
    protected override Person Expected(Person person) => person with
    {
        UserType = null,
        State = person.State is AccountState.Active or AccountState.Suspended ? person.State : AccountState.Departed,
        Postings = [.. person.Postings.Select(posting => posting with { FunctionLabel = posting.FunctionCode, DisciplineLabel = null })],
    };

    protected override Establishment Expected(Establishment establishment) => establishment with { Sector = "" };
}
