using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>Says in sentences for an old person who pays what, and why.</summary>
public static class PriceExplanation
{
    /// <summary>
    /// The sentences, the sum first; each amount in them is that of the splits: by payer in the first, by rule in those that give
    /// a reason, and by move in those that speak of a fund that could not pay.
    /// </summary>
    public static IReadOnlyList<Bilingual> Explain(AllocatedMeal meal)
    {
        var priced = meal.Priced;
        List<Bilingual> sentences = [Sum(meal)];
        sentences.AddRange(priced.Winners.Where(winner => meal.PaidBy(winner.Rule.Id) > 0).Select(winner => Reason(winner, meal)));
        sentences.AddRange(priced.Winners.SelectMany(winner => winner.Dropped).GroupBy(share => share.Payer).OrderBy(shares => shares.Key)
            .Select(shares => NotHere(shares.Key)));
        if (priced.CutFen > 0) sentences.Add(Cut(priced.CutFen));
        sentences.AddRange(meal.Moves.Select(Moved));
        sentences.AddRange(priced.ExcludedByKey.Select(rule => UsedAlready(rule, priced.Meal.Period)).Distinct());
        if (priced.CalendarIsProvisional) sentences.Add(Provisional(priced.Meal.Date.Year));
        if (priced.IsIllustrative) sentences.Add(new("按示例规则计算，不是正式政策。", "Worked out by an illustrative rule, not by an official policy."));
        return sentences;
    }

    private static Bilingual Sum(AllocatedMeal meal)
    {
        var parts = meal.Splits.Where(split => split.Payer != Payer.Senior).GroupBy(split => split.Payer).OrderBy(payer => payer.Key)
            .Select(payer => Pays(payer.Key, payer.Sum(split => split.AmountFen)))
            .Append(Pays(Payer.Senior, meal.SelfPayFen)).ToList();
        if (parts.Count == 1) parts.Insert(0, new("没有补贴", "no subsidy"));
        var price = Price(meal.Priced);
        return new($"{price.Zh}：{string.Join("，", parts.Select(part => part.Zh))}。", $"{price.En}: {string.Join(", ", parts.Select(part => part.En))}.");
    }

    private static Bilingual Price(PricedMeal priced)
    {
        var (dishes, delivery, all) = (Money.Yuan(priced.Meal.DishesFen), Money.Yuan(priced.DeliveryFen), Money.Yuan(priced.PriceFen));
        return priced.DeliveryFen == 0
            ? new($"餐费 {all} 元", $"The meal costs {all} yuan")
            : new($"餐费 {dishes} 元加送餐费 {delivery} 元，共 {all} 元", $"The meal costs {dishes} yuan and {delivery} yuan for the delivery, together {all} yuan");
    }

    private static Bilingual Pays(Payer payer, long fen)
    {
        var words = PriceWords.Of(payer);
        return new($"{words.Zh} {Money.Yuan(fen)} 元", $"{words.En} {Money.Yuan(fen)} yuan");
    }

    private static Bilingual Reason(WinningRule winner, AllocatedMeal meal)
    {
        var rule = winner.Rule;
        List<Bilingual> why = [];
        if (rule.AgeFrom is > 0 and var age) why.Add(new($"您满 {age} 岁", $"you are {age} or older"));
        if (PriceWords.Of(rule.Categories) is { } group) why.Add(new($"适用于{group.Zh}", $"for: {group.En}"));
        if (rule.MealOfDay is { } ofDay) why.Add(new($"当天第 {ofDay} 餐", $"meal {ofDay} of the day"));
        why.Add(rule.Per == RulePer.Day ? new("每天一次", "once a day") : new("每餐一次", "once a meal"));
        var paid = Money.Yuan(meal.PaidBy(rule.Id));
        var what = winner.AppliesTo == AppliesTo.Delivery ? new Bilingual("送餐补贴", "delivery subsidy") : new Bilingual("餐费补贴", "meal subsidy");
        var because = string.Join(", ", why.Select(part => part.En));
        return new($"{string.Join("，", why.Select(part => part.Zh))}：{what.Zh} {paid} 元。", $"{char.ToUpperInvariant(because[0])}{because[1..]}: {what.En} {paid} yuan.");
    }

    private static Bilingual NotHere(Payer payer) =>
        new($"{PriceWords.Of(payer).Zh}在这家食堂不适用，因为食堂不在规定的范围内。", $"The share that {PriceWords.Of(payer).En} does not count at this canteen, which lies outside its area.");

    private static Bilingual Cut(long fen) =>
        new($"补贴合计有上限，超出的 {Money.Yuan(fen)} 元不计。", $"The subsidies together have a ceiling: {Money.Yuan(fen)} yuan above it do not count.");

    private static Bilingual Moved(MovedAmount move)
    {
        var (from, to, fen) = (PriceWords.Of(move.From), PriceWords.Of(move.To), Money.Yuan(move.AmountFen));
        if (move.IsOutsidePurpose) return MovedByPurpose(move, from, to, fen);
        if (move.IsOverdraft) return new($"{from.Zh}资金不足，缺 {fen} 元，照常给您补贴，您不用多付。", $"The fund from which {from.En} lacks {fen} yuan; you get the subsidy all the same and pay no more.");
        return move.To == Payer.Senior
            ? new($"{from.Zh}资金不足，付不了的 {fen} 元由您支付。", $"The fund from which {from.En} is short; the {fen} yuan that it cannot pay fall to you.")
            : new($"{from.Zh}资金不足，{fen} 元改由{to.Zh}支付。", $"The fund from which {from.En} is short; {fen} yuan move to another fund: {to.En}.");
    }

    private static Bilingual MovedByPurpose(MovedAmount move, Bilingual from, Bilingual to, string fen)
    {
        var (zh, en) = ($"{from.Zh}不适用于您或这家食堂", $"The fund from which {from.En} is not for you or not for this canteen");
        if (move.IsOverdraft) return new($"{zh}，{fen} 元照常给您补贴，您不用多付。", $"{en}; you get the {fen} yuan all the same and pay no more.");
        return move.To == Payer.Senior
            ? new($"{zh}，{fen} 元由您支付。", $"{en}; the {fen} yuan fall to you.")
            : new($"{zh}，{fen} 元改由{to.Zh}支付。", $"{en}; {fen} yuan move to another fund: {to.En}.");
    }

    private static Bilingual UsedAlready(ExcludedRule excluded, MealPeriod period)
    {
        var meal = PriceWords.Of(period);
        return excluded.Rule.Per == RulePer.Day
            ? new("当天的补贴已经用过，不能再次补贴。", "The subsidy of that day has been used already and is not paid again.")
            : new($"当天{meal.Zh}的补贴已经用过，不能再次补贴。", $"The subsidy for {meal.En} of that day has been used already and is not paid again.");
    }

    private static Bilingual Provisional(int year) =>
        new($"{year} 年放假安排尚未公布，暂按法定节假日和周末计算，公布后可能变化。",
            $"The holiday notice of {year} is not out: statutory holidays and weekends are assumed for now and may change.");
}
