using Microsoft.EntityFrameworkCore.Migrations;

namespace AcRouenIdentity.Infrastructure.Search;

/// <summary>The words of people in a column that triggers fill, under an inverted index (GIN). Words of establishments, and their UAI, begin with a slash, which nobody's name does.</summary>
internal static class PeopleWordsOnPostgreSql
{
    // The parser of PostgreSQL would take "claire.martin" for a host and keep it whole. What is no letter and no digit of ASCII separates, as on SQLite; a word is cut where an index could not hold it.
    private const string WordsOf = """
        CREATE FUNCTION "WordsOf"(text text, mark text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $words$
          SELECT array_to_tsvector(ARRAY(
            SELECT mark || left(word, 60)
            FROM unnest(string_to_array(translate(lower(text), E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\t', repeat(' ', 33)), ' ')) AS word
            WHERE word <> ''))
        $words$
        """;

    private const string Fill = """
        CREATE FUNCTION "FillPeopleWords"() RETURNS trigger LANGUAGE plpgsql AS $fill$
        BEGIN
          IF new."State" = 'Erased' THEN
            new."Words" := ''::tsvector;
          ELSE
            new."Words" := "WordsOf"(replace(new."SearchText", coalesce(replace(lower(substring(new."Address" FROM '@.*')), '-', ' '), '@'), ' '), '')
              || "WordsOf"(replace(new."Establishments", ';', ' ') || coalesce((
                SELECT string_agg(school."SearchText", '') FROM "Schools" AS school WHERE school."Rne" = ANY (string_to_array(new."Establishments", ';'))), ''), '/');
          END IF;
          RETURN new;
        END
        $fill$
        """;

    private const string Follow = """
        CREATE FUNCTION "FollowSchool"() RETURNS trigger LANGUAGE plpgsql AS $follow$
        BEGIN
          UPDATE "People" SET "SearchText" = "SearchText" WHERE "Words" @@ ('''/' || lower(new."Rne") || '''')::tsquery;
          RETURN new;
        END
        $follow$
        """;

    private const string FillWithDepartements = """
        CREATE OR REPLACE FUNCTION "FillPeopleWords"() RETURNS trigger LANGUAGE plpgsql AS $fill$
        BEGIN
          IF new."State" = 'Erased' THEN
            new."Words" := ''::tsvector;
          ELSE
            new."Words" := "WordsOf"(replace(new."SearchText", coalesce(replace(lower(substring(new."Address" FROM '@.*')), '-', ' '), '@'), ' '), '')
              || "WordsOf"(replace(new."Establishments", ';', ' ') || coalesce((
                SELECT string_agg(school."SearchText", '') FROM "Schools" AS school WHERE school."Rne" = ANY (string_to_array(new."Establishments", ';'))), ''), '/')
              || array_to_tsvector(ARRAY(SELECT '#' || left(rne, 3) FROM unnest(string_to_array(new."Establishments", ';')) AS rne WHERE rne <> ''));
          END IF;
          RETURN new;
        END
        $fill$
        """;

    private const string FollowWithWords = """
        CREATE OR REPLACE FUNCTION "FollowSchool"() RETURNS trigger LANGUAGE plpgsql AS $follow$
        BEGIN
          INSERT INTO "SchoolWords" SELECT unnest(tsvector_to_array("WordsOf"(new."SearchText", ''))) ON CONFLICT DO NOTHING;
          UPDATE "People" SET "SearchText" = "SearchText" WHERE "Words" @@ ('''/' || lower(new."Rne") || '''')::tsquery;
          RETURN new;
        END
        $follow$
        """;

    private static readonly string[] StatementsOfSchoolWords =
    [
        """CREATE TABLE "SchoolWords" ("Word" text COLLATE "C" PRIMARY KEY)""",
        FollowWithWords,
        """INSERT INTO "SchoolWords" SELECT DISTINCT unnest(tsvector_to_array("WordsOf"("SearchText", ''))) FROM "Schools" """,
        FillWithDepartements,
        """UPDATE "People" SET "SearchText" = "SearchText" """,
    ];

    private static readonly string[] Statements =
    [
        """ALTER TABLE "People" ADD COLUMN "Words" tsvector""",
        WordsOf,
        Fill,
        Follow,
        """
        CREATE TRIGGER "PeopleWords" BEFORE INSERT OR UPDATE OF "SearchText", "Address", "Establishments", "State" ON "People"
        FOR EACH ROW EXECUTE FUNCTION "FillPeopleWords"()
        """,
        """CREATE TRIGGER "SchoolWords" AFTER INSERT OR UPDATE OF "SearchText" ON "Schools" FOR EACH ROW EXECUTE FUNCTION "FollowSchool"()""",
        """UPDATE "People" SET "SearchText" = "SearchText" """,
        """CREATE INDEX "IX_People_Words" ON "People" USING gin ("Words") WITH (gin_pending_list_limit = 512)""",
    ];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var statement in Statements)
            migration.Sql(statement);
    }

    public static void Drop(MigrationBuilder migration)
    {
        migration.Sql("""DROP TRIGGER "SchoolWords" ON "Schools" """);
        migration.Sql("""DROP TRIGGER "PeopleWords" ON "People" """);
        migration.Sql("""DROP FUNCTION "FollowSchool", "FillPeopleWords", "WordsOf" """);
        migration.Sql("""ALTER TABLE "People" DROP COLUMN "Words" """);
    }

    /// <summary>The words that establishments have, kept for good: one too many finds nobody. And of each person the départements they serve in, which begin with a hash.</summary>
    public static void AddSchoolWords(MigrationBuilder migration)
    {
        foreach (var statement in StatementsOfSchoolWords)
            migration.Sql(statement);
    }

    public static void DropSchoolWords(MigrationBuilder migration)
    {
        migration.Sql(Follow.Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));
        migration.Sql(Fill.Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal));
        migration.Sql("""DROP TABLE "SchoolWords" """);
        migration.Sql("""UPDATE "People" SET "SearchText" = "SearchText" """);
    }
}
