using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
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
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "DoorNoteCipher",
                table: "Seniors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HasPhoto",
                table: "Seniors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Medicines",
                table: "Seniors",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "SeniorPhotos",
                columns: table => new
                {
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false)
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
