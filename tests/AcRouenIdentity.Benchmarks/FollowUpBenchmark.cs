using System.Diagnostics;
using System.Globalization;
using AcRouenIdentity.Domain.Letters;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Web.Features.Letters;
using AcRouenIdentity.Web.Features.Letters.FollowUp;
using AcRouenIdentity.Web.Features.Shared.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AcRouenIdentity.Benchmarks;

/// <summary>What the page of those who have not opened their account asks of the database, when all people of an académie have a letter and a third of them have used it.</summary>
internal sealed class FollowUpBenchmark(IdentityDb db, int people)
{
    private const int PeopleOfASchool = 66;
    private const int RowsOfASave = 5_000;
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(DatabaseProvider provider, int people, CancellationToken cancellationToken)
    {
        var server = new PostgreSql();
        await using var database = await TestDatabase.CreateAsync(provider, server);
        try
        {
            await database.CreateTablesAsync();
            await using var services = database.Services((_, _) => { });
            await using var scope = services.CreateAsyncScope();
            await new FollowUpBenchmark(scope.ServiceProvider.GetRequiredService<IdentityDb>(), people).RunAsync(provider, cancellationToken);
        }
        finally
        {
            await server.DisposeAsync();
        }

        return 0;
    }

    private async Task RunAsync(DatabaseProvider provider, CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        var clock = new StoppedClock();
        var waiting = new WaitingPeople(db, clock);
        var secretariats = new Secretariats(db, new PersonRoles(Options.Create(new RoleOptions())), Options.Create(new LetterOptions()), clock);
        Console.WriteLine($"{people} people, {provider}");
        await TellAsync("by school", () => waiting.BySchoolAsync(cancellationToken));
        await TellAsync("count of a filter", () => waiting.CountAsync(new WaitingFilter(null, LetterAge.Month), cancellationToken));
        await TellAsync("first sheet", () => waiting.SheetAsync(new WaitingFilter(null, null), 1, cancellationToken));
        await TellAsync("last sheet", () => waiting.SheetAsync(new WaitingFilter(null, null), people * 2 / 3 / WaitingPeople.RowsOfASheet, cancellationToken));
        await TellAsync("sheet of a school", () => waiting.SheetAsync(new WaitingFilter(Rne.Parse(SchoolOf(0)), LetterAge.Month), 1, cancellationToken));
        await TellAsync("curve", () => new ActivationHistory(db, clock).ReadAsync(cancellationToken));
        await TellAsync("letters in secretariats", () => secretariats.ListAsync(cancellationToken));
        await TellAsync("addresses of secretaries", () => secretariats.FindSecretariesAsync(cancellationToken));
    }

    private static async Task TellAsync<T>(string name, Func<Task<T>> ask)
    {
        await ask();
        var clock = Stopwatch.StartNew();
        await ask();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{clock.Elapsed.TotalMilliseconds,10:F0} ms"));
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var batch = new LetterBatch { Kind = LetterKind.FirstAccess, Scope = BatchScope.Run, ScopeValue = "1", AskedAt = Now, AskedBy = "benchmark", Total = people };
        db.Add(batch);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var some in Enumerable.Range(0, people).Chunk(RowsOfASave))
        {
            db.AddRange(some.Select(PersonOf));
            db.AddRange(some.Select(number => LetterOf(number, batch.Id)));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        for (var part = 1; part <= (people / PeopleOfASchool) + 1; part++)
        {
            var printed = new LetterPart { BatchId = batch.Id, Number = part, Letters = PeopleOfASchool, Content = [0] };
            printed.TryDownload("benchmark", Now);
            db.Add(printed);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private static bool HasOpened(int number) => number % 3 == 0;

    private static string SchoolOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{7600000 + (number / PeopleOfASchool):D7}A");

    private static PersonRecord PersonOf(int number) => new()
    {
        DirectoryKey = $"AC-ROUEN${number}",
        Login = $"person{number}",
        Address = $"person.{number}@ac-rouen.fr",
        GivenName = $"Given{number % 977}",
        Surname = $"Surname{number % 7919}",
        SearchText = "",
        MainEstablishment = SchoolOf(number),
        Establishments = $";{SchoolOf(number)};",
        Postings = PostingLine.Write(new Posting(Rne.Parse(SchoolOf(number)), number % 20 == 0 ? "ADF" : "ENS", "", null, null)),
        State = HasOpened(number) ? AccountState.Active : AccountState.Provisioned,
        Confidential = new string('x', 300),
        CreatedAt = Now,
        ChangedAt = Now,
    };

    private static Letter LetterOf(int number, int batch)
    {
        var letter = new Letter { BatchId = batch, DirectoryKey = $"AC-ROUEN${number}", Kind = LetterKind.FirstAccess, Establishment = SchoolOf(number), Rank = number + 1 };
        var printed = Now.AddDays(-(number % 80));
        letter.Print((number / PeopleOfASchool) + 1, $"code-{number}", new string('h', 97), printed, printed.AddDays(60));
        if (HasOpened(number))
            letter.Finish(LetterEnd.Used, printed.AddDays(1));
        return letter;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
