using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>
/// What every directory does, whatever its server and its vocabulary. The server is shared by the tests of a class: each test that changes a person
/// has a person of its own.
/// </summary>
public abstract class DirectoryContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Skips where the server is not installed.</summary>
    protected abstract Task<IDirectory> OpenAsync();

    /// <summary>The same directory, to list everybody.</summary>
    protected abstract Task<IPeopleRegister> OpenRegisterAsync();

    protected abstract Task TakeDownAsync();

    protected abstract Task BringBackAsync();

    /// <summary>The sample person as far as this vocabulary can say.</summary>
    protected virtual Person Expected(Person person) => person;

    protected virtual Establishment Expected(Establishment establishment) => establishment;

    [SkippableFact]
    public async Task Everybody_is_found_as_the_directory_describes_them()
    {
        var directory = await OpenAsync();

        foreach (var person in SamplePeople.All)
        {
            var found = await directory.FindAsync(new SignInName.ByLogin(person.Login), default);

            found.Should().BeEquivalentTo(Expected(person), options => options.WithStrictOrdering());
            found!.Numen!.Value.Reveal().Should().Be(person.Numen!.Value.Reveal());
        }
    }

    [SkippableFact]
    public async Task A_person_is_in_the_groups_that_the_directory_says_and_nobody_else_is()
    {
        var directory = await OpenAsync();

        (await directory.FindAsync(SamplePeople.FatouSarr.Key, default))!.Groups.Should().Equal("assistance");
        (await directory.FindAsync(SamplePeople.TanguyKerbrat.Key, default))!.Groups.Should().Equal("assistance-027");
        (await directory.FindAsync(SamplePeople.ClaireMartin.Key, default))!.Groups.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Everybody_is_listed_once_as_planning_needs_them()
    {
        var register = await OpenRegisterAsync();

        var listed = await ListAsync(register);

        foreach (var person in SamplePeople.All.Select(Expected))
        {
            var known = listed.Should().ContainSingle(candidate => candidate.Key == person.Key).Subject;
            known.Should().BeEquivalentTo(new { FeedKey = person.Key, person.Login, person.Address, person.State });
            known.Facts.Should().BeEquivalentTo(new { person.Surname, person.GivenName, person.Postings });
            known.Facts.Numen!.Value.Reveal().Should().Be(person.Numen!.Value.Reveal());
            if (person.Postings is [var main, ..])
                known.Facts.MainEstablishment.Should().Be(main.Rne);
        }
    }

    [SkippableFact]
    public async Task A_list_that_an_outage_cuts_is_no_list()
    {
        var register = await OpenRegisterAsync();
        var directory = await OpenAsync();
        await ListAsync(register);

        await TakeDownAsync();
        try
        {
            await register.Invoking(ListAsync).Should().ThrowAsync<DirectoryUnavailableException>();
        }
        finally
        {
            await BringBackAsync();
        }

        await ResumesAsync(directory);
    }

    [SkippableTheory]
    [InlineData("cmartin1")]
    [InlineData("CMartin1")]
    [InlineData("claire.martin@ac-rouen.fr")]
    [InlineData("Claire.MARTIN@ac-rouen.fr")]
    [InlineData("21E0501234ABC")]
    [InlineData("21e0501234abc")]
    public async Task A_person_goes_by_login_address_or_NUMEN_in_any_case(string typed)
    {
        var directory = await OpenAsync();

        var found = await directory.FindAsync(SignInName.TryParse(typed)!, default);

        found!.Key.Should().Be(SamplePeople.ClaireMartin.Key);
    }

    [SkippableTheory]
    [InlineData("cmartin2")]
    [InlineData("claire.martin2@ac-rouen.fr")]
    [InlineData("21E0501234ZZZ")]
    public async Task A_stranger_is_nobody(string typed)
    {
        var directory = await OpenAsync();

        var found = await directory.FindAsync(SignInName.TryParse(typed)!, default);

        found.Should().BeNull();
    }

    [SkippableFact]
    public async Task A_key_finds_its_person()
    {
        var directory = await OpenAsync();

        var found = await directory.FindAsync(SamplePeople.BaoNguyen.Key, default);

        found!.Login.Should().Be(SamplePeople.BaoNguyen.Login);
    }

    [SkippableTheory]
    [InlineData("*")]
    [InlineData("AC-ROUEN$*")]
    [InlineData("AC-ROUEN$2828)(uid=*")]
    [InlineData("AC-ROUEN$2828*")]
    [InlineData(@"AC-ROUEN$2828\2a")]
    [InlineData("AC-ROUEN$2828\0")]
    [InlineData("\0")]
    [InlineData("cn=admin,dc=ac-rouen,dc=fr")]
    [InlineData("é)(|(objectClass=*")]
    public async Task Signs_that_mean_something_to_a_filter_are_only_letters_here(string key)
    {
        var directory = await OpenAsync();

        var found = await directory.FindAsync(new DirectoryKey(key), default);

        found.Should().BeNull();
    }

    [SkippableFact]
    public async Task Establishments_are_those_asked_that_exist()
    {
        var directory = await OpenAsync();

        var found = await directory.FindEstablishmentsAsync([SamplePeople.LyceeLesFalaises.Rne, SamplePeople.CollegeJacquesTati.Rne, Rne.Parse("0769999F")], default);
        var none = await directory.FindEstablishmentsAsync([], default);

        found.Should().BeEquivalentTo([Expected(SamplePeople.LyceeLesFalaises), Expected(SamplePeople.CollegeJacquesTati)]);
        none.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_right_password_is_accepted_and_a_wrong_one_refused()
    {
        var directory = await OpenAsync();

        var right = await directory.CheckPasswordAsync(SamplePeople.ClaireMartin, SamplePeople.Password, default);
        var wrong = await directory.CheckPasswordAsync(SamplePeople.ClaireMartin, SamplePeople.Password + " ", default);

        right.Should().Be(new PasswordCheck.Accepted(null));
        wrong.Should().Be(new PasswordCheck.Refused());
    }

    [SkippableFact]
    public async Task Nobody_has_no_password()
    {
        var directory = await OpenAsync();
        var gone = SamplePeople.ClaireMartin with { Key = new DirectoryKey("AC-ROUEN$999999") };

        var stranger = await directory.CheckPasswordAsync(null, SamplePeople.Password, default);
        var departed = await directory.CheckPasswordAsync(gone, SamplePeople.Password, default);
        var changed = await directory.ChangePasswordAsync(gone, SamplePeople.AnotherPassword, default);

        stranger.Should().Be(new PasswordCheck.Refused());
        departed.Should().Be(new PasswordCheck.Refused());
        changed.Should().Be(PasswordChange.RefusedByPolicy);
    }

    public static TheoryData<string> NoPasswords => new() { "", "\0", SamplePeople.Password + "\0", new string('a', 129) };

    [SkippableTheory]
    [MemberData(nameof(NoPasswords))]
    public async Task What_cannot_be_a_password_is_refused(string text)
    {
        var directory = await OpenAsync();

        var known = await directory.CheckPasswordAsync(SamplePeople.ClaireMartin, text, default);
        var stranger = await directory.CheckPasswordAsync(null, text, default);
        var change = await directory.ChangePasswordAsync(SamplePeople.ClaireMartin, text, default);

        known.Should().Be(new PasswordCheck.Refused());
        stranger.Should().Be(new PasswordCheck.Refused());
        change.Should().Be(PasswordChange.RefusedAsWeak);
    }

    [SkippableFact]
    public async Task Wrong_tries_of_a_stranger_never_lock_the_owner_out()
    {
        var directory = await OpenAsync();

        for (var attempt = 0; attempt < 12; attempt++)
            await directory.CheckPasswordAsync(SamplePeople.AichaGarcia, $"wrong {attempt}", default);
        var right = await directory.CheckPasswordAsync(SamplePeople.AichaGarcia, SamplePeople.Password, default);

        right.Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task A_password_that_an_administrator_set_must_be_changed_once()
    {
        var directory = await OpenAsync();
        var person = SamplePeople.FrancoisDurand;

        var before = await directory.CheckPasswordAsync(person, SamplePeople.Password, default);
        var wrong = await directory.CheckPasswordAsync(person, "wrong", default);
        var change = await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);
        var after = await directory.CheckPasswordAsync(person, SamplePeople.AnotherPassword, default);
        var old = await directory.CheckPasswordAsync(person, SamplePeople.Password, default);

        before.Should().Be(new PasswordCheck.MustChange(MustChangeReason.Reset));
        wrong.Should().Be(new PasswordCheck.Refused());
        change.Should().Be(PasswordChange.Changed);
        after.Should().Be(new PasswordCheck.Accepted(null));
        old.Should().Be(new PasswordCheck.Refused());
    }

    [SkippableFact]
    public async Task An_expired_password_is_told_only_to_who_knows_it_and_ends_with_a_new_one()
    {
        var directory = await OpenAsync();
        var person = SamplePeople.HeleneLefevre;

        var wrong = await directory.CheckPasswordAsync(person, "wrong", default);
        var before = await directory.CheckPasswordAsync(person, SamplePeople.Password, default);
        var change = await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);
        var after = await directory.CheckPasswordAsync(person, SamplePeople.AnotherPassword, default);

        wrong.Should().Be(new PasswordCheck.Refused());
        before.Should().Be(new PasswordCheck.MustChange(MustChangeReason.Expired));
        change.Should().Be(PasswordChange.Changed);
        after.Should().BeOfType<PasswordCheck.Accepted>();
    }

    [SkippableFact]
    public async Task A_locked_account_is_told_apart_and_a_new_password_does_not_open_it()
    {
        var directory = await OpenAsync();
        var person = SamplePeople.LoicMoreau;

        var right = await directory.CheckPasswordAsync(person, SamplePeople.Password, default);
        var change = await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);
        var after = await directory.CheckPasswordAsync(person, SamplePeople.AnotherPassword, default);

        right.Should().Be(new PasswordCheck.Locked());
        change.Should().Be(PasswordChange.RefusedByPolicy);
        after.Should().Be(new PasswordCheck.Locked());
    }

    [SkippableFact]
    public async Task Too_short_and_used_passwords_are_refused_and_change_nothing()
    {
        var directory = await OpenAsync();
        var person = SamplePeople.BaoNguyen;
        await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);

        var tooShort = await directory.ChangePasswordAsync(person, "court", default);
        var present = await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);
        var former = await directory.ChangePasswordAsync(person, SamplePeople.Password, default);
        var after = await directory.CheckPasswordAsync(person, SamplePeople.AnotherPassword, default);

        tooShort.Should().Be(PasswordChange.RefusedAsWeak);
        present.Should().Be(PasswordChange.RefusedAsUsedBefore);
        former.Should().Be(PasswordChange.RefusedAsUsedBefore);
        after.Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task Accents_and_signs_make_good_passwords()
    {
        var directory = await OpenAsync();
        const string Password = "Où est l'été ? ÿ🐟 * ( ) \\ , = \"";

        var change = await directory.ChangePasswordAsync(SamplePeople.OdileRoux, Password, default);
        var after = await directory.CheckPasswordAsync(SamplePeople.OdileRoux, Password, default);

        change.Should().Be(PasswordChange.Changed);
        after.Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task An_old_hash_still_opens_and_ends_with_the_next_change()
    {
        var directory = await OpenAsync();
        var person = SamplePeople.JeanNoelPetit;

        var before = await directory.CheckPasswordAsync(person, SamplePeople.Password, default);
        var change = await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);
        var after = await directory.CheckPasswordAsync(person, SamplePeople.AnotherPassword, default);

        before.Should().Be(new PasswordCheck.Accepted(null));
        change.Should().Be(PasswordChange.Changed);
        after.Should().Be(new PasswordCheck.Accepted(null));
    }

    [SkippableFact]
    public async Task A_caller_who_gives_up_is_let_go()
    {
        var directory = await OpenAsync();
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        var find = () => directory.FindAsync(SamplePeople.ClaireMartin.Key, given.Token);
        var check = () => directory.CheckPasswordAsync(SamplePeople.ClaireMartin, SamplePeople.Password, given.Token);

        await find.Should().ThrowAsync<OperationCanceledException>();
        await check.Should().ThrowAsync<OperationCanceledException>();
    }

    [SkippableFact]
    public async Task An_outage_is_never_a_wrong_password_and_ends_by_itself()
    {
        var directory = await OpenAsync();
        await directory.PingAsync(default);

        await TakeDownAsync();
        try
        {
            await EverythingIsUnavailableAsync(directory);
        }
        finally
        {
            await BringBackAsync();
        }

        await ResumesAsync(directory);
        var right = await directory.CheckPasswordAsync(SamplePeople.ClaireMartin, SamplePeople.Password, default);
        right.Should().Be(new PasswordCheck.Accepted(null));
    }

    protected static async Task<IReadOnlyList<KnownPerson>> ListAsync(IPeopleRegister register)
    {
        var people = new List<KnownPerson>();
        await foreach (var person in register.ListAsync(default))
            people.Add(person);
        return people;
    }

    protected static async Task EverythingIsUnavailableAsync(IDirectory directory)
    {
        Func<Task>[] operations =
        [
            () => directory.PingAsync(default),
            () => directory.FindAsync(SamplePeople.ClaireMartin.Key, default),
            () => directory.FindAsync(new SignInName.ByLogin(SamplePeople.ClaireMartin.Login), default),
            () => directory.FindEstablishmentsAsync([SamplePeople.LyceeLesFalaises.Rne], default),
            () => directory.CheckPasswordAsync(SamplePeople.ClaireMartin, SamplePeople.Password, default),
            () => directory.CheckPasswordAsync(null, SamplePeople.Password, default),
            () => directory.ChangePasswordAsync(SamplePeople.ClaireMartin, SamplePeople.AnotherPassword, default),
        ];
        foreach (var operation in operations)
            await operation.Should().ThrowAsync<DirectoryUnavailableException>();
    }

    protected static async Task ResumesAsync(IDirectory directory)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await AnswersAsync(directory))
            await Task.Delay(100, patience.Token);
    }

    private static async Task<bool> AnswersAsync(IDirectory directory)
    {
        try
        {
            await directory.PingAsync(default);
            return true;
        }
        catch (DirectoryUnavailableException)
        {
            return false;
        }
    }
}
