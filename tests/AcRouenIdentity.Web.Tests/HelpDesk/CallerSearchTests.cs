using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Search;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Web.Features.HelpDesk.Search;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

public sealed class CallerSearchTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Whoever_calls_is_found_by_what_they_say(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        await callers.AddAsync(
            new("Jean-Noël", "Petit") { Login = "jpetit1", Address = "jean-noel.petit@ac-rouen.fr", Schools = [SamplePeople.LyceeLesFalaises] },
            new("Élise", "d’Été-Œuvrard") { Login = "edete1", Address = "elise.dete@ac-rouen.fr", Schools = [SamplePeople.CollegeJacquesTati] },
            new("Bảo", "Nguyễn") { Login = "bnguyen12", Schools = [SamplePeople.LyceeProfessionnel, SamplePeople.CollegeJacquesTati] });

        foreach (var said in (string[])["petit jean noel", "PETIT", "jean-noël pet", "noel", "jpetit1", "jpe", "jean-noel.petit@ac-rouen.fr", "jean-noel.petit@", "petit falaises", "falaises", "tréport petit", "0769001w", "0769001", "lyc petit"])
            (await callers.FindAsync(said)).Should().Contain("Petit Jean-Noël", $"of \"{said}\"").And.NotContain("d’Été-Œuvrard Élise", $"of \"{said}\"");
        foreach (var said in (string[])["ete", "d'ete", "d ete elise", "oeuvrard", "ŒUVRARD ÉLISE", "edete", "elise tati", "andelys jacques elise"])
            (await callers.FindAsync(said)).Should().Equal(["d’Été-Œuvrard Élise"], $"of \"{said}\"");
        foreach (var said in (string[])["bao nguyen", "nguyên", "couturier", "0769002X bao"])
            (await callers.FindAsync(said)).Should().Equal(["Nguyễn Bảo"], $"of \"{said}\"");
        foreach (var said in (string[])["petite", "jean elise", "rouen", "fr", "noël falaise tati", ""])
            (await callers.FindAsync(said)).Should().BeEmpty($"of \"{said}\"");
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Whole_words_come_before_beginnings_names_before_schools_and_the_rest_in_French_order(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        await callers.AddAsync(
            new("Zoé", "Tati"), new("Anne", "Tatinclaux"), new("Éric", "Éloi") { Schools = [SamplePeople.CollegeJacquesTati] }, new("Yves", "Eluard") { Schools = [SamplePeople.CollegeJacquesTati] },
            new("Tati", "Bernard"), new("Aline", "Tati"));

        (await callers.FindAsync("tati")).Should().Equal("Bernard Tati", "Tati Aline", "Tati Zoé", "Tatinclaux Anne", "Éloi Éric", "Eluard Yves");
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Whoever_is_called_like_an_establishment_is_found_before_those_who_serve_there(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        await callers.AddAsync(new("Jacques", "Tatin"), new("Éric", "Éloi") { Schools = [SamplePeople.CollegeJacquesTati] }, new("Anne", "Collègette") { Login = "jtati4" });

        (await callers.FindAsync("jacques tati")).Should().Equal("Tatin Jacques", "Éloi Éric");
        (await callers.FindAsync("collège jacques tati")).Should().Equal("Éloi Éric");
        (await callers.FindAsync("collège jtati")).Should().Equal("Collègette Anne");
        (await callers.FindAsync("andelys éloi")).Should().Equal("Éloi Éric");
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Many_are_cut_short_and_said_to_be_more(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        await callers.AddAsync([.. Enumerable.Range(0, 500).Select(number => new CallerFacts($"Prénom{(char)('A' + (number / 26))}{(char)('a' + (number % 26))}", "Durand"))]);
        await callers.AddAsync(new CallerFacts("Seul", "Durandal"));

        var found = await callers.AskAsync("durand", Reach.Everywhere);
        found.People.Should().HaveCount(20);
        found.HasMore.Should().BeTrue();
        (await callers.AskAsync("durandal", Reach.Everywhere)).Should().BeEquivalentTo(new { People = new[] { new { Name = "Durandal Seul" } }, HasMore = false });
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Whoever_is_out_of_reach_is_not_there(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        var elsewhere = new Establishment(Rne.Parse("0140001A"), "École 0769001W, 076 et 027", "EEPU", "151", "PU", null);
        await callers.AddAsync(
            new("Un", "Martin") { Schools = [SamplePeople.LyceeLesFalaises] }, new("Deux", "Martin") { Schools = [SamplePeople.CollegeJacquesTati] },
            new("Trois", "Martin") { Schools = [SamplePeople.CollegeJacquesTati, SamplePeople.LyceeLesFalaises] }, new("Quatre", "Martin"), new("Cinq", "Martin") { Schools = [elsewhere] });

        (await callers.FindAsync("martin", Reach.Everywhere)).Should().HaveCount(5);
        (await callers.FindAsync("martin", Reach.OfDepartement("076"))).Should().BeEquivalentTo("Martin Un", "Martin Trois");
        (await callers.FindAsync("martin", Reach.OfEstablishments([SamplePeople.CollegeJacquesTati.Rne]))).Should().BeEquivalentTo("Martin Deux", "Martin Trois");
        (await callers.FindAsync("martin", Reach.OfDepartement("027").And(Reach.OfEstablishments([SamplePeople.LyceeLesFalaises.Rne])))).Should().HaveCount(3);
        (await callers.FindAsync("martin", Reach.Nowhere)).Should().BeEmpty();
        (await callers.FindAsync("0769001W", Reach.OfDepartement("027"))).Should().BeEquivalentTo("Martin Trois");
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task The_index_follows_the_people_at_once(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        await callers.AddAsync(new CallerFacts("Claire", "Martin") { Login = "cmartin1", Schools = [SamplePeople.LyceeLesFalaises] }, new CallerFacts("Claire", "Petit"));

        await callers.ChangeAsync("Martin", record => (record.Surname, record.SearchText) = ("Lenoir", SearchTextOf("Claire Lenoir cmartin1")));
        (await callers.FindAsync("martin")).Should().BeEmpty();
        (await callers.FindAsync("lenoir falaises")).Should().Equal("Lenoir Claire");
        await callers.ChangeAsync("Lenoir", record => (record.Establishments, record.MainEstablishment) = ($";{SamplePeople.CollegeJacquesTati.Rne};", SamplePeople.CollegeJacquesTati.Rne.ToString()));
        (await callers.FindAsync("lenoir falaises")).Should().BeEmpty();
        await callers.NameAsync(SamplePeople.CollegeJacquesTati with { Name = "Collège de la Dune" });
        (await callers.FindAsync("dune")).Should().Equal("Lenoir Claire");
        (await callers.FindAsync("tati")).Should().BeEmpty();
        await callers.ChangeAsync("Lenoir", record => record.State = AccountState.Departed);
        (await callers.FindAsync("lenoir")).Should().Equal("Lenoir Claire");
        await callers.ChangeAsync("Lenoir", record => record.State = AccountState.Erased);
        (await callers.FindAsync("lenoir")).Should().BeEmpty();
        (await callers.WithDbAsync(async db => await (await db.PeopleWithAsync(["lenoir"], WordMatch.Name, Reach.Everywhere, default)).CountAsync())).Should().Be(0);
        await callers.WithDbAsync(db => db.People.Where(record => record.Surname == "Petit").ExecuteDeleteAsync());
        (await callers.WithDbAsync(async db => await (await db.PeopleWithAsync(["claire"], WordMatch.Anything, Reach.Everywhere, default)).CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Compacting_the_file_does_not_mix_people_up()
    {
        await using var callers = await CallerTable.OpenAsync(DatabaseProvider.Sqlite, server);
        await callers.AddAsync([.. Enumerable.Range(0, 40).Select(number => new CallerFacts("Zoé", $"Nom{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}"))]);
        await callers.WithDbAsync(db => db.People.Where(record => record.Surname.EndsWith('a')).ExecuteDeleteAsync());
        await callers.WithDbAsync(db => db.Database.ExecuteSqlAsync($"VACUUM"));

        (await callers.FindAsync("nomhb")).Should().Equal("Nomhb Zoé");
        await callers.ChangeAsync("Nomhb", record => record.SearchText = SearchTextOf("Zoe Autre"));
        (await callers.FindAsync("autre")).Should().Equal("Nomhb Zoé");
        (await callers.FindAsync("nomhb")).Should().BeEmpty();
    }

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task Whatever_is_typed_is_words_and_never_a_query(DatabaseProvider provider)
    {
        await using var callers = await CallerTable.OpenAsync(provider, server);
        await callers.AddAsync(new CallerFacts("Claire", "Martin") { Schools = [SamplePeople.LyceeLesFalaises] }, new CallerFacts("Nearby", "Ornot"), new CallerFacts("Anne", "O'Hara"), new CallerFacts("𠮷野", "Ķ"));

        foreach (var hostile in (string[])
                 [
                     "%", "_", "%%%", "*", "\"", "'", "''", "\\", "\\'", "' | '", "':*", "zzz\" OR \"martin", "^", "-", "--", "()", "((", "{Names}:", "Names : x", "{Places} : \"076\"*", "zzz OR martin", "zzz NOT martin",
                     "NEAR(claire martin)", "martin NOT claire", "zzz | martin", "!zzz", "zzz:*", "zzz\0martin", "\0", "'; DROP TABLE \"People\"; --", "mart_n", "m%n", "\uD800", "zzza\uDC00", "\u202Ezzz", "\u0301\u0301", "🙂🙂",
                     new string('z', 1_000_000), new string('\u0301', 100_000), string.Concat(Enumerable.Repeat("𠮷", 60)), new string('a', 39) + "𠮷", "\uFFFF\uFFFE", "ﷺﷺﷺ", "{z}", "%s%n",
                 ])
            (await callers.FindAsync(hostile)).Should().BeEmpty("of {0}", hostile[..Math.Min(hostile.Length, 40)]);
        (await callers.FindAsync("near or")).Should().Equal("Ornot Nearby");
        (await callers.FindAsync("\"martin\" AND claire*")).Should().BeEmpty("and is a word like others");
        (await callers.FindAsync("martin* (claire)")).Should().Equal("Martin Claire");
        (await callers.FindAsync("o'hara")).Should().Equal("O'Hara Anne");
        (await callers.FindAsync("𠮷")).Should().Equal("Ķ 𠮷野");
        (await callers.FindAsync(string.Join(' ', Enumerable.Repeat("martin claire falaises", 10_000)))).Should().Equal("Martin Claire");
        (await callers.WithDbAsync(db => db.People.CountAsync())).Should().Be(4);
    }

    private static string SearchTextOf(string names) => Infrastructure.Provisioning.SearchText.Of([names]);
}
