using Microsoft.EntityFrameworkCore.Migrations;

namespace AcRouenIdentity.Infrastructure.Search;

/// <summary>
/// The words of people in an index of SQLite (FTS5), which triggers keep as the records are. A migration that makes the table of people anew loses the triggers, and makes them again with
/// <see cref="Create"/> after <see cref="Drop"/>.
/// </summary>
internal static class PeopleWordsOnSqlite
{
    // The row numbers of a table without a numeric key change when its file is compacted, and an index may count on those alone.
    private const string Numbers = """CREATE TABLE "PeopleNumbers" ("Number" INTEGER NOT NULL PRIMARY KEY, "DirectoryKey" TEXT NOT NULL UNIQUE)""";

    /// <summary>Holds words and no text. Separators are the characters of ASCII that are no letter and no digit: the rest was folded before.</summary>
    private const string Words = """
        CREATE VIRTUAL TABLE "PeopleWords" USING fts5("Names", "Places", content='', contentless_delete=1, detail='column', tokenize='ascii', prefix='1 2 3')
        """;

    /// <summary>What is found of a person: names, login and address up to its domain, which all share; UAI and words of the establishments. Nothing of whoever is erased.</summary>
    private const string Documents = """
        CREATE VIEW "PeopleDocuments" AS
        SELECT number."Number", person."DirectoryKey",
          CASE person."State" WHEN 'Erased' THEN ''
            ELSE replace(person."SearchText", CASE WHEN instr(person."Address", '@') > 0 THEN replace(lower(substr(person."Address", instr(person."Address", '@'))), '-', ' ') ELSE '@' END, ' ') END AS "Names",
          CASE person."State" WHEN 'Erased' THEN '' ELSE coalesce((
            SELECT group_concat(place.value || ' ' || coalesce(school."SearchText", ''), ' ')
            FROM json_each('["' || replace(trim(person."Establishments", ';'), ';', '","') || '"]') AS place
            LEFT JOIN "Schools" AS school ON school."Rne" = place.value), '') END AS "Places"
        FROM "People" AS person JOIN "PeopleNumbers" AS number ON number."DirectoryKey" = person."DirectoryKey"
        """;

    private const string Write = """INSERT OR REPLACE INTO "PeopleWords" (rowid, "Names", "Places") SELECT "Number", "Names", "Places" FROM "PeopleDocuments" """;

    private const string OfPerson = $"""{Write} WHERE "DirectoryKey" = new."DirectoryKey";""";

    private const string OfSchool = $"""
        {Write} WHERE "Number" IN (SELECT rowid FROM "PeopleWords" WHERE "PeopleWords" MATCH 'Places : "' || new."Rne" || '"');
        """;

    private static readonly string[] Statements =
    [
        Numbers,
        Words,
        Documents,
        """INSERT INTO "PeopleNumbers" ("DirectoryKey") SELECT "DirectoryKey" FROM "People" """,
        Write,
        $"""
        CREATE TRIGGER "PeopleAdded" AFTER INSERT ON "People" BEGIN
          INSERT INTO "PeopleNumbers" ("DirectoryKey") VALUES (new."DirectoryKey");
          {OfPerson}
        END
        """,
        $"""
        CREATE TRIGGER "PeopleChanged" AFTER UPDATE OF "SearchText", "Address", "Establishments", "State" ON "People"
        WHEN old."SearchText" <> new."SearchText" OR old."Address" IS NOT new."Address" OR old."Establishments" <> new."Establishments" OR (old."State" = 'Erased') <> (new."State" = 'Erased') BEGIN
          {OfPerson}
        END
        """,
        """
        CREATE TRIGGER "PeopleRemoved" AFTER DELETE ON "People" BEGIN
          DELETE FROM "PeopleWords" WHERE rowid = (SELECT "Number" FROM "PeopleNumbers" WHERE "DirectoryKey" = old."DirectoryKey");
          DELETE FROM "PeopleNumbers" WHERE "DirectoryKey" = old."DirectoryKey";
        END
        """,
        $"""CREATE TRIGGER "SchoolAdded" AFTER INSERT ON "Schools" BEGIN {OfSchool} END""",
        $"""CREATE TRIGGER "SchoolChanged" AFTER UPDATE OF "SearchText" ON "Schools" BEGIN {OfSchool} END""",
    ];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var statement in Statements)
            migration.Sql(statement);
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var trigger in (string[])["PeopleAdded", "PeopleChanged", "PeopleRemoved", "SchoolAdded", "SchoolChanged"])
            migration.Sql($"""DROP TRIGGER IF EXISTS "{trigger}" """);
        migration.Sql("""DROP VIEW "PeopleDocuments" """);
        migration.Sql("""DROP TABLE "PeopleWords" """);
        migration.Sql("""DROP TABLE "PeopleNumbers" """);
    }
}
