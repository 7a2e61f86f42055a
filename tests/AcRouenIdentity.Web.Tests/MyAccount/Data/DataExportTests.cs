using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.MyAccount.Data;

/// <summary>What a person takes away, and what neither they nor anybody else does.</summary>
public sealed class DataExportTests : IAsyncLifetime
{
    private DataStory story = null!;

    public async Task InitializeAsync() => story = await DataStory.OpenAsync();

    public async Task DisposeAsync() => await story.DisposeAsync();

    [Fact]
    public async Task The_page_says_of_everything_where_it_is_from_what_for_and_how_long_by_the_settings_in_force()
    {
        var page = await story.Browser.GetAsync(DataStory.Page);

        page.Document.QuerySelectorAll("h3").Should().HaveCount(Enum.GetValues<HeldTopic>().Length);
        page.Document.QuerySelectorAll("main dl div").Should().HaveCount(3 * Enum.GetValues<HeldTopic>().Length);
        page.Main.Should().Contain("7 jours après l’envoi").And.Contain("Un an après la fin de la connexion").And.Contain("dpd@exemple.fr");
    }

    [Fact]
    public async Task The_file_for_programs_tells_of_every_topic_under_names_that_stay()
    {
        var file = await story.ReadJsonAsync();

        file.EnumerateObject().Select(member => member.Name).Should().Equal(
            "format", "exportedAt", "directoryEntry", "record", "identifiers", "ina", "history", "letters", "account", "preferences", "backupAddresses", "passkeys", "secondFactors", "applicationPasswords", "sessions", "applications", "mails", "listing", "cases",
            "activity");
        file.GetProperty("directoryEntry").GetProperty("login").GetString().Should().Be(story.Login);
        file.GetProperty("record").GetProperty("birthDate").GetString().Should().Be(story.Person.BirthDate.ToString("O", CultureInfo.InvariantCulture));
        file.GetProperty("record").GetProperty("numen").GetString().Should().Be(story.Person.Numen);
        file.GetProperty("backupAddresses")[0].GetProperty("address").GetString().Should().Be(DataStory.Backup);
        file.GetProperty("letters")[0].GetProperty("handOver").GetString().Should().Be("HandedOver");
        file.GetProperty("applications")[0].GetProperty("receives").GetArrayLength().Should().BeGreaterThan(1);
        file.GetProperty("applicationPasswords")[0].EnumerateObject().Select(member => member.Name).Should().Equal("name", "beginning", "use", "createdAt");
        file.GetProperty("listing").GetProperty("listed").GetBoolean().Should().BeFalse();
        file.GetProperty("activity").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()).Should().Contain(["LetterHandedOver", "PasswordChanged", "PasskeyAdded", "DataExported"]);
        file.GetProperty("ina").EnumerateObject().Select(member => member.Name).Should().Equal("issuedAt");
    }

    [Fact]
    public async Task What_an_event_tells_beside_its_name_is_told()
    {
        var activity = (await story.ReadJsonAsync()).GetProperty("activity").EnumerateArray().ToLookup(entry => entry.GetProperty("event").GetString());

        activity["BackupAddressVerified"].Single().GetProperty("ground").GetString().Should().Be("First");
        activity["RecoveryCodeUsed"].Single().GetProperty("left").GetInt32().Should().Be(9);
    }

    [Fact]
    public async Task The_document_says_all_of_it_in_words()
    {
        var words = await story.ReadPdfAsync();

        words.Should().Contain(story.Person.GivenName).And.Contain(DataStory.Backup).And.Contain("Espace numérique de travail").And.Contain("vos établissements et fonctions").And.Contain("dpd@exemple.fr");
        words.Should().NotContain("Field_").And.NotContain("Event").And.NotContain("Title").And.NotContain("Kept");
        story.Printer.Last!.Chapters.Should().HaveCount(Enum.GetValues<HeldTopic>().Length).And.OnlyContain(chapter => chapter.Entries.Count > 0);
    }

    [Fact]
    public async Task In_English_there_is_a_word_for_everything_too()
    {
        await story.Browser.GetAsync("/langue?vers=en");
        await story.Browser.PressAsync(await story.Browser.GetAsync(DataStory.Page), "Download the PDF");
        var document = story.Printer.Last!;

        document.Language.Should().Be("en");
        document.Chapters.SelectMany(chapter => chapter.Entries).SelectMany(entry => entry).Select(line => line.Label).Should().OnlyContain(label => label.EndsWith(':') || label == "Nothing.").And.NotContain(label => label.StartsWith("Field_"));
    }

    [Fact]
    public async Task Every_table_of_the_database_is_told_to_whom_it_speaks_of_or_left_out_for_a_reason() =>
        (await story.Host.AskAsync<IdentityDb, IReadOnlyList<string>>(db => Task.FromResult(DataTables.Of(db)))).Should().BeEquivalentTo(
            DataTables.Considered, "a new table that holds something of people belongs in the file: let its slice tell it (IHeldData), or say here why not");

    [Fact]
    public async Task Wherever_the_database_knows_the_person_the_file_says_something()
    {
        var file = await story.ReadJsonAsync();
        string[] names = [story.Subject, story.Person.Key.Value, story.Login];
        var known = new List<string>();
        await using var scope = story.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        foreach (var table in DataTables.Of(db))
        {
            if ((await DataTables.ReadAsync(db, table)).Any(row => row.Values.OfType<string>().Any(text => names.Any(name => text.Contains(name, StringComparison.Ordinal)))))
                known.Add(table);
        }

        known.Should().BeSubsetOf(DataTables.Considered).And.Contain(["Accounts", "AuditEntries", "Letters", "OutgoingMails", "Passkeys", "People", "PersonChanges", "Sessions"]);
        foreach (var topic in known.Where(DataTables.Told.ContainsKey).Select(table => DataTables.Told[table]))
            Said(file, topic).Should().BeTrue($"{topic}");
    }

    [Fact]
    public async Task No_hash_key_token_or_encrypted_column_stands_in_either_file()
    {
        var files = (await story.TakeJsonAsync()).Html + await story.ReadPdfAsync();
        await using var scope = story.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var secrets = 0;
        foreach (var table in DataTables.Of(db))
        {
            foreach (var value in (await DataTables.ReadAsync(db, table)).SelectMany(row => row).Where(column => DataTables.SecretColumns.Contains(column.Key)).SelectMany(column => Written(column.Value)))
            {
                files.Should().NotContain(value, table);
                secrets++;
            }
        }

        secrets.Should().BeGreaterThan(100);
        files.Should().NotContain(story.Browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "acrouen-session").Value);
    }

    [Fact]
    public async Task The_ina_and_the_codes_of_letters_stay_on_paper()
    {
        var files = (await story.TakeJsonAsync()).Html + await story.ReadPdfAsync();
        var letter = story.Letter;

        foreach (var secret in new[] { letter.Ina!.Value.Reveal(), letter.ConfirmationCode!.Value.Reveal(), letter.Secret!.Value.Reveal() })
            files.Replace("-", "", StringComparison.Ordinal).Should().NotContain(secret);
    }

    [Fact]
    public async Task Nobody_else_is_named_in_it()
    {
        var files = (await story.TakeJsonAsync()).Html + await story.ReadPdfAsync();
        string[] own = [story.Person.Key.Value, story.Login, story.Letter.Address.ToString()];
        var people = await story.Host.AskAsync<IdentityDb, List<PersonRecord>>(db => db.People.AsNoTracking().ToListAsync());
        var others = people.SelectMany(person => new[] { person.DirectoryKey, person.Login!, person.Address! }).Where(name => !own.Any(mine => mine.Contains(name, StringComparison.Ordinal))).ToList();

        files.Should().NotContain(DataStory.Officer).And.NotContain(DataStory.OfficerSubject).And.NotContain("21E0501234ABC", "an officer wrote it in a note");
        others.Should().HaveCountGreaterThan(500);
        others.Where(other => files.Contains(other, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory, InlineData("?subject=autre"), InlineData("?sub=autre&login=oroux1"), InlineData("/oroux1")]
    public async Task Nobody_asks_for_the_data_of_somebody_else(string address)
    {
        var page = await story.Browser.GetAsync(DataStory.Page + address);

        (page.Status == HttpStatusCode.NotFound || page.Html.Contains("Télécharger le JSON", StringComparison.Ordinal)).Should().BeTrue();
        (await story.ReadJsonAsync()).GetProperty("account").GetProperty("subject").GetString().Should().Be(story.Subject);
    }

    [Fact]
    public async Task Whoever_proved_who_they_are_too_long_ago_gets_nothing_and_nothing_is_recorded()
    {
        var page = await story.Browser.GetAsync(DataStory.Page);
        story.Host.Clock.AdjustTime(story.Host.Clock.GetUtcNow().AddMinutes(6));
        foreach (var button in new[] { "Télécharger le JSON", "Télécharger le PDF" })
            (await story.Browser.PressAsync(page, button)).Redirect!.PathAndQuery.Should().StartWith("/connexion?retour=").And.EndWith("verification=1");

        (await story.Browser.GetAsync(DataStory.Page)).Redirect!.PathAndQuery.Should().EndWith("verification=1");
        (await ExportsAsync()).Should().BeEmpty();
    }

    [Theory, InlineData("Json"), InlineData("Pdf")]
    public async Task A_link_or_a_form_of_another_site_takes_nothing_away(string handler)
    {
        using var content = new FormUrlEncodedContent([]);
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"{DataStory.Page}?handler={handler}") { Content = content };
        var posted = await story.Browser.SendAsync(forged);
        var followed = await story.Browser.GetAsync($"{DataStory.Page}?handler={handler}");

        posted.Status.Should().Be(HttpStatusCode.BadRequest);
        followed.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await ExportsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_taking_away_is_recorded_and_told_to_every_address()
    {
        var before = (await story.Host.ReadMailsAsync()).Count;
        await story.TakeJsonAsync();
        await story.TakePdfAsync();
        var mails = (await story.Host.ReadMailsAsync()).Skip(before).ToList();

        (await ExportsAsync()).Should().Equal("""{"what":"Json"}""", """{"what":"Pdf"}""");
        mails.Select(mail => mail.To).Should().BeEquivalentTo(story.Letter.Address.ToString(), DataStory.Backup, story.Letter.Address.ToString(), DataStory.Backup);
        mails.Select(mail => mail.Subject).Should().AllBe("Vos données ont été téléchargées");
    }

    [Fact]
    public async Task After_ten_within_an_hour_nothing_leaves_until_the_hour_is_over()
    {
        var page = await story.Browser.GetAsync(DataStory.Page);
        for (var turn = 0; turn < 10; turn++)
            (await story.Browser.PressAsync(page, "Télécharger le JSON")).Status.Should().Be(HttpStatusCode.OK);
        var refused = await story.Browser.PressAsync(page, "Télécharger le PDF");
        var longAgo = story.Host.Clock.GetUtcNow().AddHours(-1);
        await story.Host.AskAsync<IdentityDb, int>(db => db.AuditEntries.Where(entry => entry.Kind == AuditKind.DataExported).ExecuteUpdateAsync(update => update.SetProperty(entry => entry.At, longAgo)));

        refused.Status.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Main.Should().Contain("10 fois dans l’heure");
        (await ExportsAsync()).Should().HaveCount(10);
        (await story.TakePdfAsync()).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_cache_keeps_the_files_which_are_saved_under_a_name()
    {
        foreach (var file in new[] { await story.TakeJsonAsync(), await story.TakePdfAsync() })
        {
            file.Response.Headers.CacheControl!.NoStore.Should().BeTrue();
            file.Response.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
            file.Response.Content.Headers.ContentDisposition.FileName.Should().Match("mes-donnees.*");
        }
    }

    private static bool Said(JsonElement file, HeldTopic topic) => file.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(topic.ToString())) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        var one => one.ValueKind is JsonValueKind.Object,
    };

    /// <summary>Short ones, such as the number of a row, stand in any text.</summary>
    private static IEnumerable<string> Written(object? value) => value switch
    {
        string { Length: > 15 } text => [text],
        byte[] { Length: > 15 } bytes => [Convert.ToBase64String(bytes), Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), Encoding.Latin1.GetString(bytes)],
        _ => [],
    };

    private Task<List<string>> ExportsAsync() => story.Host.AskAsync<IdentityDb, List<string>>(db =>
        db.AuditEntries.Where(entry => entry.Kind == AuditKind.DataExported && entry.Subject == story.Subject).OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());
}
