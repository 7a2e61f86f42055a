using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.Provisioning.Records;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Provisioning;
using AcRouenIdentity.Infrastructure.Search;
using AcRouenIdentity.Testing.Databases;
using AcRouenIdentity.Testing.Directories;
using AcRouenIdentity.Web.Features.HelpDesk.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Web.Tests.HelpDesk;

internal sealed record CallerFacts(string GivenName, string Surname)
{
    public string? Login { get; init; }

    public string? Address { get; init; }

    public IReadOnlyList<Establishment> Schools { get; init; } = [];

    public PersonRecord Recorded(int number) => new()
    {
        DirectoryKey = $"AC-ROUEN${number}",
        GivenName = GivenName,
        Surname = Surname,
        Login = Login,
        Address = Address,
        SearchText = SearchText.Of([GivenName, Surname, Login, Address]),
        MainEstablishment = Schools.Count > 0 ? Schools[0].Rne.ToString() : null,
        Establishments = PersonRecords.Joined(Schools.Select(school => school.Rne)),
        State = AccountState.Active,
        Confidential = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
    };
}

/// <summary>A database of people alone, and the search over it.</summary>
internal sealed class CallerTable : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private int number;

    private CallerTable(TestDatabase database)
    {
        this.database = database;
        services = database.Services((_, _) => { });
    }

    public static async Task<CallerTable> OpenAsync(DatabaseProvider provider, PostgreSql server)
    {
        var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        return new CallerTable(database);
    }

    /// <summary>Their establishments are named afterwards: people come before names as well as after.</summary>
    public Task<int> AddAsync(params CallerFacts[] callers) => WithDbAsync(async db =>
    {
        db.AddRange(callers.Select(caller => caller.Recorded(++number)));
        await db.SaveChangesAsync();
        await db.NoteSchoolsAsync(callers.SelectMany(caller => caller.Schools), default);
        return number;
    });

    public Task<int> NameAsync(Establishment school) => WithDbAsync(async db =>
    {
        await db.NoteSchoolsAsync([school], default);
        return 1;
    });

    public Task<int> ChangeAsync(string surname, Action<PersonRecord> change) => WithDbAsync(async db =>
    {
        change(await db.People.SingleAsync(record => record.Surname == surname));
        return await db.SaveChangesAsync();
    });

    public Task<CallersFound> AskAsync(string text, Reach reach) => WithDbAsync(db => new CallerSearch(db, new InMemoryDirectory()).FindAsync(text, reach, atMost: 20, default));

    public async Task<IReadOnlyList<string>> FindAsync(string text, Reach? reach = null) => [.. (await AskAsync(text, reach ?? Reach.Everywhere)).People.Select(caller => caller.Name)];

    public async Task<T> WithDbAsync<T>(Func<IdentityDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IdentityDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
