using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PeopleRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IdNumberWasConverted",
                table: "Seniors",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LandlineCipher",
                table: "Seniors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LandlineIndex",
                table: "Seniors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LandlineMasked",
                table: "Seniors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LunarDay",
                table: "Seniors",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "LunarIsLeap",
                table: "Seniors",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "LunarMonth",
                table: "Seniors",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedInto",
                table: "Seniors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ConsentedBy",
                table: "FamilyLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsGuardian",
                table: "FamilyLinks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "RevokedBy",
                table: "FamilyLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Cards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    NumberCipher = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", nullable: false),
                    NumberMasked = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LostAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReplacedBy = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cards_Cards_ReplacedBy",
                        column: x => x.ReplacedBy,
                        principalTable: "Cards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cards_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    GivenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Guardian = table.Column<Guid>(type: "TEXT", nullable: true),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    RevokedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RevokedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    RevokedGuardian = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Consents_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Contacts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Relation = table.Column<string>(type: "TEXT", nullable: false),
                    PhoneCipher = table.Column<string>(type: "TEXT", nullable: false),
                    PhoneMasked = table.Column<string>(type: "TEXT", nullable: false),
                    CallOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    VerifiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contacts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Contacts_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Vouches",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PhotoSha256 = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vouches", x => new { x.StaffId, x.On, x.Number });
                    table.ForeignKey(
                        name: "FK_Vouches_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_LandlineIndex",
                table: "Seniors",
                column: "LandlineIndex");

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_MergedInto",
                table: "Seniors",
                column: "MergedInto",
                filter: "\"MergedInto\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cards_NumberIndex",
                table: "Cards",
                column: "NumberIndex",
                unique: true,
                filter: "\"State\" = 'Active'");

            migrationBuilder.CreateIndex(
                name: "IX_Cards_SeniorId_Id",
                table: "Cards",
                columns: new[] { "SeniorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Consents_SeniorId_Id",
                table: "Consents",
                columns: new[] { "SeniorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Consents_SeniorId_Kind",
                table: "Consents",
                columns: new[] { "SeniorId", "Kind" },
                unique: true,
                filter: "\"RevokedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_SeniorId_CallOrder",
                table: "Contacts",
                columns: new[] { "SeniorId", "CallOrder" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Cards");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "Contacts");

            migrationBuilder.DropTable(
                name: "Vouches");

            migrationBuilder.DropIndex(
                name: "IX_Seniors_LandlineIndex",
                table: "Seniors");

            migrationBuilder.DropIndex(
                name: "IX_Seniors_MergedInto",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "IdNumberWasConverted",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "LandlineCipher",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "LandlineIndex",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "LandlineMasked",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "LunarDay",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "LunarIsLeap",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "LunarMonth",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "ConsentedBy",
                table: "FamilyLinks");

            migrationBuilder.DropColumn(
                name: "IsGuardian",
                table: "FamilyLinks");

            migrationBuilder.DropColumn(
                name: "RevokedBy",
                table: "FamilyLinks");
        }
    }
}
