using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OrderPricedAt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PricedAt",
                table: "MealOrders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // An order was last priced when its newest promises were posted.
            migrationBuilder.Sql("""
                UPDATE "MealOrders" SET "PricedAt" = COALESCE((SELECT MAX(t."At") FROM "Transfers" t
                  WHERE t."Cause" = lower("MealOrders"."Id") AND t."ReversalOf" IS NULL AND t."Kind" IN ('subsidyReserved', 'subsidyOverdrawn', 'sharePledged', 'sharePrepaid')), "PlacedAt")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PricedAt",
                table: "MealOrders");
        }
    }
}
