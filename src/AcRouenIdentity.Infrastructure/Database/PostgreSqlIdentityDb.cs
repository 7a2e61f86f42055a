using Microsoft.EntityFrameworkCore;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>The database of several nodes.</summary>
public sealed class PostgreSqlIdentityDb(DbContextOptions<PostgreSqlIdentityDb> options) : IdentityDb(options);
