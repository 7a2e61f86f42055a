using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Planning;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Testing.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.Shared.Access;

/// <summary>Somebody whom handlers are pressed for.</summary>
/// <param name="Delegated">Somebody else, of the same school, whom its head asked an account for.</param>
/// <param name="Letter">To the person, on paper in their school.</param>
internal sealed record ProbeTarget(Person Person, Login Delegated, long Letter)
{
    public Rne School => Person.Postings[0].Rne;
}

/// <param name="LetsIn">Of an answer that is no refusal: what was asked for was there.</param>
internal sealed record Probe(string Path, (string Name, string Value)[] Fields, Func<WebPage, bool> LetsIn);

/// <summary>How each handler is pressed. Those about somebody are pressed for a target; the others as they are.</summary>
internal static partial class PageProbes
{
    public static bool HasTarget(PageHandler handler) => handler switch
    {
        { Path: "/comptes" or "/comptes/{login}" or "/comptes/delegation" or "/courriers/remise" } => true,
        { Path: "/courriers", IsRead: false, Name: "" } => true,
        _ => false,
    };

    public static Probe Of(PageHandler handler, ProbeTarget target) => handler switch
    {
        { Path: "/comptes" } => new Probe($"/comptes?q={target.Person.Login}", [], page => page.Html.Contains($"/comptes/{target.Person.Login}\"")),
        { Path: "/comptes/{login}" } => new Probe(Addressed(handler, target), [("Form.Reason", "Essai")], _ => true),
        { Path: "/comptes/delegation", IsRead: true } => new Probe(handler.Path, [], page => page.Html.Contains(target.Delegated.ToString())),
        { Path: "/comptes/delegation", Name: "End" } => new Probe(Addressed(handler, target), [("login", target.Delegated.ToString()), ("end", Soon)], page => page.Redirect?.Query.Contains("fin=") == true),
        { Path: "/comptes/delegation" } => new Probe(handler.Path, Delegation(target), _ => true),
        { Path: "/courriers/remise", IsRead: true } => new Probe(handler.Path, [], page => page.Html.Contains($"value=\"{target.Letter}\"")),
        { Path: "/courriers/remise" } => new Probe(Addressed(handler, target), [("courrier", $"{target.Letter}")], page => page.Redirect?.Query == "?fait=1"),
        { Path: "/courriers", IsRead: false, Name: "" } => new Probe(
            handler.Path, [("Form.Kind", nameof(LetterKind.InaRenewal)), ("Form.Scope", nameof(BatchScope.Person)), ("Form.Value", target.Person.Login.ToString())], _ => true),
        _ => new Probe(Addressed(handler, target), [], _ => true),
    };

    /// <summary>Refused is 403, or to be sent to sign in and back; what is for everybody may send there too, once it was reached.</summary>
    public static bool IsRefused(PageHandler handler, WebPage answer) => answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized
        || (!handler.IsForAll && answer.Redirect is { AbsolutePath: "/connexion", Query: var query } && query.Contains("retour=", StringComparison.Ordinal));

    public static async Task<ProbeTarget> PutAsync(ProviderHost host, Person person, Login delegated, int batch)
    {
        host.Directory.Put(person, SamplePeople.Password);
        await using var scope = host.Services.CreateAsyncScope();
        var (db, records) = (scope.ServiceProvider.GetRequiredService<IdentityDb>(), scope.ServiceProvider.GetRequiredService<PersonRecords>());
        var (rne, now) = (person.Postings[0].Rne, host.Clock.GetUtcNow());
        var key = new DirectoryKey($"delegue-{delegated}");
        var record = records.New(
            new KnownPerson
            {
                Key = key,
                FeedKey = null,
                Login = delegated,
                State = AccountState.Active,
                Facts = new PersonFacts { GivenName = "Zoé", Surname = delegated.ToString(), BirthDate = new DateOnly(1990, 1, 1), MainEstablishment = rne, Postings = [new Posting(rne, "MIS", "MISSION", null, null)] },
            },
            now);
        record.DelegatedBy = SamplePeople.HeleneLefevre.Login.ToString();
        host.Directory.Put(person with { Key = key, Login = delegated, Numen = null, Address = null }, SamplePeople.Password);
        var paper = new LetterBatch { Id = batch, Kind = LetterKind.InaRenewal, Scope = BatchScope.Person, ScopeValue = person.Login.ToString(), AskedAt = now, AskedBy = "oroux1", Total = 1, LeftOut = 0 };
        var letter = new Letter { BatchId = batch, DirectoryKey = person.Key.Value, Kind = LetterKind.InaRenewal, Establishment = rne.ToString(), Rank = 1 };
        letter.Print(part: 1, codeLookup: null, secretHash: null, now, now.AddDays(60));
        db.AddRange(record, paper, letter);
        await db.SaveChangesAsync();
        return new ProbeTarget(person, delegated, letter.Id);
    }

    private static string Soon => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date).AddDays(30).ToString("O", CultureInfo.InvariantCulture);

    private static (string Name, string Value)[] Delegation(ProbeTarget target) =>
    [
        ("Form.GivenName", "Yves"), ("Form.Surname", "Nouveau"), ("Form.BirthDate", "1990-01-01"), ("Form.School", target.School.ToString()), ("Form.Function", "Mission"), ("Form.Mission", "Essai"), ("Form.End", Soon),
    ];

    private static string Addressed(PageHandler handler, ProbeTarget target)
    {
        var path = handler.Path.Replace("{login}", target.Person.Login.ToString(), StringComparison.Ordinal).Replace("{number:int}", "1", StringComparison.Ordinal);
        // What is optional is left out.
        path = Optional().Replace(path, "").Replace("{card}", "aucune", StringComparison.Ordinal).Replace("{name}", "aucun.js", StringComparison.Ordinal).Replace("{id}", "aucune", StringComparison.Ordinal);
        return handler.Name.Length > 0 ? $"{path}?handler={handler.Name}" : path;
    }

    [GeneratedRegex(@"/\{[^}]*\?\}$")]
    private static partial Regex Optional();
}
