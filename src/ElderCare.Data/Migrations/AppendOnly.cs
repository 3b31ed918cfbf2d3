using Microsoft.EntityFrameworkCore.Migrations;

namespace ElderCare.Data.Migrations;

/// <summary>Tables that the database itself refuses to update or delete: the ledger and the record of who did what.</summary>
internal static class AppendOnly
{
    public static void Guard(MigrationBuilder migration, params IReadOnlyList<string> tables)
    {
        var postgres = migration.ActiveProvider!.Contains("PostgreSQL", StringComparison.Ordinal);
        if (postgres)
        {
            migration.Sql(
                """
                CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
                """);
        }
        foreach (var table in tables)
        {
            if (postgres)
            {
                migration.Sql($"""CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change()""");
                migration.Sql($"""CREATE TRIGGER "{table}_never_emptied" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION refuse_change()""");
                continue;
            }
            migration.Sql($"""CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""");
            migration.Sql($"""CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""");
        }
    }

    /// <summary>Takes the guard of a whole table away, for one that leaves some of its rows out.</summary>
    public static void Unguard(MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.Contains("PostgreSQL", StringComparison.Ordinal))
        {
            migration.Sql($"""DROP TRIGGER "{table}_append_only" ON "{table}" """);
            migration.Sql($"""DROP TRIGGER "{table}_never_emptied" ON "{table}" """);
            return;
        }
        migration.Sql($"""DROP TRIGGER "{table}_no_update" """);
        migration.Sql($"""DROP TRIGGER "{table}_no_delete" """);
    }

    /// <summary>Has the database refuse to change or delete the rows of a table for which a condition on the old row holds.</summary>
    /// <param name="migration">The migration, after one that has guarded a table whole.</param>
    /// <param name="table">The table.</param>
    /// <param name="condition">SQL on <c>OLD</c> that both databases understand.</param>
    public static void Freeze(MigrationBuilder migration, string table, string condition)
    {
        if (migration.ActiveProvider!.Contains("PostgreSQL", StringComparison.Ordinal))
        {
            migration.Sql($"""CREATE TRIGGER "{table}_frozen" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_change()""");
            migration.Sql($"""CREATE TRIGGER "{table}_never_emptied" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION refuse_change()""");
            return;
        }
        migration.Sql($"""CREATE TRIGGER "{table}_frozen_update" BEFORE UPDATE ON "{table}" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""");
        migration.Sql($"""CREATE TRIGGER "{table}_frozen_delete" BEFORE DELETE ON "{table}" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""");
    }
}
