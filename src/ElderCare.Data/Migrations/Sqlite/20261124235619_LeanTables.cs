using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LeanTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Transfers_FromAccountId_Unit",
                table: "Transfers");

            migrationBuilder.DropIndex(
                name: "IX_Transfers_ReversalOf",
                table: "Transfers");

            migrationBuilder.DropIndex(
                name: "IX_Transfers_ToAccountId_Unit",
                table: "Transfers");

            migrationBuilder.DropIndex(
                name: "IX_MealOrders_MenuId",
                table: "MealOrders");

            migrationBuilder.DropIndex(
                name: "IX_Events_OccurredAt",
                table: "Events");

            migrationBuilder.DropIndex(
                name: "IX_EventAddresses_Sequence",
                table: "EventAddresses");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_ReversalOf",
                table: "Transfers",
                column: "ReversalOf",
                unique: true,
                filter: "\"ReversalOf\" IS NOT NULL");
            ClusteredTables.Rebuild(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Transfers_ReversalOf",
                table: "Transfers");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_FromAccountId_Unit",
                table: "Transfers",
                columns: new[] { "FromAccountId", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_ReversalOf",
                table: "Transfers",
                column: "ReversalOf",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_ToAccountId_Unit",
                table: "Transfers",
                columns: new[] { "ToAccountId", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_MealOrders_MenuId",
                table: "MealOrders",
                column: "MenuId");

            migrationBuilder.CreateIndex(
                name: "IX_Events_OccurredAt",
                table: "Events",
                column: "OccurredAt");

            migrationBuilder.CreateIndex(
                name: "IX_EventAddresses_Sequence",
                table: "EventAddresses",
                column: "Sequence");
        }
    }
}
