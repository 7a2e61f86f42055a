using System.Text.Json;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.Directory;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.Mail;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.PersonalData;
using AcRouenIdentity.Domain.Ports;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Testing.Feeds;
using AcRouenIdentity.Testing.Hosts;
using AcRouenIdentity.Testing.Passkeys;
using AcRouenIdentity.Testing.SecondFactors;
using AcRouenIdentity.Web.Features.BackupAddresses;
using AcRouenIdentity.Web.Features.Provisioning.People;
using AcRouenIdentity.Web.Features.Shared.Accounts;
using AcRouenIdentity.Web.Tests.Letters;
using AcRouenIdentity.Web.Tests.MailClients;
using AcRouenIdentity.Web.Tests.OpenId;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.MyAccount.Data;

/// <summary>The real printer, and beside it what the paper says.</summary>
internal sealed class ReadableDataPrinter(IHeldDataPrinter printer) : IHeldDataPrinter
{
    public HeldDocument? Last { get; private set; }

    public byte[] Print(HeldDocument document)
    {
        Last = document;
        return printer.Print(document);
    }
}

/// <summary>Somebody of whom there is something of everything: loaded, suspended and restored, given a letter, signed in, with an address, a key, an application, searches and a choice of each kind.</summary>
internal sealed class DataStory : IAsyncDisposable
{
    public const string Page = "/compte/donnees";
    public const string Backup = "zoe.dehors@exemple.fr";
    public const string Officer = "agent.secret1";
    public const string OfficerSubject = "qui-a-remis-le-courrier-000";
    private const string Password = "trois ânes gris sous la pluie";
    private readonly LetterStory letters;

    private DataStory(LetterStory letters, ReadableDataPrinter printer)
    {
        (this.letters, Printer, Browser) = (letters, printer, letters.Host.NewBrowser());
        Authenticator = new SoftAuthenticator(letters.Host.Address);
        var names = letters.PeopleOfSchool.GroupBy(person => $"{person.GivenName} {person.Surname}").Where(group => group.Count() == 1);
        Person = names.Select(group => group.Single()).First();
    }

    public ReadableDataPrinter Printer { get; }

    public PlainBrowser Browser { get; }

    public SoftAuthenticator Authenticator { get; }

    public FictionalPerson Person { get; }

    public ProviderHost Host => letters.Host;

    public string Subject => Host.AskAsync<AccountBook, string>(book => Task.FromResult(book.SubjectOf(Person.Key))).Result;

    public LetterContent Letter => letters.Printer.Of(Person);

    public string Login => Letter.Login.ToString();

    public static async Task<DataStory> OpenAsync()
    {
        ReadableDataPrinter? printer = null;
        var letters = await LetterStory.OpenAsync(
            services =>
            {
                var real = services.Single(service => service.ServiceType == typeof(IHeldDataPrinter));
                services.Remove(real);
                services.AddSingleton<IHeldDataPrinter>(provider => printer ??= new ReadableDataPrinter((IHeldDataPrinter)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
            },
            [.. Applications.Settings.Select(setting => (setting.Key, setting.Value!)), ("Publisher:DataProtectionContact", "dpd@exemple.fr"), ("MailClients:Passwords", "true")]);
        var story = new DataStory(letters, (ReadableDataPrinter)letters.Host.Services.GetRequiredService<IHeldDataPrinter>());
        await story.LiveAsync();
        return story;
    }

    public async Task<WebPage> TakeJsonAsync() => await Browser.PressAsync(await Browser.GetAsync(Page), "Télécharger le JSON");

    public async Task<WebPage> TakePdfAsync() => await Browser.PressAsync(await Browser.GetAsync(Page), "Télécharger le PDF");

    public async Task<JsonElement> ReadJsonAsync() => JsonDocument.Parse((await TakeJsonAsync()).Html).RootElement;

    /// <summary>All words of the document.</summary>
    public async Task<string> ReadPdfAsync()
    {
        await TakePdfAsync();
        var document = Printer.Last!;
        return string.Join('\n', [document.Title, .. document.Lead, .. document.Chapters.SelectMany(WordsOf)]);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        Authenticator.Dispose();
        await letters.DisposeAsync();
    }

    private static IEnumerable<string> WordsOf(HeldChapter chapter) =>
        [chapter.Title, .. chapter.About.Concat(chapter.Entries.SelectMany(entry => entry)).Select(line => $"{line.Label} {line.Text}")];

    private async Task LiveAsync()
    {
        await letters.PrintSchoolAsync();
        var letter = letters.Printer.Of(Person);
        await DecideAsync(letter);
        await HandOverAsync();
        var proven = await LetterStory.ActivateAsync(Browser, letter, Person.BirthDate);
        var chosen = await Browser.SubmitAsync(await Browser.FollowAsync(proven), ("Form.Password", Password), ("Form.Confirmation", Password));
        await Browser.FollowAsync(chosen);
        await Browser.AddPasskeyAsync(Authenticator);
        await Browser.AddAppAsync(Host.Clock);
        await Browser.MakeRecoveryCodesAsync();
        await Browser.MakePasswordAsync("Téléphone de la salle des professeurs");
        using var ent = Host.Ent();
        await ent.SignInAsync(Browser);
        await AddRestAsync();
    }

    private async Task DecideAsync(LetterContent letter)
    {
        await Host.AskAsync<PersonDesk, PersonDecision>(desk => desk.SuspendAsync(letter.Login, null, new Decider(Officer, "Demande du 3, comme 21E0501234ABC"), default));
        await Host.AskAsync<PersonDesk, PersonDecision>(desk => desk.RestoreAsync(letter.Login, new Decider(Officer, "Erreur"), default));
    }

    private async Task HandOverAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var (db, audit) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<AuditTrail>());
        var letter = await db.Letters.SingleAsync(row => row.DirectoryKey == Person.Key.Value);
        letter.Record(HandOver.HandedOver, Officer, Host.Clock.GetUtcNow());
        audit.Record(new AuditEvent.LetterHandedOver(Subject, HandOver.HandedOver, letter.BatchId, OfficerSubject));
        await db.SaveChangesAsync();
    }

    private async Task AddRestAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var (db, vault) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<BackupAddressVault>());
        var address = OutsideAddress.TryParse(Backup, out var parsed) ? parsed : default;
        db.Add(new BackupAddress { DirectoryKey = Person.Key.Value, Protected = vault.Close(address), Lookup = vault.Lookup(address), Slot = 1, VerifiedAt = Host.Clock.GetUtcNow(), ServesFrom = Host.Clock.GetUtcNow() });
        var audit = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        audit.Record(new AuditEvent.BackupAddressVerified(Subject, BackupAddressGround.First));
        audit.Record(new AuditEvent.RecoveryCodeUsed(Subject, Left: 9));
        db.Add(LetterRequest.Of(Person.Key.Value, Host.Clock.GetUtcNow()));
        db.Add(new UnlistedPerson { DirectoryKey = Person.Key.Value, Since = Host.Clock.GetUtcNow() });
        db.Add(new DirectoryUse { Subject = Subject, Kind = DirectoryUseKind.Search, Since = Host.Clock.GetUtcNow(), Count = 3 });
        (await db.Accounts.SingleAsync(account => account.DirectoryKey == Person.Key.Value)).NameForm = NameForm.Usual;
        await db.SaveChangesAsync();
    }
}
