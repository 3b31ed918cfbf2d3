using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class EmergencyDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Seniors_IdNumberIndex",
                table: "Seniors");

            migrationBuilder.AddColumn<bool>(
                name: "AcceptFullPrice",
                table: "StandingOrders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "About",
                table: "Messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsProbe",
                table: "Incidents",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Ladder",
                table: "Incidents",
                type: "text",
                nullable: false,
                defaultValue: "{\"rungs\":[]}");

            migrationBuilder.AddColumn<long>(
                name: "RingsSince",
                table: "Incidents",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "RungsClimbed",
                table: "Incidents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Detail",
                table: "DeviceSignals",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDelayed",
                table: "DeviceSignals",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsProtected",
                table: "DeviceSignals",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "BoundAt",
                table: "Devices",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsProbe",
                table: "Devices",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SimExpiresOn",
                table: "Devices",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Agents",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    DivisionCode = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    OfferedId = table.Column<Guid>(type: "uuid", nullable: true),
                    ConnectedTo = table.Column<string>(type: "text", nullable: true),
                    LostAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Agents", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_Agents_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DeviceHealth",
                columns: table => new
                {
                    DeviceId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    BatteryPercent = table.Column<int>(type: "integer", nullable: true),
                    Latitude = table.Column<double>(type: "double precision", nullable: true),
                    Longitude = table.Column<double>(type: "double precision", nullable: true),
                    PlaceAt = table.Column<long>(type: "bigint", nullable: true),
                    TestedAt = table.Column<long>(type: "bigint", nullable: true),
                    SilentSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceHealth", x => x.DeviceId);
                    table.ForeignKey(
                        name: "FK_DeviceHealth_Devices_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Devices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Dispatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    IncidentId = table.Column<Guid>(type: "uuid", nullable: false),
                    ResponderId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: false),
                    AnswerBy = table.Column<long>(type: "bigint", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    ArrivedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dispatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Dispatches_Incidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "Incidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FaultyFrames",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Protocol = table.Column<string>(type: "text", nullable: false),
                    DeviceNumber = table.Column<string>(type: "text", nullable: true),
                    RemoteAddress = table.Column<string>(type: "text", nullable: false),
                    Fault = table.Column<string>(type: "text", nullable: false),
                    Raw = table.Column<byte[]>(type: "bytea", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FaultyFrames", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Responders",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsOnDuty = table.Column<bool>(type: "boolean", nullable: false),
                    Latitude = table.Column<double>(type: "double precision", nullable: true),
                    Longitude = table.Column<double>(type: "double precision", nullable: true),
                    PlaceAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Responders", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_Responders_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_IdNumberIndex_IdDocument",
                table: "Seniors",
                columns: new[] { "IdNumberIndex", "IdDocument" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_About",
                table: "Messages",
                column: "About",
                filter: "\"About\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_ClaimedBy",
                table: "Incidents",
                column: "ClaimedBy",
                filter: "\"ClaimedBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceSignals_IncidentId_Id",
                table: "DeviceSignals",
                columns: new[] { "IncidentId", "Id" },
                filter: "\"IncidentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Agents_DivisionCode_Since",
                table: "Agents",
                columns: new[] { "DivisionCode", "Since" },
                filter: "\"State\" = 'Ready' AND \"LostAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Agents_OfferedId",
                table: "Agents",
                column: "OfferedId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceHealth_SeenAt",
                table: "DeviceHealth",
                column: "SeenAt",
                filter: "\"SilentSince\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_IncidentId_Id",
                table: "Dispatches",
                columns: new[] { "IncidentId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dispatches_ResponderId_Id",
                table: "Dispatches",
                columns: new[] { "ResponderId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_FaultyFrames_Protocol_Id",
                table: "FaultyFrames",
                columns: new[] { "Protocol", "Id" });

            // An incident of an earlier version has no ladder; it has rung since it was raised.
            migrationBuilder.Sql("""UPDATE "Incidents" SET "RingsSince" = "RaisedAt" """);

            // Who asks for several meals of a day wants them all, though the subsidy be for one.
            migrationBuilder.Sql("""UPDATE "StandingOrders" SET "AcceptFullPrice" = TRUE WHERE "Periods" LIKE '%,%'""");

            // Passports and permits were kept as they were typed. Only the program has the keys to give their numbers one form: a timer has it do so.
            migrationBuilder.Sql("""
                INSERT INTO "Timers" ("Id", "Kind", "Subject", "DueAt", "Attempts")
                  SELECT '01993a00-0000-7000-8000-0000000d0c01'::uuid, 'documents.settle', 'city', 0, 0 WHERE EXISTS (SELECT 1 FROM "Seniors" WHERE "IdDocument" <> 'ResidentIdCard')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Agents");

            migrationBuilder.DropTable(
                name: "DeviceHealth");

            migrationBuilder.DropTable(
                name: "Dispatches");

            migrationBuilder.DropTable(
                name: "FaultyFrames");

            migrationBuilder.DropTable(
                name: "Responders");

            migrationBuilder.DropIndex(
                name: "IX_Seniors_IdNumberIndex_IdDocument",
                table: "Seniors");

            migrationBuilder.DropIndex(
                name: "IX_Messages_About",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_ClaimedBy",
                table: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_DeviceSignals_IncidentId_Id",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "AcceptFullPrice",
                table: "StandingOrders");

            migrationBuilder.DropColumn(
                name: "About",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "IsProbe",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Ladder",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "RingsSince",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "RungsClimbed",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Detail",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "IsDelayed",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "IsProtected",
                table: "DeviceSignals");

            migrationBuilder.DropColumn(
                name: "BoundAt",
                table: "Devices");

            migrationBuilder.DropColumn(
                name: "IsProbe",
                table: "Devices");

            migrationBuilder.DropColumn(
                name: "SimExpiresOn",
                table: "Devices");

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_IdNumberIndex",
                table: "Seniors",
                column: "IdNumberIndex",
                unique: true);
        }
    }
}
