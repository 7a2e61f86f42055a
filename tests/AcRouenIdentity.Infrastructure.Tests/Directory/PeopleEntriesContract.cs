using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Feeds;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>What every directory does with what provisioning writes. The server is shared by the tests of a class: each test has people of its own.</summary>
public abstract class PeopleEntriesContract
{
    private const int InFlight = 32;
    private const int FirstKey = 5000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Skips where the server is not installed.</summary>
    protected abstract Task<IPeopleEntries> OpenAsync();

    protected abstract Task<IDirectory> OpenDirectoryAsync();

    protected abstract Task<IPeopleRegister> OpenRegisterAsync();

    protected abstract Task TakeDownAsync();

    protected abstract Task BringBackAsync();

    /// <summary>The person as far as this vocabulary can say.</summary>
    protected virtual Person Expected(Person person) => person;

    protected virtual Establishment Expected(Establishment establishment) => establishment;

    /// <summary>What becomes of an establishment that is not there.</summary>
    protected virtual EntryWriting AdditionOfEstablishments => EntryWriting.Written;

    [SkippableFact]
    public async Task Somebody_added_goes_by_login_address_NUMEN_and_key()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("zola1", "21E1501234AZA");

        var added = await entries.AddAsync(newcomer, default);

        added.Should().Be(EntryWriting.Written);
        var directory = await OpenDirectoryAsync();
        foreach (var name in new[] { "zola1", "zola1@ac-rouen.fr", "21E1501234AZA" })
            (await directory.FindAsync(SignInName.TryParse(name)!, default))!.Key.Should().Be(newcomer.Key);
        var found = await directory.FindAsync(newcomer.Key, default);
        found.Should().BeEquivalentTo(Expected(AsPerson(newcomer, "ENS")), options => options.WithStrictOrdering());
    }

    [SkippableFact]
    public async Task Somebody_added_is_listed_with_the_same_facts()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("verne1", "21E1501234AZB");

        await entries.AddAsync(newcomer, default);

        await IsListedAsync(newcomer);
    }

    [SkippableFact]
    public async Task Somebody_added_has_no_password_until_one_is_chosen()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("hugo1", null);
        await entries.AddAsync(newcomer, default);
        var directory = await OpenDirectoryAsync();
        var person = (await directory.FindAsync(newcomer.Key, default))!;

        var empty = await directory.CheckPasswordAsync(person, "", default);
        var sample = await directory.CheckPasswordAsync(person, SamplePeople.Password, default);
        var change = await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);
        var chosen = await directory.CheckPasswordAsync(person, SamplePeople.AnotherPassword, default);

        empty.Should().Be(new PasswordCheck.Refused());
        sample.Should().Be(new PasswordCheck.Refused());
        change.Should().Be(PasswordChange.Changed);
        chosen.Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task Somebody_added_twice_has_one_entry_as_told_last()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("sand1", "21E1501234AZC");
        var married = newcomer with { Facts = newcomer.Facts with { Surname = "Dudevant" } };

        var first = await entries.AddAsync(newcomer, default);
        var second = await entries.AddAsync(married, default);

        (first, second).Should().Be((EntryWriting.Written, EntryWriting.Written));
        await IsListedAsync(married);
    }

    [SkippableFact]
    public async Task Somebody_added_many_times_at_once_has_one_entry()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("dumas1", "21E1501234AZD");

        var written = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => entries.AddAsync(newcomer, default)));

        written.Should().AllBeEquivalentTo(EntryWriting.Written);
        await IsListedAsync(newcomer);
    }

    [SkippableFact]
    public async Task Many_are_added_and_replaced_at_once()
    {
        var entries = await OpenAsync();
        KnownPerson[] newcomers = [.. Enumerable.Range(0, 2 * InFlight).Select(index => Newcomer($"crowd{index}", null))];
        KnownPerson[] moved = [.. newcomers.Select(person => person with { Facts = person.Facts with { MainEstablishment = SamplePeople.CollegeJacquesTati.Rne, Postings = [] } })];

        await Parallel.ForEachAsync(newcomers, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (person, token) => await entries.AddAsync(person, token));
        await Parallel.ForEachAsync(moved, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (person, token) => await entries.ReplaceAsync(person, token));

        var listed = await ListAsync();
        listed.Where(person => person.Login?.ToString().StartsWith("crowd", StringComparison.Ordinal) == true).Should().HaveCount(newcomers.Length)
            .And.OnlyContain(person => person.Facts.MainEstablishment == SamplePeople.CollegeJacquesTati.Rne);
    }

    [SkippableFact]
    public async Task Somebody_replaced_changes_and_keeps_password_title_and_language()
    {
        var entries = await OpenAsync();
        var known = await ListedAsync(SamplePeople.ClaireMartin.Key);
        var changed = known with
        {
            Facts = known.Facts with
            {
                Surname = "Martin-Roux",
                BirthDate = new DateOnly(1979, 4, 13),
                Numen = Numen.Parse("21E1501234AZE"),
                MainEstablishment = SamplePeople.CollegeJacquesTati.Rne,
                Postings = [new Posting(SamplePeople.CollegeJacquesTati.Rne, "DIR", "DIRECTION", "D0010", "CHEF D'ETABLISSEMENT")],
            },
        };

        var written = await entries.ReplaceAsync(changed, default);

        written.Should().Be(EntryWriting.Written);
        await IsListedAsync(changed);
        var directory = await OpenDirectoryAsync();
        var found = (await directory.FindAsync(known.Key, default))!;
        found.Should().BeEquivalentTo(Expected(AsPerson(changed, "DIR") with { Title = SamplePeople.ClaireMartin.Title, Language = "fr" }));
        (await directory.CheckPasswordAsync(found, SamplePeople.Password, default)).Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task Login_and_address_are_given_once()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("perec1", null) with { Address = null };
        await entries.AddAsync(newcomer, default);

        await entries.ReplaceAsync(newcomer with { Address = MailAddress.Parse("g.perec@ac-rouen.fr") }, default);
        await entries.ReplaceAsync(newcomer with { Address = MailAddress.Parse("other@ac-rouen.fr"), Login = Login.Parse("perec2") }, default);

        var listed = await ListedAsync(newcomer.Key);
        listed.Login.Should().Be(newcomer.Login);
        listed.Address.Should().Be(MailAddress.Parse("g.perec@ac-rouen.fr"));
    }

    [SkippableFact]
    public async Task An_address_that_nobody_knows_of_stays()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("perec3", null);
        await entries.AddAsync(newcomer, default);

        await entries.ReplaceAsync(newcomer with { Address = null, State = AccountState.Suspended }, default);

        (await ListedAsync(newcomer.Key)).Address.Should().Be(newcomer.Address);
    }

    [SkippableFact]
    public async Task Facts_that_are_no_longer_said_go()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("proust1", "21E1501234AZF");
        await entries.AddAsync(newcomer, default);
        var bare = newcomer with { Facts = new PersonFacts { Surname = "Proust", GivenName = "" } };

        var written = await entries.ReplaceAsync(bare, default);

        written.Should().Be(EntryWriting.Written);
        await IsListedAsync(bare);
        (await (await OpenDirectoryAsync()).FindAsync(newcomer.Key, default))!.DisplayName.Should().Be("Proust");
    }

    [SkippableFact]
    public async Task A_person_without_given_name_is_added()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("madonna1", null) is var usual ? usual with { Facts = usual.Facts with { GivenName = "" } } : usual;

        var added = await entries.AddAsync(newcomer, default);

        added.Should().Be(EntryWriting.Written);
        await IsListedAsync(newcomer);
    }

    [SkippableFact]
    public async Task A_person_without_surname_is_refused()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("nobody1", null) is var usual ? usual with { Facts = usual.Facts with { Surname = "" } } : usual;

        var added = await entries.AddAsync(newcomer, default);

        added.Should().Be(EntryWriting.Refused);
        (await ListAsync()).Should().NotContain(person => person.Key == newcomer.Key);
    }

    public static TheoryData<string, string> Names => new()
    {
        { "François-Xavier", "D'Île-à-Vache" },
        { "Jean, dit \"Jeannot\"", "O'Brien + Fils" },
        { "#Marie", "=Dupont" },
        { "Zoë \\ Łukasz", "Nguyễn <de> ; la * (Tour)" },
        { "Anne/Marie", "{UAI}[etab=x]$y" },
        { new string('é', 400), new string('Ŵ', 600) },
    };

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Any_name_is_written_as_it_is(string givenName, string surname)
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer($"name{surname.Length}x{givenName.Length}", null);
        newcomer = newcomer with { Facts = newcomer.Facts with { GivenName = givenName, Surname = surname, BirthName = surname } };

        var added = await entries.AddAsync(newcomer, default);
        var replaced = await entries.ReplaceAsync(newcomer, default);

        (added, replaced).Should().Be((EntryWriting.Written, EntryWriting.Written));
        await IsListedAsync(newcomer);
    }

    [SkippableFact]
    public async Task Several_postings_are_kept_and_the_main_one_said()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("camus1", null);
        newcomer = newcomer with
        {
            Facts = newcomer.Facts with
            {
                MainEstablishment = SamplePeople.LyceeProfessionnel.Rne,
                Postings =
                [
                    new Posting(SamplePeople.LyceeProfessionnel.Rne, "EDU", "EDUCATION", null, null),
                    new Posting(SamplePeople.CollegeJacquesTati.Rne, "ENS", "ENSEIGNEMENT", "L0202", "LETTRES MODERNES"),
                    new Posting(SamplePeople.LyceeLesFalaises.Rne, "ENS", "ENSEIGNEMENT", "L0202", "LETTRES MODERNES"),
                ],
            },
        };

        await entries.AddAsync(newcomer, default);

        await IsListedAsync(newcomer);
        await entries.ReplaceAsync(newcomer with { Facts = newcomer.Facts with { Postings = [newcomer.Facts.Postings[0]] } }, default);
        (await ListedAsync(newcomer.Key)).Facts.Postings.Should().ContainSingle().Which.Rne.Should().Be(SamplePeople.LyceeProfessionnel.Rne);
    }

    [SkippableFact]
    public async Task A_NUMEN_is_taken_away_and_goes_to_another()
    {
        var entries = await OpenAsync();
        var (first, second) = (Newcomer("colette1", "21E1501234AZG"), Newcomer("colette2", "21E1501234AZG"));
        await entries.AddAsync(first, default);

        var removed = await entries.RemoveNumenAsync(first.Key, default);
        var again = await entries.RemoveNumenAsync(first.Key, default);
        await entries.AddAsync(second, default);

        (removed, again).Should().Be((EntryWriting.Written, EntryWriting.Written));
        (await (await OpenDirectoryAsync()).FindAsync(SignInName.TryParse("21E1501234AZG")!, default))!.Key.Should().Be(second.Key);
    }

    [SkippableFact]
    public async Task Somebody_removed_is_gone_and_may_be_removed_again()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("gary1", null);
        await entries.AddAsync(newcomer, default);

        var removed = await entries.RemoveAsync(newcomer.Key, default);
        var again = await entries.RemoveAsync(newcomer.Key, default);

        (removed, again).Should().Be((EntryWriting.Written, EntryWriting.EntryGone));
        (await (await OpenDirectoryAsync()).FindAsync(newcomer.Key, default)).Should().BeNull();
    }

    [SkippableFact]
    public async Task Nobody_is_changed_under_the_key_of_a_stranger()
    {
        var entries = await OpenAsync();
        var stranger = Newcomer("ajar1", null);

        (await entries.ReplaceAsync(stranger, default)).Should().Be(EntryWriting.EntryGone);
        (await entries.RemoveNumenAsync(stranger.Key, default)).Should().Be(EntryWriting.EntryGone);
        (await entries.SetMailboxAsync(stranger.Key, MailboxState.Receives, default)).Should().Be(EntryWriting.EntryGone);
        (await entries.RemoveAsync(stranger.Key, default)).Should().Be(EntryWriting.EntryGone);
        (await ListAsync()).Should().NotContain(person => person.Key == stranger.Key);
    }

    [SkippableTheory]
    [InlineData("bnguyen1", "new.address@ac-rouen.fr")]
    [InlineData("newlogin1", "bao.nguyen@ac-rouen.fr")]
    public async Task A_login_or_an_address_of_another_is_taken(string login, string address)
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer(login, null) with { Address = MailAddress.Parse(address) };

        var added = await entries.AddAsync(newcomer, default);

        added.Should().Be(EntryWriting.NameTaken);
        (await ListAsync()).Should().NotContain(person => person.Key == newcomer.Key);
    }

    [SkippableFact]
    public async Task Somebody_departed_keeps_the_entry_and_the_password()
    {
        var entries = await OpenAsync();
        var known = await ListedAsync(SamplePeople.OdileRoux.Key);

        var written = await entries.ReplaceAsync(known with { State = AccountState.Departed }, default);

        written.Should().Be(EntryWriting.Written);
        var directory = await OpenDirectoryAsync();
        var found = (await directory.FindAsync(known.Key, default))!;
        found.State.Should().Be(Expected(SamplePeople.OdileRoux with { State = AccountState.Departed }).State);
        (await directory.CheckPasswordAsync(found, SamplePeople.Password, default)).Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableTheory]
    [InlineData(AccountState.Announced)]
    [InlineData(AccountState.Provisioned)]
    [InlineData(AccountState.Active)]
    [InlineData(AccountState.Suspended)]
    [InlineData(AccountState.Departed)]
    [InlineData(AccountState.Erased)]
    public async Task Each_state_is_written_as_far_as_the_directory_tells_it(AccountState state)
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer($"state{(int)state}", null) with { State = state };

        await entries.AddAsync(newcomer, default);

        (await ListedAsync(newcomer.Key)).State.Should().Be(Expected(SamplePeople.OdileRoux with { State = state }).State);
    }

    [SkippableFact]
    public async Task A_mailbox_is_closed_and_opened()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("duras1", null);
        await entries.AddAsync(newcomer, default);
        await TellsMailboxAsync(newcomer, MailboxState.Receives);

        foreach (var state in new[] { MailboxState.Receives, MailboxState.Closed, MailboxState.Closed, MailboxState.Receives })
        {
            (await entries.SetMailboxAsync(newcomer.Key, state, default)).Should().Be(EntryWriting.Written);
            await TellsMailboxAsync(newcomer, state);
        }
    }

    [SkippableFact]
    public async Task Establishments_that_are_described_as_the_feed_has_them_are_no_difference()
    {
        var entries = await OpenAsync();
        FeedEstablishment[] said = [.. new[] { SamplePeople.LyceeLesFalaises, SamplePeople.CollegeJacquesTati }.Select(AsFeed)];
        var moved = said[1] with { Described = said[1].Described with { Town = "Gaillon" } };
        var unknown = Establishment("0769903U", "Collège inconnu");

        (await entries.FindDifferentAsync(said, default)).Should().BeEmpty();
        (await entries.FindDifferentAsync([said[0], moved, unknown], default)).Should().Equal(moved, unknown);
    }

    [SkippableFact]
    public async Task An_establishment_that_is_not_there_is_added_once_and_people_serve_in_it()
    {
        var entries = await OpenAsync();
        var school = Establishment("0769900R", "Collège de l'Île \"d'Or\", Étage + 1");
        var newcomer = Newcomer("yourcenar1", null);
        newcomer = newcomer with
        {
            Facts = newcomer.Facts with { MainEstablishment = school.Described.Rne, Postings = [new Posting(school.Described.Rne, "ENS", "ENSEIGNEMENT", null, null)] },
        };

        var put = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => entries.PutAsync(school, default)));
        var added = await entries.AddAsync(newcomer, default);

        put.Should().AllBeEquivalentTo(AdditionOfEstablishments);
        added.Should().Be(EntryWriting.Written);
        (await DescribedAsync(school)).Should().Equal(AdditionOfEstablishments == EntryWriting.Written ? [Expected(school.Described)] : []);
        await IsListedAsync(newcomer);
    }

    [SkippableFact]
    public async Task An_establishment_that_is_there_is_described_anew()
    {
        var entries = await OpenAsync();
        var school = AsFeed(SamplePeople.LyceeProfessionnel with { Name = "Lycée \"de Dieppe\", étage + 1", Town = null });

        var put = await entries.PutAsync(school, default);
        var again = await entries.PutAsync(school, default);

        (put, again).Should().Be((EntryWriting.Written, EntryWriting.Written));
        (await DescribedAsync(school)).Should().Equal(Expected(school.Described));
        (await entries.FindDifferentAsync([school], default)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Somebody_whose_establishment_is_unknown_is_added_all_the_same()
    {
        var entries = await OpenAsync();
        var unknown = Rne.Parse("0769999F");
        var newcomer = Newcomer("modiano1", null);
        newcomer = newcomer with { Facts = newcomer.Facts with { MainEstablishment = unknown, Postings = [new Posting(unknown, "ENS", "ENSEIGNEMENT", null, null)] } };

        var added = await entries.AddAsync(newcomer, default);

        added.Should().Be(EntryWriting.Written);
        await IsListedAsync(newcomer);
    }

    [SkippableFact]
    public async Task A_caller_who_gives_up_is_let_go_and_hinders_nobody()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("simenon1", null);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        var add = () => entries.AddAsync(newcomer, given.Token);
        var find = () => entries.FindDifferentAsync([], given.Token);

        await add.Should().ThrowAsync<OperationCanceledException>();
        await find.Should().ThrowAsync<OperationCanceledException>();
        (await entries.AddAsync(newcomer, default)).Should().Be(EntryWriting.Written);
    }

    [SkippableFact]
    public async Task An_outage_is_no_outcome_and_ends_by_itself()
    {
        var entries = await OpenAsync();
        var newcomer = Newcomer("malraux1", null);
        await entries.AddAsync(newcomer, default);

        await TakeDownAsync();
        try
        {
            Func<Task>[] operations =
            [
                () => entries.AddAsync(newcomer, default),
                () => entries.ReplaceAsync(newcomer, default),
                () => entries.RemoveNumenAsync(newcomer.Key, default),
                () => entries.SetMailboxAsync(newcomer.Key, MailboxState.Closed, default),
                () => entries.RemoveAsync(newcomer.Key, default),
                () => entries.PutAsync(Establishment("0769902T", "Lycée"), default),
                () => entries.FindDifferentAsync([Establishment("0769902T", "Lycée")], default),
            ];
            foreach (var operation in operations)
                await operation.Should().ThrowAsync<DirectoryUnavailableException>();
        }
        finally
        {
            await BringBackAsync();
        }

        await ResumesAsync(entries);
        (await entries.ReplaceAsync(newcomer, default)).Should().Be(EntryWriting.Written);
        await AnswersAgainAsync();
    }

    /// <summary>Whether the mailbox of that person is said to be in that state, where the directory says so.</summary>
    protected virtual Task TellsMailboxAsync(KnownPerson person, MailboxState state) => Task.CompletedTask;

    protected static KnownPerson Newcomer(string login, string? numen) => new()
    {
        Key = new DirectoryKey($"AC-ROUEN${FirstKey + KeyOf(login)}"),
        FeedKey = new DirectoryKey($"AC-ROUEN${FirstKey + KeyOf(login)}"),
        Login = Login.Parse(login),
        Address = MailAddress.Parse($"{login}@ac-rouen.fr"),
        State = AccountState.Active,
        Facts = new PersonFacts
        {
            Surname = "Lenoir",
            GivenName = "Émilie",
            BirthName = "Leblanc",
            BirthDate = new DateOnly(1990, 2, 3),
            Numen = numen is null ? null : Numen.Parse(numen),
            MainEstablishment = SamplePeople.LyceeLesFalaises.Rne,
            Postings = [new Posting(SamplePeople.LyceeLesFalaises.Rne, "ENS", "ENSEIGNEMENT", "L1300", "MATHEMATIQUES")],
        },
    };

    protected static FeedEstablishment Establishment(string rne, string name) =>
        new(new StructureKey($"AC-ROUEN${rne[..7]}"), new Establishment(Rne.Parse(rne), name, "CLG", "340", "PU", "Dieppe") { Phone = "+33 2 00 00 76 99" });

    protected async Task<IReadOnlyList<Establishment>> DescribedAsync(FeedEstablishment establishment) =>
        await (await OpenDirectoryAsync()).FindEstablishmentsAsync([establishment.Described.Rne], default);

    protected async Task<IReadOnlyList<KnownPerson>> ListAsync()
    {
        var register = await OpenRegisterAsync();
        var people = new List<KnownPerson>();
        await foreach (var person in register.ListAsync(default))
            people.Add(person);
        return people;
    }

    protected async Task<KnownPerson> ListedAsync(DirectoryKey key) => (await ListAsync()).Single(person => person.Key == key);

    private static int KeyOf(string login) => login.Aggregate(7, (hash, letter) => ((hash * 31) + letter) % 100_000_000);

    private static Person AsPerson(KnownPerson known, string userType) => new()
    {
        Key = known.Key,
        Login = known.Login!.Value,
        Numen = known.Facts.Numen,
        DisplayName = $"{known.Facts.GivenName} {known.Facts.Surname}",
        GivenName = known.Facts.GivenName,
        Surname = known.Facts.Surname,
        Address = known.Address,
        UserType = userType,
        State = known.State,
        Postings = known.Facts.Postings,
    };

    private static async Task ResumesAsync(IPeopleEntries entries)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await entries.FindDifferentAsync([], patience.Token);
                return;
            }
            catch (DirectoryUnavailableException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }

    /// <summary>The service account has connections of its own, which must be well again for the next test.</summary>
    private async Task AnswersAgainAsync()
    {
        var directory = await OpenDirectoryAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await directory.PingAsync(patience.Token);
                return;
            }
            catch (DirectoryUnavailableException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }

    /// <summary>The sample establishment as a feed says it, under the key that its entry has.</summary>
    private static FeedEstablishment AsFeed(Establishment described) =>
        new(new StructureKey($"AC-ROUEN${4301 + SamplePeople.Establishments.Select(one => one.Rne).ToList().IndexOf(described.Rne)}"), described);

    private async Task IsListedAsync(KnownPerson person)
    {
        var kept = (await OpenRegisterAsync()).Kept;
        var listed = (await ListAsync()).Where(candidate => candidate.Key == person.Key).Should().ContainSingle().Subject;

        listed.Login.Should().Be(person.Login);
        listed.Address.Should().Be(person.Address);
        (InOrder(listed.Facts).DifferencesFrom(InOrder(person.Facts)) & kept).Should().Be(FeedFacts.None);
    }

    /// <summary>A directory keeps postings as a set.</summary>
    private static PersonFacts InOrder(PersonFacts facts) => facts with { Postings = [.. facts.Postings.OrderBy(posting => posting.ToString(), StringComparer.Ordinal)] };
}
