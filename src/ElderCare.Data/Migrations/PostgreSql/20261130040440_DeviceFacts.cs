using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class DeviceFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SimSetAt",
                table: "Devices",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BatteryLowSince",
                table: "DeviceHealth",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_At",
                table: "Transfers",
                column: "At",
                filter: "\"Kind\" = 'minutesAdjusted'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Transfers_At",
                table: "Transfers");

            migrationBuilder.DropColumn(
                name: "SimSetAt",
                table: "Devices");

            migrationBuilder.DropColumn(
                name: "BatteryLowSince",
                table: "DeviceHealth");
        }
    }
}
