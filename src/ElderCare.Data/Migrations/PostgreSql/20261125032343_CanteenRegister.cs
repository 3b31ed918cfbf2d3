using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
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
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "NameEn",
                table: "MenuDishes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AllergyOverride",
                table: "MealOrders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "MealOrders",
                type: "text",
                nullable: false,
                defaultValue: "Senior");

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "DeliveryPoints",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RouteMetres",
                table: "DeliveryPoints",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "DeliveryPoints",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Area",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "Urban");

            migrationBuilder.AddColumn<string>(
                name: "Closures",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Licences",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "OpeningDays",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "{\"week\":[],\"onStatutoryHolidays\":true}");

            migrationBuilder.AddColumn<string>(
                name: "Plan",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "Completed");

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "Dishes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CanteenId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: true),
                    PriceFen = table.Column<long>(type: "bigint", nullable: false),
                    Allergens = table.Column<string>(type: "text", nullable: false),
                    Diets = table.Column<string>(type: "text", nullable: false),
                    Tags = table.Column<string>(type: "text", nullable: false),
                    RetiredAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    CanteenId = table.Column<Guid>(type: "uuid", nullable: false),
                    Weekdays = table.Column<string>(type: "text", nullable: false),
                    Periods = table.Column<string>(type: "text", nullable: false),
                    Items = table.Column<string>(type: "text", nullable: false),
                    Fulfilment = table.Column<string>(type: "text", nullable: false),
                    DeliveryPointId = table.Column<Guid>(type: "uuid", nullable: true),
                    PayBy = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    PausedFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    PausedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    StandingOrderId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Period = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: false),
                    OrderId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
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
