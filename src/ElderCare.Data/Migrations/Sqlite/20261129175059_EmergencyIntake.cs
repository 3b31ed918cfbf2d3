using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EmergencyIntake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Vendors",
                type: "TEXT",
                nullable: false,
                defaultValue: "Any");

            migrationBuilder.AddColumn<bool>(
                name: "IsProbe",
                table: "DeviceSignals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "SeniorId",
                table: "DeviceSignals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Devices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SimNumber",
                table: "Devices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BatteryAt",
                table: "DeviceHealth",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_RaisedAt",
                table: "Incidents",
                column: "RaisedAt",
                filter: "\"IsProbe\"");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceSignals_ReceivedAt",
                table: "DeviceSignals",
                column: "ReceivedAt",
                filter: "\"Type\" IN ('LowBattery', 'PowerFail')");

            migrationBuilder.Sql("""UPDATE "Vendors" SET "Kind" = CASE "Name" WHEN 'demo' THEN 'Devices' ELSE 'Telephony' END WHERE "Name" IN ('demo', 'demo-pbx')""");
            AppendOnly.Unguard(migrationBuilder, "DeviceSignals");
            AppendOnly.Freeze(migrationBuilder, "DeviceSignals", "NOT OLD.\"IsProbe\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Incidents_RaisedAt",
                table: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_DeviceSignals_ReceivedAt",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Vendors");

            migrationBuilder.DropColumn(
                name: "IsProbe",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "SeniorId",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Devices");

            migrationBuilder.DropColumn(
                name: "SimNumber",
                table: "Devices");

            migrationBuilder.DropColumn(
                name: "BatteryAt",
                table: "DeviceHealth");
        }
    }
}
