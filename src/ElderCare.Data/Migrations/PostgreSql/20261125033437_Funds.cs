using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AgeTo",
                table: "Funds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CanteenTags",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Categories",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Divisions",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "MonthlyCapFen",
                table: "Funds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "City");

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Funds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Funds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "YearlyCapFen",
                table: "Funds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "FundAlerts",
                columns: table => new
                {
                    FundId = table.Column<string>(type: "text", nullable: false),
                    Shortage = table.Column<string>(type: "text", nullable: false),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FundAlerts", x => new { x.FundId, x.Shortage });
                });

            migrationBuilder.CreateTable(
                name: "FundCaps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FundId = table.Column<string>(type: "text", nullable: false),
                    Span = table.Column<string>(type: "text", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CapFen = table.Column<long>(type: "bigint", nullable: false),
                    Remaining = table.Column<long>(type: "bigint", nullable: false)
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
