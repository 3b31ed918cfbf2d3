using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElderCare.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PeopleCanteensRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IdNumberWasConverted",
                table: "Seniors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "ImportId",
                table: "Seniors",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LandlineCipher",
                table: "Seniors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LandlineIndex",
                table: "Seniors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LandlineMasked",
                table: "Seniors",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LunarDay",
                table: "Seniors",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "LunarIsLeap",
                table: "Seniors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "LunarMonth",
                table: "Seniors",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedInto",
                table: "Seniors",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Diets",
                table: "MenuDishes",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "NameEn",
                table: "MenuDishes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AllergyOverride",
                table: "MealOrders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "MealOrders",
                type: "text",
                nullable: false,
                defaultValue: "Senior");

            migrationBuilder.AddColumn<int>(
                name: "AgeFrom",
                table: "Funds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AgeTo",
                table: "Funds",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CanteenTags",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Categories",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Divisions",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "MonthlyCapFen",
                table: "Funds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Payer",
                table: "Funds",
                type: "text",
                nullable: false,
                defaultValue: "City");

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Funds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Funds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "YearlyCapFen",
                table: "Funds",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ConsentedBy",
                table: "FamilyLinks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsGuardian",
                table: "FamilyLinks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "RevokedBy",
                table: "FamilyLinks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "DeliveryPoints",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RouteMetres",
                table: "DeliveryPoints",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "DeliveryPoints",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "CategoryPeriods",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SupersededAt",
                table: "CategoryPeriods",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Area",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "Urban");

            migrationBuilder.AddColumn<string>(
                name: "Closures",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Licences",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "OpeningDays",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "{\"week\":[],\"onStatutoryHolidays\":true}");

            migrationBuilder.AddColumn<string>(
                name: "Plan",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "Completed");

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "Canteens",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "Absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    SupersededAt = table.Column<long>(type: "bigint", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Absences", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Absences_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Cards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    NumberCipher = table.Column<string>(type: "text", nullable: false),
                    NumberIndex = table.Column<string>(type: "text", nullable: false),
                    NumberMasked = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    LostAt = table.Column<long>(type: "bigint", nullable: true),
                    ReplacedBy = table.Column<Guid>(type: "uuid", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    GivenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Guardian = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RevokedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RevokedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    RevokedGuardian = table.Column<Guid>(type: "uuid", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Relation = table.Column<string>(type: "text", nullable: false),
                    PhoneCipher = table.Column<string>(type: "text", nullable: false),
                    PhoneMasked = table.Column<string>(type: "text", nullable: false),
                    CallOrder = table.Column<int>(type: "integer", nullable: false),
                    VerifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                name: "Deaths",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UsedByFamily = table.Column<bool>(type: "boolean", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    SupersededAt = table.Column<long>(type: "bigint", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deaths", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Deaths_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Dishes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CanteenId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: true),
                    PriceFen = table.Column<long>(type: "bigint", nullable: false),
                    Allergens = table.Column<string>(type: "text", nullable: false),
                    Diets = table.Column<string>(type: "text", nullable: false),
                    Tags = table.Column<string>(type: "text", nullable: false),
                    RetiredAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Dishes", x => x.Id);
                    table.CheckConstraint("CK_Dishes_Price", "\"PriceFen\" >= 0");
                    table.ForeignKey(
                        name: "FK_Dishes_Canteens_CanteenId",
                        column: x => x.CanteenId,
                        principalTable: "Canteens",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DivisionPeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Basis = table.Column<string>(type: "text", nullable: false),
                    DivisionCode = table.Column<string>(type: "text", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    SupersededAt = table.Column<long>(type: "bigint", nullable: true),
                    Source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DivisionPeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DivisionPeriods_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FundAlerts",
                columns: table => new
                {
                    FundId = table.Column<string>(type: "text", nullable: false),
                    Shortage = table.Column<string>(type: "text", nullable: false),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FundAlerts", x => new { x.FundId, x.Shortage });
                });

            migrationBuilder.CreateTable(
                name: "FundCaps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FundId = table.Column<string>(type: "text", nullable: false),
                    Span = table.Column<string>(type: "text", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CapFen = table.Column<long>(type: "bigint", nullable: false),
                    Remaining = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FundCaps", x => x.Id);
                    table.CheckConstraint("CK_FundCaps_Remaining", "\"Remaining\" >= 0");
                    table.ForeignKey(
                        name: "FK_FundCaps_Funds_FundId",
                        column: x => x.FundId,
                        principalTable: "Funds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LifeChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Way = table.Column<string>(type: "text", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LifeChecks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LifeChecks_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MealAdjustments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    CanteenId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Cause = table.Column<string>(type: "text", nullable: false),
                    Counterparty = table.Column<string>(type: "text", nullable: false),
                    AmountFen = table.Column<long>(type: "bigint", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReversedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MealAdjustments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MealAdjustments_MealOrders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "MealOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SeniorImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: true),
                    OpenSlot = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeniorImports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StandingOrders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    CanteenId = table.Column<Guid>(type: "uuid", nullable: false),
                    Weekdays = table.Column<string>(type: "text", nullable: false),
                    Periods = table.Column<string>(type: "text", nullable: false),
                    Items = table.Column<string>(type: "text", nullable: false),
                    Fulfilment = table.Column<string>(type: "text", nullable: false),
                    DeliveryPointId = table.Column<Guid>(type: "uuid", nullable: true),
                    PayBy = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    PausedFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    PausedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingOrders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StandingOrders_Canteens_CanteenId",
                        column: x => x.CanteenId,
                        principalTable: "Canteens",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StandingOrders_Seniors_SeniorId",
                        column: x => x.SeniorId,
                        principalTable: "Seniors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateTable(
                name: "Vouches",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    PhotoSha256 = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "AdjustmentLines",
                columns: table => new
                {
                    AdjustmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    FundId = table.Column<string>(type: "text", nullable: false),
                    RuleVersion = table.Column<string>(type: "text", nullable: false),
                    AmountFen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdjustmentLines", x => new { x.AdjustmentId, x.FundId, x.RuleVersion });
                    table.CheckConstraint("CK_AdjustmentLines_Amount", "\"AmountFen\" <> 0");
                    table.ForeignKey(
                        name: "FK_AdjustmentLines_MealAdjustments_AdjustmentId",
                        column: x => x.AdjustmentId,
                        principalTable: "MealAdjustments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StandingMeals",
                columns: table => new
                {
                    StandingOrderId = table.Column<Guid>(type: "uuid", nullable: false),
                    ServedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Period = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: false),
                    OrderId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StandingMeals", x => new { x.StandingOrderId, x.ServedOn, x.Period });
                    table.ForeignKey(
                        name: "FK_StandingMeals_StandingOrders_StandingOrderId",
                        column: x => x.StandingOrderId,
                        principalTable: "StandingOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubsidyRules_Id",
                table: "SubsidyRules",
                column: "Id",
                unique: true,
                filter: "\"Status\" = 'draft'");

            migrationBuilder.CreateIndex(
                name: "IX_Seniors_ImportId",
                table: "Seniors",
                column: "ImportId",
                filter: "\"ImportId\" IS NOT NULL");

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
                name: "IX_Absences_Lasting",
                table: "Absences",
                column: "SeniorId",
                unique: true,
                filter: "\"SupersededAt\" IS NULL AND \"ValidTo\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Absences_SeniorId",
                table: "Absences",
                column: "SeniorId");

            migrationBuilder.CreateIndex(
                name: "IX_AdjustmentLines_FundId_AdjustmentId",
                table: "AdjustmentLines",
                columns: new[] { "FundId", "AdjustmentId" });

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

            migrationBuilder.CreateIndex(
                name: "IX_Deaths_Believed",
                table: "Deaths",
                column: "SeniorId",
                unique: true,
                filter: "\"SupersededAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Deaths_SeniorId",
                table: "Deaths",
                column: "SeniorId");

            migrationBuilder.CreateIndex(
                name: "IX_Dishes_CanteenId_Name",
                table: "Dishes",
                columns: new[] { "CanteenId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DivisionPeriods_SeniorId",
                table: "DivisionPeriods",
                column: "SeniorId");

            migrationBuilder.CreateIndex(
                name: "IX_DivisionPeriods_SeniorId_Basis",
                table: "DivisionPeriods",
                columns: new[] { "SeniorId", "Basis" },
                unique: true,
                filter: "\"SupersededAt\" IS NULL AND \"ValidTo\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LifeChecks_SeniorId_SeenOn",
                table: "LifeChecks",
                columns: new[] { "SeniorId", "SeenOn" });

            migrationBuilder.CreateIndex(
                name: "IX_MealAdjustments_OrderId",
                table: "MealAdjustments",
                column: "OrderId",
                unique: true,
                filter: "\"ReversedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MealAdjustments_SeniorId_Id",
                table: "MealAdjustments",
                columns: new[] { "SeniorId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SeniorImports_OpenSlot",
                table: "SeniorImports",
                column: "OpenSlot",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StandingOrders_SeniorId_Id",
                table: "StandingOrders",
                columns: new[] { "SeniorId", "Id" });
            AppendOnly.Guard(migrationBuilder, "SubsidyRuleActs");
            AppendOnly.Freeze(migrationBuilder, "SubsidyRules", "OLD.\"Status\" <> 'draft'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Absences");

            migrationBuilder.DropTable(
                name: "AdjustmentLines");

            migrationBuilder.DropTable(
                name: "Cards");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "Contacts");

            migrationBuilder.DropTable(
                name: "Deaths");

            migrationBuilder.DropTable(
                name: "Dishes");

            migrationBuilder.DropTable(
                name: "DivisionPeriods");

            migrationBuilder.DropTable(
                name: "FundAlerts");

            migrationBuilder.DropTable(
                name: "FundCaps");

            migrationBuilder.DropTable(
                name: "LifeChecks");

            migrationBuilder.DropTable(
                name: "SeniorImports");

            migrationBuilder.DropTable(
                name: "StandingMeals");

            migrationBuilder.DropTable(
                name: "SubsidyRuleActs");

            migrationBuilder.DropTable(
                name: "Vouches");

            migrationBuilder.DropTable(
                name: "MealAdjustments");

            migrationBuilder.DropTable(
                name: "StandingOrders");

            migrationBuilder.DropIndex(
                name: "IX_SubsidyRules_Id",
                table: "SubsidyRules");

            migrationBuilder.DropIndex(
                name: "IX_Seniors_ImportId",
                table: "Seniors");

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
                name: "ImportId",
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
                name: "Diets",
                table: "MenuDishes");

            migrationBuilder.DropColumn(
                name: "NameEn",
                table: "MenuDishes");

            migrationBuilder.DropColumn(
                name: "AllergyOverride",
                table: "MealOrders");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "MealOrders");

            migrationBuilder.DropColumn(
                name: "AgeFrom",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "AgeTo",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "CanteenTags",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Categories",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Divisions",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "MonthlyCapFen",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Payer",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "YearlyCapFen",
                table: "Funds");

            migrationBuilder.DropColumn(
                name: "ConsentedBy",
                table: "FamilyLinks");

            migrationBuilder.DropColumn(
                name: "IsGuardian",
                table: "FamilyLinks");

            migrationBuilder.DropColumn(
                name: "RevokedBy",
                table: "FamilyLinks");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "DeliveryPoints");

            migrationBuilder.DropColumn(
                name: "RouteMetres",
                table: "DeliveryPoints");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "DeliveryPoints");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "CategoryPeriods");

            migrationBuilder.DropColumn(
                name: "SupersededAt",
                table: "CategoryPeriods");

            migrationBuilder.DropColumn(
                name: "Area",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Closures",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Licences",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "OpeningDays",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Plan",
                table: "Canteens");

            migrationBuilder.DropColumn(
                name: "Tags",
                table: "Canteens");
        }
    }
}
