using AcRouenIdentity.Testing.Databases;

namespace AcRouenIdentity.Infrastructure.Tests.Database;

/// <summary>Tests on both databases share one PostgreSQL server, each with a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BothDatabases : ICollectionFixture<PostgreSql>
{
    public const string Name = "Databases";
}
