using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Colleagues;

/// <summary>The sample people in the records, and others beside them; what somebody signed in does in the directory of people.</summary>
internal static class ColleaguesStory
{
    public const string Search = "/annuaire";
    public const string Mine = "/annuaire/ma-fiche";

    /// <summary>Known by nobody but the records.</summary>
    public static Person Called(string givenName, string surname, int number, params Posting[] postings) => SamplePeople.ClaireMartin with
    {
        Key = new DirectoryKey($"AC-ROUEN${number}"),
        Login = Login.Parse($"x{number}"),
        DisplayName = $"{givenName} {surname}",
        GivenName = givenName,
        Surname = surname,
        Address = MailAddress.Parse($"personne.{number}@ac-rouen.fr"),
        Postings = postings,
    };

    /// <summary>Records people as provisioning does, and starts anew, so that the index has them.</summary>
    public static async Task RecordAsync(this ProviderHost host, params Person[] people)
    {
        await host.AddRecordsAsync(people);
        await host.RestartAsync();
    }

    public static Task<int> AddRecordsAsync(this ProviderHost host, IEnumerable<Person> people) => host.AskAsync<IdentityDb, int>(db =>
    {
        db.AddRange(people.Select(person => RecordOf(host, person)));
        return db.SaveChangesAsync();
    });

    public static Task<int> ChangeStateAsync(this ProviderHost host, Person person, AccountState state) => host.AskAsync<IdentityDb, int>(async db =>
    {
        var record = await db.People.SingleAsync(row => row.DirectoryKey == person.Key.Value);
        (record.State, record.ChangedAt, record.Version) = (state, host.Clock.GetUtcNow(), record.Version + 1);
        return await db.SaveChangesAsync();
    });

    /// <summary>Names that a search shows on its first sheet.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(this PlainBrowser browser, string text, string filters = "") =>
        NamesOn(await browser.GetAsync($"{Search}?q={Uri.EscapeDataString(text)}{filters}"));

    public static IReadOnlyList<string> NamesOn(WebPage page) => [.. page.Document.QuerySelectorAll("main tbody tr td:first-child").Select(cell => cell.TextContent.Trim())];

    /// <summary>Address of the card of whoever a search finds first.</summary>
    public static async Task<string> CardOfAsync(this PlainBrowser browser, string text)
    {
        var page = await browser.GetAsync($"{Search}?q={Uri.EscapeDataString(text)}");
        return page.Document.QuerySelector("main tbody a[href$='/vcf']")!.GetAttribute("href")!;
    }

    public static async Task HideAsync(this PlainBrowser browser) => await browser.PressAsync(await browser.GetAsync(Mine), "Ne plus figurer dans l’annuaire");

    private static PersonRecord RecordOf(ProviderHost host, Person person) => host.Services.GetRequiredService<PersonRecords>().New(
        new KnownPerson
        {
            Key = person.Key,
            FeedKey = person.Key,
            Login = person.Login,
            Address = person.Address,
            State = person.State,
            Facts = new PersonFacts
            {
                GivenName = person.GivenName,
                Surname = person.Surname,
                Postings = person.Postings,
                MainEstablishment = person.Postings.Count > 0 ? person.Postings[0].Rne : null,
                BirthName = "Delasecrète",
                BirthDate = new DateOnly(1981, 7, 14),
                Numen = person.Numen,
                PostalAddress = "12 rue du Gros-Horloge",
            },
        },
        host.Clock.GetUtcNow());
}
