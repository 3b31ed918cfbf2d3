using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StandingOrderFullPrice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AcceptFullPrice",
                table: "StandingOrders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Who asks for several meals of a day wants them all, though the subsidy be for one.
            migrationBuilder.Sql("""UPDATE "StandingOrders" SET "AcceptFullPrice" = TRUE WHERE "Periods" LIKE '%,%'""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AcceptFullPrice",
                table: "StandingOrders");
        }
    }
}
