using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <summary>The addresses of events are found by their key alone: without row numbers each is written once, not into the table and its index.</summary>
    public partial class AddressesByAudience : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, " WITHOUT ROWID");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, "");

        private static void Rebuild(MigrationBuilder migrationBuilder, string kept) => migrationBuilder.Sql(
            $"""
            ALTER TABLE "EventAddresses" RENAME TO "EventAddressesBefore";
            CREATE TABLE "EventAddresses" ("Audience" TEXT NOT NULL, "Sequence" INTEGER NOT NULL, CONSTRAINT "PK_EventAddresses" PRIMARY KEY ("Audience", "Sequence")){kept};
            INSERT INTO "EventAddresses" SELECT "Audience", "Sequence" FROM "EventAddressesBefore";
            DROP TABLE "EventAddressesBefore";
            """);
    }
}
