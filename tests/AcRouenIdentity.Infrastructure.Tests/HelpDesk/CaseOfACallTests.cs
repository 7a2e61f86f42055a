using AcRouenIdentity.Domain.HelpDesk;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AcRouenIdentity.Infrastructure.Tests.HelpDesk;

/// <summary>The database decides which of two agents who answer one person at once opens the case.</summary>
[Collection(BothDatabases.Name)]
public sealed class CaseOfACallTests(PostgreSql server)
{
    private static readonly DirectoryKey Caller = new("AC-ROUEN$1");

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task One_person_has_one_open_case_from_a_call_and_another_once_it_is_closed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var services = database.Services((_, _) => { });

        (await TryOpenAsync(services, "AS-1", CaseOrigin.Call)).Should().BeTrue();
        (await TryOpenAsync(services, "AS-2", CaseOrigin.Call)).Should().BeFalse("one is open");
        (await TryOpenAsync(services, "AS-3", CaseOrigin.Online)).Should().BeTrue("nobody decided that it is the same trouble");
        await CloseAsync(services, "AS-1");
        (await TryOpenAsync(services, "AS-4", CaseOrigin.Call)).Should().BeTrue();
    }

    private static async Task<bool> TryOpenAsync(ServiceProvider services, string reference, CaseOrigin origin)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var opened = new AssistanceCase { Reference = reference, Origin = origin, OpenedAt = TimeProvider.System.GetUtcNow() };
        opened.Identify(Caller, ";0769001W;");
        if (origin == CaseOrigin.Call)
            opened.AnswerCall();
        db.Add(opened);
        return await db.TrySaveAsync(CancellationToken.None);
    }

    private static async Task CloseAsync(ServiceProvider services, string reference)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        (await db.Cases.SingleAsync(row => row.Reference == reference)).Close(CaseOutcome.Helped, TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
