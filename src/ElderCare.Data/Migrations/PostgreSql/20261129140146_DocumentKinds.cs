using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class DocumentKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Seniors_IdNumberIndex",
                table: "Seniors");

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_IdNumberIndex_IdDocument",
                table: "Seniors",
                columns: new[] { "IdNumberIndex", "IdDocument" },
                unique: true);

            // Passports and permits were kept as they were typed. Only the program has the keys to give their numbers one form: a timer has it do so.
            migrationBuilder.Sql("""
                INSERT INTO "Timers" ("Id", "Kind", "Subject", "DueAt", "Attempts")
                  SELECT '01993a00-0000-7000-8000-0000000d0c01'::uuid, 'documents.settle', 'city', 0, 0 WHERE EXISTS (SELECT 1 FROM "Seniors" WHERE "IdDocument" <> 'ResidentIdCard')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Seniors_IdNumberIndex_IdDocument",
                table: "Seniors");

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_IdNumberIndex",
                table: "Seniors",
                column: "IdNumberIndex",
                unique: true);
        }
    }
}
