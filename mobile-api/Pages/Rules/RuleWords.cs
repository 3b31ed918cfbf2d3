using System.Globalization;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Rules;

/// <summary>A rule in the words of somebody who has to answer for it.</summary>
internal static class RuleWords
{
    private const string WeekdayNames = "一二三四五六日";

    /// <summary>Who gets it, when, how much, from whom, and within which limits, each under its heading.</summary>
    public static IReadOnlyList<(Bilingual Heading, Bilingual Words)> Of(SubsidyRule rule, RuleNames names)
    {
        List<(Bilingual, Bilingual)> all =
        [
            (new("谁", "Who"), Who(rule, names)),
            (new("何时", "When"), When(rule)),
            (new("补多少", "What"), What(rule)),
        ];
        all.AddRange((rule.Funding ?? []).Select(line => (new Bilingual("谁出钱", "Paid by"), Pays(line, names))));
        if (Limits(rule) is { } limits) all.Add((new("限额", "Limits"), limits));
        all.Add((new("同组", "Group"), new($"与“{rule.Group()}”组的其他规则只取补得最多的一条，和别的组相加", $"of the rules of group {rule.Group()} the one that gives most counts; other groups add")));
        return all;
    }

    /// <summary>The people that it covers.</summary>
    public static Bilingual Who(SubsidyRule rule, RuleNames names)
    {
        var place = names.Division(rule.DivisionCode);
        var basis = rule.ResidencyBasis switch
        {
            ResidencyBasis.Hukou => new Bilingual($"户籍在{place}", $"registered in {place}"),
            ResidencyBasis.Residence => new($"住在{place}", $"living in {place}"),
            _ => new($"户籍或住在{place}", $"registered or living in {place}"),
        };
        var categories = (rule.Categories ?? []).Select(PriceWords.OfCategory).Distinct().ToList();
        return Joined([basis, Ages(rule), categories.Count == 0 ? null : new($"是{string.Join("、", categories.Select(one => one.Zh))}", string.Join(" or ", categories.Select(one => one.En)))]);
    }

    /// <summary>What it gives.</summary>
    public static Bilingual What(SubsidyRule rule)
    {
        var (yuan, each) = (Money.Yuan(rule.ValueFen ?? 0), rule.Per == RulePer.Day ? new Bilingual("每人每天一次", "once a day") : new("每餐一次", "once a meal"));
        var of = rule.AppliesTo == AppliesTo.Delivery ? new Bilingual("送餐费", "the delivery fee") : new("餐费", "the price of the meal");
        Bilingual amount = rule.Kind switch
        {
            RuleKind.Fixed => new($"{of.Zh}减 {yuan} 元", $"{yuan} yuan off {of.En}"),
            RuleKind.Percent => new($"{of.Zh}减 {Percent(rule.ValueBasisPoints)}", $"{Percent(rule.ValueBasisPoints)} off {of.En}"),
            RuleKind.SelfPay => new($"老人付 {yuan} 元，其余的{of.Zh}都补", $"the senior pays {yuan} yuan, the rest of {of.En} is paid"),
            _ => new($"{of.Zh}全免", $"all of {of.En}"),
        };
        return Joined([amount, rule.CapFen is { } cap ? new($"最多 {Money.Yuan(cap)} 元", $"at most {Money.Yuan(cap)} yuan") : null, each]);
    }

    /// <summary>How good its source is, by the label with which its evidence begins.</summary>
    public static Bilingual Evidence(SubsidyRule rule) => rule.Evidence?.Split(' ')[0] switch
    {
        "PAGE" => new("网页", "a public page"),
        "PAGE-MIRROR" => new("网页的转载", "a copy of a public page"),
        "SEED" => new("公文", "a document"),
        _ when rule.IsIllustrative() => new("示例", "illustrative"),
        _ => new("见规则", "see the rule"),
    };

    /// <summary>From when to when; a missing end is open.</summary>
    public static Bilingual Dates(LocalDate? from, LocalDate? to) => (from, to) switch
    {
        (null, null) => new("没有定日期", "no dates"),
        ({ } first, null) => new($"{Day(first)} 起", $"from {Day(first)} on"),
        (null, { } end) => new($"到 {Day(end.PlusDays(-1))} 为止", $"until {Day(end.PlusDays(-1))}"),
        ({ } first, { } end) => new($"{Day(first)} 到 {Day(end.PlusDays(-1))}", $"{Day(first)} to {Day(end.PlusDays(-1))}"),
    };

    private static Bilingual When(SubsidyRule rule)
    {
        var periods = rule.Periods is { Count: > 0 and < 3 } some
            ? new Bilingual(string.Join("、", some.Select(period => PriceWords.Of(period).Zh)), string.Join(" and ", some.Select(period => PriceWords.Of(period).En)))
            : new("早餐、午餐、晚餐", "every meal");
        return Joined([periods, DayKinds(rule), Weekdays(rule), rule.MealOfDay is { } n ? new($"当天第 {n} 个享受补贴的餐", $"subsidised meal {n} of the day") : null, DishTags(rule), Distance(rule)]);
    }

    private static Bilingual? Ages(SubsidyRule rule) => (rule.AgeFrom, rule.AgeTo) switch
    {
        (null or 0, null) => null,
        ({ } from, null) => new($"满 {from} 岁", $"{from} or older"),
        (null or 0, { } to) => new($"不满 {to} 岁", $"younger than {to}"),
        ({ } from, { } to) => new($"满 {from} 岁、不满 {to} 岁", $"{from} to {to - 1} years old"),
    };

    private static Bilingual DayKinds(SubsidyRule rule)
    {
        var kinds = (rule.DayKinds ?? []).Distinct().ToList();
        if (kinds.Count is 0 or 3) return new("每天，节假日也算", "every day, holidays too");
        return new(string.Join("、", kinds.Select(kind => NameOf(kind).Zh)), string.Join(" and ", kinds.Select(kind => NameOf(kind).En)));
    }

    private static Bilingual NameOf(DayKind kind) => kind switch
    {
        DayKind.Workday => new("工作日（含调休上班）", "working days"),
        DayKind.Rest => new("休息日", "rest days"),
        _ => new("法定节假日", "statutory holidays"),
    };

    private static Bilingual? Weekdays(SubsidyRule rule) => rule.Weekdays is { Count: > 0 and < 7 } days
        ? new($"只限星期{string.Join("、", days.Order().Select(day => WeekdayNames[day - 1]))}", $"only on {string.Join(", ", days.Order().Select(day => (IsoDayOfWeek)day))}")
        : null;

    private static Bilingual? DishTags(SubsidyRule rule) => rule.DishTags is { Count: > 0 } tags
        ? new($"菜带有“{string.Join("”或“", tags)}”标签", $"for dishes tagged {string.Join(" or ", tags)}")
        : null;

    private static Bilingual? Distance(SubsidyRule rule) => (rule.FromMetres ?? 0, rule.ToMetres) switch
    {
        (0, null) => null,
        (var from, null) => new($"送餐 {from} 米以上", $"delivered {from} m or farther"),
        (var from, { } to) => new($"送餐 {from} 米到不满 {to} 米", $"delivered {from} m to less than {to} m"),
    };

    private static Bilingual Pays(FundingLine line, RuleNames names)
    {
        var (payer, fund) = (PriceWords.Of(line.Payer ?? Payer.City), names.Fund(line.FundId));
        Bilingual share = line switch
        {
            { ShareFen: { } fen } => new($"出 {Money.Yuan(fen)} 元", $"{Money.Yuan(fen)} yuan"),
            { ShareBasisPoints: 10_000 } => new("全部", "all of it"),
            { ShareBasisPoints: { } points } => new($"出补贴的 {Percent(points)}", $"{Percent(points)} of the subsidy"),
            { PriceBasisPoints: { } points } => new($"出价格的 {Percent(points)}", $"{Percent(points)} of the price"),
            _ => new("出其余部分", "the rest"),
        };
        return Joined([new($"{payer.Zh}（{fund.Zh}）{share.Zh}", $"{payer.En} {share.En} ({fund.En})"),
            line.CapFen is { } cap ? new($"最多 {Money.Yuan(cap)} 元", $"at most {Money.Yuan(cap)} yuan") : null,
            string.IsNullOrEmpty(line.OnlyInside) ? null : new($"只限食堂在{names.Division(line.OnlyInside)}", $"only at canteens in {names.Division(line.OnlyInside)}")]);
    }

    private static Bilingual? Limits(SubsidyRule rule)
    {
        Bilingual?[] all =
        [
            rule.MaximumTotalBasisPoints is { } points ? new($"各种补贴合计不超过价格的 {Percent(points)}", $"all subsidies together at most {Percent(points)} of the price") : null,
            rule.MinimumSelfPayFen is > 0 and var fen ? new($"老人至少付 {Money.Yuan(fen)} 元", $"the senior pays at least {Money.Yuan(fen)} yuan") : null,
        ];
        return all.Any(one => one is not null) ? Joined(all) : null;
    }

    private static Bilingual Joined(IEnumerable<Bilingual?> parts)
    {
        var all = parts.OfType<Bilingual>().ToList();
        return new(string.Join("，", all.Select(part => part.Zh)), string.Join(", ", all.Select(part => part.En)));
    }

    private static string Percent(long? basisPoints) => string.Create(CultureInfo.InvariantCulture, $"{(basisPoints ?? 0) / 100m:0.##} %");

    private static string Day(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
