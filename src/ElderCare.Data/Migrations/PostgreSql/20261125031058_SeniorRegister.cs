using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SeniorRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Diets",
                table: "Seniors",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "IdDocument",
                table: "Seniors",
                type: "text",
                nullable: false,
                defaultValue: "ResidentIdCard");

            migrationBuilder.AddColumn<string>(
                name: "Living",
                table: "Seniors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SelfCare",
                table: "Seniors",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Diets",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "IdDocument",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "Living",
                table: "Seniors");

            migrationBuilder.DropColumn(
                name: "SelfCare",
                table: "Seniors");
        }
    }
}
