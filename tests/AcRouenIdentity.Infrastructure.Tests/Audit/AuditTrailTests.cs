using System.Reflection;
using AcRouenIdentity.Domain.Audit;
using AcRouenIdentity.Domain.People;
using AcRouenIdentity.Domain.SignIn;
using AcRouenIdentity.Infrastructure.Audit;
using AcRouenIdentity.Infrastructure.Database;
using AcRouenIdentity.Infrastructure.Tests.Database;
using AcRouenIdentity.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Tests.Audit;

[Collection(BothDatabases.Name)]
public sealed class AuditTrailTests(PostgreSql server)
{
    private static readonly Type[] Events = typeof(AuditEvent).GetNestedTypes(BindingFlags.Public);

    [SkippableTheory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_event_is_saved_with_the_change_that_it_tells(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, server);
        await database.CreateTablesAsync();
        await using var node = new Node(database);

        await node.WithAsync(db =>
        {
            db.Accounts.Add(new Account { Subject = "s1", DirectoryKey = "k1", CreatedAt = node.Clock.GetUtcNow() });
            new AuditTrail(db, node.Clock).Record(new AuditEvent.AccountCreated("s1"));
            return db.SaveChangesAsync();
        });

        var entry = await node.ReadAsync(db => db.AuditEntries.SingleAsync());
        entry.Kind.Should().Be(AuditKind.AccountCreated);
        entry.Subject.Should().Be("s1");
        entry.Json.Should().Be("{}");
        entry.At.Should().Be(node.Clock.GetUtcNow().AddTicks(-7), "what PostgreSQL does not keep is not kept");
    }

    [SkippableFact]
    public async Task A_change_that_fails_leaves_no_event()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
        await using var node = new Node(database);

        var twice = () => node.WithAsync(db =>
        {
            db.Accounts.Add(new Account { Subject = "s1", DirectoryKey = "same", CreatedAt = node.Clock.GetUtcNow() });
            db.Accounts.Add(new Account { Subject = "s2", DirectoryKey = "same", CreatedAt = node.Clock.GetUtcNow() });
            new AuditTrail(db, node.Clock).Record(new AuditEvent.AccountCreated("s1"));
            return db.SaveChangesAsync();
        });

        await twice.Should().ThrowAsync<DbUpdateException>();
        (await node.ReadAsync(db => db.AuditEntries.CountAsync())).Should().Be(0);
    }

    [SkippableFact]
    public async Task Facts_are_kept_by_name_and_choices_by_word()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, server);
        await database.CreateTablesAsync();
        await using var node = new Node(database);

        await node.RecordAsync(new AuditEvent.SignedIn("s1", "sid-1", DeviceKind.Personal, "pop mfa"), new AuditEvent.SessionsEnded("s1", SessionEnd.PasswordChange, 3));

        var facts = await node.ReadAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Json).ToListAsync());
        facts.Should().Equal("""{"sessionId":"sid-1","device":"Personal","methods":"pop mfa"}""", """{"reason":"PasswordChange","count":3}""");
    }

    [Fact]
    public void Each_event_has_a_kind_of_its_own_named_as_it_is() =>
        Events.Select(happened => happened.Name).Should().BeEquivalentTo(Enum.GetNames<AuditKind>());

    [Fact]
    public void Events_carry_identifiers_choices_and_counts_only()
    {
        string[] identifiers = ["Subject", "SessionId", "ClientId", "KeyId", "Officer", "Establishment", "Methods", "Announcement", "Administrator", "Reference", "Case", "Second"];
        var facts = Events.SelectMany(happened => happened.GetProperties()).Where(fact => fact.Name is not ("Kind" or "EqualityContract"));

        facts.Where(fact => (Nullable.GetUnderlyingType(fact.PropertyType) ?? fact.PropertyType) is var type && !type.IsEnum && type != typeof(int) && type != typeof(long) && type != typeof(DateTimeOffset))
            .Select(fact => fact.Name).Distinct().Should().BeSubsetOf(identifiers, "a NUMEN, an address or a code could hide in any other text");
        facts.Where(fact => identifiers.Contains(fact.Name)).Should().OnlyContain(fact => fact.PropertyType == typeof(string));
    }

    [Fact]
    public void Names_in_the_trail_never_change() =>
        Enum.GetNames<AuditKind>().Should().Contain(
            ["AccountCreated", "SignedIn", "SignInRefused", "SignedOut", "SessionsEnded", "PasswordChanged", "ClientConfigured", "SigningKeyCreated"]);
}
