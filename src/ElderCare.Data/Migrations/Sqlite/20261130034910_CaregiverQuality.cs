using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CaregiverQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "NobodyHomeAt",
                table: "StatementLines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PoorRatings",
                table: "Caregivers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "SuspendedAt",
                table: "Caregivers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_VisitStamps_Kind",
                table: "VisitStamps",
                column: "Kind",
                filter: "\"Kind\" = 'GivenUp'");

            migrationBuilder.CreateIndex(
                name: "IX_StatementLines_NobodyHomeAt_Month",
                table: "StatementLines",
                columns: new[] { "NobodyHomeAt", "Month" },
                unique: true,
                filter: "\"NobodyHomeAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_VisitStamps_Kind",
                table: "VisitStamps");

            migrationBuilder.DropIndex(
                name: "IX_StatementLines_NobodyHomeAt_Month",
                table: "StatementLines");

            migrationBuilder.DropColumn(
                name: "NobodyHomeAt",
                table: "StatementLines");

            migrationBuilder.DropColumn(
                name: "PoorRatings",
                table: "Caregivers");

            migrationBuilder.DropColumn(
                name: "SuspendedAt",
                table: "Caregivers");
        }
    }
}
