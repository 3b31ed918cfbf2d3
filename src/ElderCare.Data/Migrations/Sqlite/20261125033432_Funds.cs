using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Funds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AgeFrom",
                table: "Funds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AgeTo",
                table: "Funds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CanteenTags",
                table: "Funds",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Categories",
                table: "Funds",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Divisions",
                table: "Funds",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "MonthlyCapFen",
                table: "Funds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "Funds",
                type: "TEXT",
                nullable: false,
                defaultValue: "City");

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Funds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Funds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "YearlyCapFen",
                table: "Funds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "FundAlerts",
                columns: table => new
                {
                    FundId = table.Column<string>(type: "TEXT", nullable: false),
                    Shortage = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FundAlerts", x => new { x.FundId, x.Shortage });
                });

            migrationBuilder.CreateTable(
                name: "FundCaps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FundId = table.Column<string>(type: "TEXT", nullable: false),
                    Span = table.Column<string>(type: "TEXT", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CapFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Remaining = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FundCaps", x => x.Id);
                    table.CheckConstraint("CK_FundCaps_Remaining", "\"Remaining\" >= 0");
                    table.ForeignKey(
                        name: "FK_FundCaps_Funds_FundId",
                        column: x => x.FundId,
                        principalTable: "Funds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FundAlerts");

            migrationBuilder.DropTable(
                name: "FundCaps");

            migrationBuilder.DropColumn(
                name: "AgeFrom",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "AgeTo",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "CanteenTags",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Categories",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Divisions",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "MonthlyCapFen",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Payer",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "YearlyCapFen",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Tags",
                table: "Canteens");
        }
    }
}
