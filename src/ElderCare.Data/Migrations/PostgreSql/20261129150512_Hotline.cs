using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Hotline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PhoneIndex",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Dialects",
                table: "Agents",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Calls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Exchange = table.Column<string>(type: "text", nullable: false),
                    ExchangeCallId = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    CallerCipher = table.Column<string>(type: "text", nullable: true),
                    CallerMasked = table.Column<string>(type: "text", nullable: true),
                    CalledCipher = table.Column<string>(type: "text", nullable: true),
                    DivisionCode = table.Column<string>(type: "text", nullable: true),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    RangAt = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    HungUpAt = table.Column<long>(type: "bigint", nullable: true),
                    OfferedTo = table.Column<Guid>(type: "uuid", nullable: true),
                    OfferEndsAt = table.Column<long>(type: "bigint", nullable: true),
                    ClaimedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Claim = table.Column<int>(type: "integer", nullable: false),
                    FirstClaimedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Disposition = table.Column<string>(type: "text", nullable: true),
                    IncidentId = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordingCipher = table.Column<string>(type: "text", nullable: true),
                    RecordingDeleteOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyAnswers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    QuestionZh = table.Column<string>(type: "text", nullable: false),
                    QuestionEn = table.Column<string>(type: "text", nullable: false),
                    AnswerZh = table.Column<string>(type: "text", nullable: false),
                    AnswerEn = table.Column<string>(type: "text", nullable: false),
                    Keywords = table.Column<string>(type: "text", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyAnswers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ShiftNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DivisionCode = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CallNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CallId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: true),
                    RefersTo = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CallNotes_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CallPeople",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CallId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    How = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallPeople", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CallPeople_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tickets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    DivisionCode = table.Column<string>(type: "text", nullable: false),
                    CallId = table.Column<Guid>(type: "uuid", nullable: true),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: true),
                    RegisteredBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RegisteredAt = table.Column<long>(type: "bigint", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Reference = table.Column<string>(type: "text", nullable: true),
                    Outcome = table.Column<string>(type: "text", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tickets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tickets_Calls_CallId",
                        column: x => x.CallId,
                        principalTable: "Calls",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_PhoneIndex",
                table: "Contacts",
                column: "PhoneIndex",
                filter: "\"PhoneIndex\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CallNotes_CallId_Id",
                table: "CallNotes",
                columns: new[] { "CallId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CallPeople_CallId",
                table: "CallPeople",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_CallPeople_SeniorId_Id",
                table: "CallPeople",
                columns: new[] { "SeniorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ClaimedBy",
                table: "Calls",
                column: "ClaimedBy",
                filter: "\"State\" = 'Claimed'");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Exchange_ExchangeCallId",
                table: "Calls",
                columns: new[] { "Exchange", "ExchangeCallId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Calls_Priority_ReceivedAt",
                table: "Calls",
                columns: new[] { "Priority", "ReceivedAt" },
                filter: "\"State\" IN ('Ringing', 'Offered')");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_ReceivedAt",
                table: "Calls",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Calls_RecordingDeleteOn",
                table: "Calls",
                column: "RecordingDeleteOn",
                filter: "\"RecordingCipher\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftNotes_DivisionCode_Id",
                table: "ShiftNotes",
                columns: new[] { "DivisionCode", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_DivisionCode_State_Id",
                table: "Tickets",
                columns: new[] { "DivisionCode", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_SeniorId",
                table: "Tickets",
                column: "SeniorId",
                filter: "\"SeniorId\" IS NOT NULL");

            // Contacts were kept without a blind index of their phone. Only the program has the keys to make one: a timer has it do so.
            migrationBuilder.Sql("""
                INSERT INTO "Timers" ("Id", "Kind", "Subject", "DueAt", "Attempts")
                  SELECT '01993a00-0000-7000-8000-0000000d0c02'::uuid, 'contacts.index', 'city', 0, 0 WHERE EXISTS (SELECT 1 FROM "Contacts")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CallNotes");

            migrationBuilder.DropTable(
                name: "CallPeople");

            migrationBuilder.DropTable(
                name: "PolicyAnswers");

            migrationBuilder.DropTable(
                name: "ShiftNotes");

            migrationBuilder.DropTable(
                name: "Tickets");

            migrationBuilder.DropTable(
                name: "Calls");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_PhoneIndex",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "PhoneIndex",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Dialects",
                table: "Agents");
        }
    }
}
