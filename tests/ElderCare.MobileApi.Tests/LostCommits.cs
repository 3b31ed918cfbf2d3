using ElderCare.Data;
using ElderCare.Data.Writing;

namespace ElderCare.MobileApi.Tests;

/// <summary>
/// Makes requests of certain keys end as if the program had stopped just before their commit: the row of the key is the last thing that
/// a request writes, and the database refuses it.
/// </summary>
internal static class LostCommits
{
    private const string Prefix = "lost-";

    private const string OnSqlite =
        $"""
        CREATE TRIGGER IF NOT EXISTS "LostCommits" BEFORE INSERT ON "Idempotency" WHEN NEW."Key" LIKE '{Prefix}%'
        BEGIN SELECT RAISE(ABORT, 'the program has stopped'); END
        """;

    private const string OnPostgreSql =
        $"""
        CREATE OR REPLACE FUNCTION lost_commit() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the program has stopped'; END $$ LANGUAGE plpgsql;
        CREATE OR REPLACE TRIGGER "LostCommits" BEFORE INSERT ON "Idempotency" FOR EACH ROW WHEN (NEW."Key" LIKE '{Prefix}%') EXECUTE FUNCTION lost_commit()
        """;

    /// <summary>Has the database of a city refuse those rows from now on.</summary>
    public static Task Prepare(TestCity city) =>
        city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Sql.Execute(city.Get<CityDatabase>().IsSqlite ? OnSqlite : OnPostgreSql));

    /// <summary>A key whose request is lost.</summary>
    public static string Key(int number) => $"{Prefix}{number}";
}
