using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>Documented rules of five cities, and the calendar and divisions that they need.</summary>
internal static class Rules
{
    public static readonly string[] Hardship = ["minimumLivingAllowance", "destituteScattered", "destituteInstitution"];
    private static readonly MealPeriod[] Lunch = [MealPeriod.Lunch];
    private static readonly DayKind[] Workdays = [DayKind.Workday];
    private static readonly DayKind[] EveryDay = [DayKind.Workday, DayKind.Rest, DayKind.Statutory];

    public static DivisionTree Divisions { get; } = new(
    [
        new("370000", "山东省", null), new("370200", "青岛市", "370000"), new("370202", "市南区", "370200"), new("370203", "市北区", "370200"),
        new("370214", "城阳区", "370200"), new("371000", "威海市", "370000"), new("371002", "环翠区", "371000"), new("371003", "文登区", "371000"),
        new("371098", "南海新区", "371000"), new("371002001", "环翠楼街道", "371002"),
    ]);

    public static WorkCalendar Calendar { get; } = new(
        [
            new(new(2023, 1, 1), DayKind.Statutory), new(new(2023, 1, 28), DayKind.Workday), new(new(2023, 5, 1), DayKind.Statutory),
            new(new(2023, 5, 2), DayKind.Rest), new(new(2025, 1, 1), DayKind.Statutory), new(new(2026, 1, 1), DayKind.Statutory), new(new(2027, 1, 1), DayKind.Statutory),
        ],
        [
            new(2023, CalendarYearStatus.Announced), new(2025, CalendarYearStatus.Announced),
            new(2026, CalendarYearStatus.Announced), new(2027, CalendarYearStatus.NotAnnounced),
        ]);

    public static SubsidyRule QingdaoCity { get; } = new()
    {
        Id = "qd-city-2023-70", City = "370200", DivisionCode = "370200", ResidencyBasis = ResidencyBasis.Hukou, AgeFrom = 70, Periods = Lunch,
        DayKinds = Workdays, Kind = RuleKind.Fixed, ValueFen = 300, Per = RulePer.Day, StackGroup = "qd-city", Funding = [All(Payer.City, "fund-370200-meals")],
        ValidFrom = new(2023, 2, 6), ValidTo = new(2024, 1, 1), Evidence = "PAGE-MIRROR",
    };

    public static SubsidyRule Shibei { get; } = new()
    {
        Id = "qd-shibei-2023-70-district", City = "370200", DivisionCode = "370203", ResidencyBasis = ResidencyBasis.Hukou, AgeFrom = 70, Periods = Lunch,
        DayKinds = Workdays, Kind = RuleKind.Fixed, ValueFen = 100, Per = RulePer.Day, StackGroup = "qd-district-addon",
        Funding = [All(Payer.District, "fund-370203-meals")], ValidFrom = new(2023, 8, 1), Evidence = "PAGE",
    };

    public static SubsidyRule[] Shinan { get; } =
    [
        QingdaoCity with { Id = "qd-shinan-2023-70", DivisionCode = "370202", Per = RulePer.Meal, ValidTo = null, Evidence = "PAGE" },
        QingdaoCity with
        {
            Id = "qd-shinan-2023-hardship", DivisionCode = "370202", AgeFrom = 60, Categories = Hardship, DayKinds = EveryDay, ValueFen = 1400, ValidTo = null, Evidence = "PAGE",
        },
    ];

    public static SubsidyRule[] Chengyang { get; } = [ChengyangBand("60", 60, 70, 800), ChengyangBand("70", 70, 80, 700), ChengyangBand("80", 80, null, 600),
        ChengyangBand("hardship", 60, null, 200) with { Categories = Hardship }];

    public static SubsidyRule[] Qingdao { get; } = [QingdaoCity, Shibei, .. Shinan, .. Chengyang];

    public static SubsidyRule Zengcheng(long valueFen) => new()
    {
        Id = "gz-zengcheng-2020", City = "440100", DivisionCode = "440118", ResidencyBasis = ResidencyBasis.Hukou, AgeFrom = 60,
        Periods = [MealPeriod.Lunch, MealPeriod.Dinner], DayKinds = EveryDay, Kind = RuleKind.Fixed, ValueFen = valueFen, Per = RulePer.Meal, StackGroup = "gz-basic",
        Funding =
        [
            new() { Payer = Payer.City, FundId = "fund-440100-meals", PriceBasisPoints = 2500, CapFen = 300 },
            new() { Payer = Payer.District, FundId = "fund-440118-meals", ShareFen = 300, OnlyInside = "440118" },
            new() { Payer = Payer.Town, FundId = "fund-440118104-meals", Rest = true, OnlyInside = "440118104" },
        ],
        ValidFrom = new(2020, 3, 5), Evidence = "PAGE",
    };

    public static SubsidyRule[] Yangzhou { get; } =
    [
        YangzhouCard("yz-60", 60, 75, 2000), YangzhouCard("yz-75", 75, 85, 3000),
        YangzhouCard("yz-85-first-free", 85, null, 0) with { Kind = RuleKind.Free, ValueBasisPoints = null, MealOfDay = 1 },
        YangzhouCard("yz-85-second-half", 85, null, 5000) with { MealOfDay = 2 },
    ];

    /// <summary>A rule that gives a fixed amount to everybody, for one thing at a time to be changed.</summary>
    public static SubsidyRule Fixed(string id, long fen, params FundingLine[] funding) => new()
    {
        Id = id, Kind = RuleKind.Fixed, ValueFen = fen, Funding = funding.Length > 0 ? funding : [All(Payer.City, "city")],
    };

    public static FundingLine All(Payer payer, string fundId) => Share(payer, fundId, 10_000);

    public static FundingLine Share(Payer payer, string fundId, long basisPoints) => new() { Payer = payer, FundId = fundId, ShareBasisPoints = basisPoints };

    public static Diner Aged(int years, LocalDate on, string division = "371002", params string[] categories) =>
        new(on.PlusYears(-years), division, division, categories);

    public static MealToPrice Meal(string date, long dishesFen, MealPeriod period = MealPeriod.Lunch, string canteen = "371002") =>
        new(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, period, dishesFen) { CanteenDivision = canteen };

    public static PricedMeal Price(MealToPrice meal, Diner diner, IReadOnlyList<SubsidyRule> rules, HeldSubsidies? held = null) =>
        MealPricing.Price(meal, diner, rules, held ?? HeldSubsidies.None, Calendar, Divisions);

    /// <summary>A meal of 15 yuan on a Wednesday in Weihai for somebody of 72.</summary>
    public static PricedMeal Price(params SubsidyRule[] rules) => Price(1500, rules);

    public static PricedMeal Price(long dishesFen, params SubsidyRule[] rules)
    {
        var meal = Meal("2026-11-25", dishesFen);
        return Price(meal, Aged(72, meal.Date), rules);
    }

    private static SubsidyRule ChengyangBand(string id, int from, int? to, long selfPayFen) => new()
    {
        Id = $"qd-chengyang-2020-{id}", City = "370200", DivisionCode = "370214", ResidencyBasis = ResidencyBasis.Hukou, AgeFrom = from, AgeTo = to, Periods = Lunch,
        DayKinds = EveryDay, Kind = RuleKind.SelfPay, ValueFen = selfPayFen, Per = RulePer.Meal, StackGroup = "qd-city",
        Funding = [All(Payer.District, "fund-370214-meals")], ValidFrom = new(2020, 12, 1), Evidence = "PAGE",
    };

    private static SubsidyRule YangzhouCard(string id, int from, int? to, long basisPoints) => new()
    {
        Id = id, City = "321000", DivisionCode = "321000", ResidencyBasis = ResidencyBasis.Hukou, AgeFrom = from, AgeTo = to, Kind = RuleKind.Percent,
        ValueBasisPoints = basisPoints, Per = RulePer.Meal, StackGroup = "yz-basic", Funding = [All(Payer.City, "fund-321000-meals")], Evidence = "PAGE",
    };
}
