using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HourVouchers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LedgerAccounts_Owner_Kind",
                table: "LedgerAccounts");

            migrationBuilder.CreateTable(
                name: "HourVouchers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeCode = table.Column<string>(type: "TEXT", nullable: false),
                    TypeVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CarriedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Purposes = table.Column<string>(type: "TEXT", nullable: true),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    OnDeath = table.Column<string>(type: "TEXT", nullable: false),
                    RestOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    CityCode = table.Column<string>(type: "TEXT", nullable: false),
                    DivisionCode = table.Column<string>(type: "TEXT", nullable: false),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HourVouchers", x => x.Id);
                    table.CheckConstraint("CK_HourVouchers_Minutes", "\"Minutes\" > 0");
                    table.ForeignKey(
                        name: "FK_HourVouchers_HourVouchers_RestOf",
                        column: x => x.RestOf,
                        principalTable: "HourVouchers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HourVouchers_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VoucherBookings",
                columns: table => new
                {
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ServiceCode = table.Column<string>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherBookings", x => x.OrderId);
                });

            migrationBuilder.CreateTable(
                name: "VoucherProgrammes",
                columns: table => new
                {
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    CityCode = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherProgrammes", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "VoucherTypes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ProgrammeCode = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherTypes", x => new { x.Id, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "VoucherHolds",
                columns: table => new
                {
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VoucherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Minutes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VoucherHolds", x => new { x.OrderId, x.VoucherId });
                    table.CheckConstraint("CK_VoucherHolds_Minutes", "\"Minutes\" >= 0");
                    table.ForeignKey(
                        name: "FK_VoucherHolds_HourVouchers_VoucherId",
                        column: x => x.VoucherId,
                        principalTable: "HourVouchers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerAccounts_Owner_Kind",
                table: "LedgerAccounts",
                columns: new[] { "Owner", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_HourVouchers_ExpiresAt_Id",
                table: "HourVouchers",
                columns: new[] { "ExpiresAt", "Id" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_HourVouchers_ProgrammeCode_Month_SeniorId",
                table: "HourVouchers",
                columns: new[] { "ProgrammeCode", "Month", "SeniorId" },
                unique: true,
                filter: "\"Origin\" = 'Monthly'");

            migrationBuilder.CreateIndex(
                name: "IX_HourVouchers_RestOf",
                table: "HourVouchers",
                column: "RestOf",
                unique: true,
                filter: "\"RestOf\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HourVouchers_SeniorId_Id",
                table: "HourVouchers",
                columns: new[] { "SeniorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_VoucherBookings_SeniorId",
                table: "VoucherBookings",
                column: "SeniorId");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherHolds_VoucherId",
                table: "VoucherHolds",
                column: "VoucherId",
                filter: "\"Minutes\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_VoucherTypes_ProgrammeCode",
                table: "VoucherTypes",
                column: "ProgrammeCode");

            AppendOnly.Guard(migrationBuilder, "VoucherTypes");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VoucherBookings");

            migrationBuilder.DropTable(
                name: "VoucherHolds");

            migrationBuilder.DropTable(
                name: "VoucherProgrammes");

            migrationBuilder.DropTable(
                name: "VoucherTypes");

            migrationBuilder.DropTable(
                name: "HourVouchers");

            migrationBuilder.DropIndex(
                name: "IX_LedgerAccounts_Owner_Kind",
                table: "LedgerAccounts");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerAccounts_Owner_Kind",
                table: "LedgerAccounts",
                columns: new[] { "Owner", "Kind" },
                unique: true);
        }
    }
}
