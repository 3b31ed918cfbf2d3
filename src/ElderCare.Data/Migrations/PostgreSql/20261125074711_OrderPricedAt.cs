using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            // An order was last priced when its newest promises were posted.
            migrationBuilder.Sql("""
                UPDATE "MealOrders" SET "PricedAt" = COALESCE((SELECT MAX(t."At") FROM "Transfers" t
                  WHERE t."Cause" = "MealOrders"."Id"::text AND t."ReversalOf" IS NULL AND t."Kind" IN ('subsidyReserved', 'subsidyOverdrawn', 'sharePledged', 'sharePrepaid')), "PlacedAt")
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
