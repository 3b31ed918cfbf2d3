using CsCheck;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>A random case: few distinct values, so that ties, cuts, dry funds and held keys are common.</summary>
internal sealed record RandomPricing(SubsidyRule[] Rules, MealToPrice Meal, Diner Diner, HeldKey[] Held, Dictionary<string, long> Balances, bool Hardship)
{
    private static readonly Gen<FundingLine> Lines = Gen.Select(
        Gen.Enum<Payer>().Where(payer => payer != Payer.Senior), Gen.Int[0, 4], Gen.Int[0, 4], OneOf<string?>(null, null, null, "371002", "371003"),
        Gen.Long[0, 500], OneOf<long?>(null, null, null, 50, 333),
        (payer, fund, form, inside, fen, cap) => new FundingLine
        {
            Payer = payer, FundId = fund == 4 ? SubsidyRule.OwnDistrictFund : $"fund{fund}", OnlyInside = inside, CapFen = cap,
            ShareFen = form == 0 ? fen : null, PriceBasisPoints = form == 1 ? fen * 10 : null, Rest = form == 2 ? true : null,
            ShareBasisPoints = form > 2 ? fen * 6 : null,
        });

    private static readonly Gen<SubsidyRule> Amounts = Gen.Select(
        Gen.Enum<RuleKind>(), OneOf<long>(0, 1, 100, 300, 301, 777, 2000), OneOf<long?>(null, null, null, 299, 500),
        OneOf<long?>(null, null, null, 3333, 6000), OneOf<long?>(null, null, null, 1, 100),
        (kind, value, cap, maximum, minimum) => new SubsidyRule
        {
            Kind = kind, ValueFen = value, ValueBasisPoints = value, CapFen = cap, MaximumTotalBasisPoints = maximum, MinimumSelfPayFen = minimum,
        });

    private static readonly Gen<SubsidyRule> AnyRule = Gen.Select(
        Amounts, Lines.Array[1, 4], OneOf<string?>(null, "g", "h", "h"), OneOf<RulePer?>(null, RulePer.Day), Gen.Enum<AppliesTo>(),
        OneOf<int?>(null, null, null, 1, 2), OneOf<int?>(null, 60, 70), OneOf("PAGE", "ILLUS"),
        (rule, lines, group, per, appliesTo, mealOfDay, age, evidence) => rule with
        {
            Funding = lines, StackGroup = group, Per = per, AppliesTo = appliesTo, MealOfDay = mealOfDay, AgeFrom = age, Evidence = evidence,
        });

    private static readonly Gen<HeldKey> Keys = Gen.Select(
        OneOf<string?>(null, "g", "h"), OneOf(MealPeriod.Breakfast, MealPeriod.Dinner, MealPeriod.Dinner, MealPeriod.Lunch), Gen.Int[1, 2],
        (group, period, meal) => new HeldKey(group, period, $"o{meal}"));

    public static Gen<RandomPricing> Cases { get; } = Gen.Select(
        AnyRule.Array[0, 6], Gen.Long[0, 2000], OneOf(0L, 0L, 250L, 600L), OneOf("371002", "371003", "371002001"), Keys.Array[0, 1],
        Gen.Long[0, 600].Array[5], Gen.Bool,
        (rules, dishes, delivery, canteen, held, balances, hardship) => new RandomPricing(
            [.. rules.Select((rule, i) => rule with { Id = $"r{i}" })],
            Funding.Rules.Meal("2026-11-25", dishes, canteen: canteen) with { DeliveryFen = delivery, ResolveOwnDistrict = true },
            Funding.Rules.Aged(72, new(2026, 11, 25)), held,
            new() { ["fund0"] = balances[0], ["fund1"] = balances[1], ["fund2"] = balances[2], ["fund3"] = 0, ["fund-371002-meals"] = balances[4] }, hardship));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public PricedMeal Price() => Funding.Rules.Price(Meal, Diner, Rules, new HeldSubsidies(Held));

    public AllocatedMeal Allocate() => FundAllocation.Allocate(Price(), Hardship, new FundBalances(Balances));
}
