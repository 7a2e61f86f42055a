using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Ldap;
using AcRouenIdentity.Testing.Directories;

namespace AcRouenIdentity.Infrastructure.Tests.Directory;

/// <summary>The contract on slapd, and what only slapd shows: how a password is kept.</summary>
public abstract class SlapdDirectoryContract(SlapdFixture fixture) : DirectoryContract
{
    protected SlapdFixture Fixture { get; } = fixture;

    [SkippableTheory]
    [InlineData("sdubois1")]
    [InlineData("mbernard1")]
    public async Task A_chosen_password_rests_as_Argon2id(string login)
    {
        var directory = await OpenAsync();
        var person = SamplePeople.All.Single(candidate => candidate.Login.ToString() == login);

        await directory.ChangePasswordAsync(person, SamplePeople.AnotherPassword, default);

        (await Fixture.HashOfAsync(login)).Should().StartWith("{ARGON2}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    [SkippableFact]
    public async Task A_person_is_listed_with_the_name_and_the_day_of_birth()
    {
        var listed = await ListAsync(await OpenRegisterAsync());

        var helene = listed.Single(person => person.Key == SamplePeople.HeleneLefevre.Key).Facts;
        helene.BirthName.Should().Be("Marchand");
        helene.BirthDate.Should().Be(new DateOnly(1969, 8, 17));
    }

    [SkippableFact]
    public async Task A_directory_that_does_not_answer_in_time_is_down_and_resumes_by_itself()
    {
        await OpenAsync();
        // The others share a directory that is waited for, however busy the machine is.
        await using var impatient = new OpenedDirectory(Fixture.Slapd!.Settings, ("RefusalTime", "00:00:00"), ("OperationTimeout", "00:00:02"));
        await ResumesAsync(impatient.Directory);

        await Fixture.Slapd.PauseAsync();
        try
        {
            await EverythingIsUnavailableAsync(impatient.Directory);
        }
        finally
        {
            await Fixture.Slapd.ResumeAsync();
        }

        await ResumesAsync(impatient.Directory);
    }

    protected override Task<IDirectory> OpenAsync() => Fixture.OpenAsync();

    protected override Task<IPeopleRegister> OpenRegisterAsync() => Fixture.OpenRegisterAsync();

    protected override Task TakeDownAsync() => Fixture.Slapd!.StopAsync();

    protected override Task BringBackAsync() => Fixture.Slapd!.StartAgainAsync();
}

public sealed class AcademicDirectoryTests(AcademicSlapd slapd) : SlapdDirectoryContract(slapd), IClassFixture<AcademicSlapd>
{
    [SkippableFact]
    public async Task Everybody_is_listed_however_many_pages_they_fill()
    {
        const int Newcomers = 1234;
        await AddAsync(Newcomers);

        var listed = await ListAsync(await OpenRegisterAsync());

        listed.Select(person => person.Key.Value).Should().OnlyHaveUniqueItems();
        listed.Should().HaveCount(SamplePeople.All.Count + Newcomers);
        listed.Should().Contain(person => person.Key.Value == "delegated-7").Which.FeedKey.Should().BeNull();
    }

    [SkippableFact]
    public async Task An_old_hash_moves_to_Argon2id_at_the_next_change()
    {
        var directory = await OpenAsync();
        await directory.ChangePasswordAsync(SamplePeople.JeanNoelPetit, "sable mouillé au soir 3", default);

        (await Fixture.HashOfAsync("jpetit1")).Should().StartWith("{ARGON2}$argon2id$");
    }

    private async Task AddAsync(int people)
    {
        await using var admin = await Fixture.ConnectAsAdminAsync();
        for (var number = 0; number < people; number++)
        {
            var key = number == 7 ? "delegated-7" : $"AC-ROUEN${900_000 + number}";
            var added = await admin.AddAsync(
                new LdapAddition(
                    LdapDn.Parse($"uid=crowd{number},{Slapd.PeopleBase}"),
                    new LdapAttributeValues("objectClass", "inetOrgPerson", "acRouenPerson"),
                    new LdapAttributeValues("cn", "Crowd"),
                    new LdapAttributeValues("sn", "Crowd"),
                    new LdapAttributeValues("acRouenJointure", key)),
                default);
            added.IsSuccess.Should().BeTrue();
        }
    }
}

public sealed class EntPersonDirectoryTests(EntPersonSlapd slapd) : SlapdDirectoryContract(slapd), IClassFixture<EntPersonSlapd>
{
    // The SDET knows no state of an account and no typensi.
    protected override Person Expected(Person person) => person with { State = AccountState.Active, UserType = null };
}

public sealed class SupannDirectoryTests(SupannSlapd slapd) : SlapdDirectoryContract(slapd), IClassFixture<SupannSlapd>
{
    // supann gives codes and leaves labels to its tables; it knows no typensi, and no public or private sector.
    protected override Person Expected(Person person) =>
        person with { UserType = null, Postings = [.. person.Postings.Select(posting => posting with { FunctionLabel = posting.FunctionCode, DisciplineLabel = null })] };

    protected override Establishment Expected(Establishment establishment) => establishment with { Sector = "" };
}
