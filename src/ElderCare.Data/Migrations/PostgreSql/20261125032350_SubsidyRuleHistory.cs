using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SubsidyRuleHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SubsidyRuleActs",
                columns: table => new
                {
                    RuleId = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubsidyRuleActs", x => new { x.RuleId, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyRules_Id",
                table: "SubsidyRules",
                column: "Id",
                unique: true,
                filter: "\"Status\" = 'draft'");
            AppendOnly.Guard(migrationBuilder, "SubsidyRuleActs");
            AppendOnly.Freeze(migrationBuilder, "SubsidyRules", "OLD.\"Status\" <> 'draft'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SubsidyRuleActs");

            migrationBuilder.DropIndex(
                name: "IX_SubsidyRules_Id",
                table: "SubsidyRules");
        }
    }
}
