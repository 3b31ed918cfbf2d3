using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CanteenRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Diets",
                table: "MenuDishes",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "NameEn",
                table: "MenuDishes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AllergyOverride",
                table: "MealOrders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "MealOrders",
                type: "TEXT",
                nullable: false,
                defaultValue: "Senior");

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "DeliveryPoints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RouteMetres",
                table: "DeliveryPoints",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "DeliveryPoints",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Area",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "Urban");

            migrationBuilder.AddColumn<string>(
                name: "Closures",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Licences",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "OpeningDays",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "{\"week\":[],\"onStatutoryHolidays\":true}");

            migrationBuilder.AddColumn<string>(
                name: "Plan",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "Completed");

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "Canteens",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "Dishes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CanteenId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: true),
                    PriceFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Allergens = table.Column<string>(type: "TEXT", nullable: false),
                    Diets = table.Column<string>(type: "TEXT", nullable: false),
                    Tags = table.Column<string>(type: "TEXT", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dishes", x => x.Id);
                    table.CheckConstraint("CK_Dishes_Price", "\"PriceFen\" >= 0");
                    table.ForeignKey(
                        name: "FK_Dishes_Canteens_CanteenId",
                        column: x => x.CanteenId,
                        principalTable: "Canteens",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StandingOrders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    CanteenId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Weekdays = table.Column<string>(type: "TEXT", nullable: false),
                    Periods = table.Column<string>(type: "TEXT", nullable: false),
                    Items = table.Column<string>(type: "TEXT", nullable: false),
                    Fulfilment = table.Column<string>(type: "TEXT", nullable: false),
                    DeliveryPointId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PayBy = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PausedFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PausedUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingOrders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StandingOrders_Canteens_CanteenId",
                        column: x => x.CanteenId,
                        principalTable: "Canteens",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StandingOrders_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StandingMeals",
                columns: table => new
                {
                    StandingOrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingMeals", x => new { x.StandingOrderId, x.ServedOn, x.Period });
                    table.ForeignKey(
                        name: "FK_StandingMeals_StandingOrders_StandingOrderId",
                        column: x => x.StandingOrderId,
                        principalTable: "StandingOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Dishes_CanteenId_Name",
                table: "Dishes",
                columns: new[] { "CanteenId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StandingOrders_SeniorId_Id",
                table: "StandingOrders",
                columns: new[] { "SeniorId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Dishes");

            migrationBuilder.DropTable(
                name: "StandingMeals");

            migrationBuilder.DropTable(
                name: "StandingOrders");

            migrationBuilder.DropColumn(
                name: "Diets",
                table: "MenuDishes");

            migrationBuilder.DropColumn(
                name: "NameEn",
                table: "MenuDishes");

            migrationBuilder.DropColumn(
                name: "AllergyOverride",
                table: "MealOrders");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "MealOrders");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "DeliveryPoints");

            migrationBuilder.DropColumn(
                name: "RouteMetres",
                table: "DeliveryPoints");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "DeliveryPoints");

            migrationBuilder.DropColumn(
                name: "Area",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Closures",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Licences",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "OpeningDays",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Plan",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Tags",
                table: "Canteens");
        }
    }
}
