using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AcRouenIdentity.Infrastructure.Database;

/// <summary>
/// The order of a French index: accents and case decide only between words of the same letters. PostgreSQL brings it (ICU); SQLite, which compares octets, is given
/// it with each connection.
/// </summary>
public static class FrenchOrder
{
    private const string OfPostgreSql = "fr-x-icu";
    private const string OfSqlite = "french";

    private static readonly CompareInfo French = CultureInfo.GetCultureInfo("fr-FR").CompareInfo;

    /// <summary>For what is put in order here.</summary>
    public static StringComparer Comparer { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), CompareOptions.None);

    /// <summary>What this database calls it.</summary>
    public static string CollationOf(DatabaseFacade database) => database.IsNpgsql() ? OfPostgreSql : OfSqlite;

    internal static void AddTo(SqliteConnection connection) => connection.CreateCollation(OfSqlite, (left, right) => French.Compare(left, right, CompareOptions.None));
}
