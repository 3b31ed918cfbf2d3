using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PersonCards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Conditions",
                table: "Seniors",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "DoorNoteCipher",
                table: "Seniors",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HasPhoto",
                table: "Seniors",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Medicines",
                table: "Seniors",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "SeniorPhotos",
                columns: table => new
                {
                    SeniorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeniorPhotos", x => x.SeniorId);
                    table.ForeignKey(
                        name: "FK_SeniorPhotos_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SeniorPhotos");

            migrationBuilder.DropColumn(
                name: "Conditions",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "DoorNoteCipher",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "HasPhoto",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "Medicines",
                table: "Seniors");
        }
    }
}
