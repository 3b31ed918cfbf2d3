namespace ElderCare.Domain.Funding;

/// <summary>The splits of one meal while its funds are asked.</summary>
internal sealed class AllocationRound(IFundPurse purse, Predicate<string> mayPay)
{
    private readonly List<SubsidySplit> splits = [];
    private readonly List<MovedAmount> moves = [];

    /// <summary>What funds could not pay so far.</summary>
    public IReadOnlyList<MovedAmount> Moves => moves;

    /// <summary>Takes the line from its own fund; false when that cannot pay it whole.</summary>
    public bool Serve(SubsidyLine line)
    {
        if (!CanPay(line.FundId, line.AmountFen)) return false;
        Add(new(line.Payer, line.FundId, line.RuleId, line.AmountFen));
        return true;
    }

    /// <summary>Takes the line whole from the first of the rule's next lines whose fund can; false when none can.</summary>
    public bool HandOver(SubsidyLine line)
    {
        var taker = line.Fallbacks.FirstOrDefault(next => CanPay(next.FundId, line.AmountFen));
        if (taker is null) return false;
        Add(new(taker.Payer, taker.FundId, line.RuleId, line.AmountFen, 0, line.FundId));
        Move(line, taker.Payer, taker.FundId, line.AmountFen);
        return true;
    }

    /// <summary>Takes what the line's own fund still has; its overdraft account bears the rest.</summary>
    public void Overdraw(SubsidyLine line)
    {
        var missing = line.AmountFen - (mayPay(line.FundId) ? purse.TakeWhatIsLeft(line.FundId, line.AmountFen) : 0);
        Add(new(line.Payer, line.FundId, line.RuleId, line.AmountFen, missing));
        if (missing > 0) Move(line, line.Payer, line.FundId, missing);
    }

    /// <summary>Nobody but the senior pays the line.</summary>
    public void LeaveToSenior(SubsidyLine line) => Move(line, Payer.Senior, null, line.AmountFen);

    /// <summary>The splits in the order of the meal's rules, and what is left of the price for the senior.</summary>
    public IReadOnlyList<SubsidySplit> SplitsOf(PricedMeal meal)
    {
        var rules = meal.Winners.Select(winner => winner.Rule.Id).ToList();
        var senior = new SubsidySplit(Payer.Senior, null, null, meal.PriceFen - splits.Sum(split => split.AmountFen));
        return [.. splits.OrderBy(split => rules.IndexOf(split.RuleId!)), senior];
    }

    private bool CanPay(string fundId, long fen) => mayPay(fundId) && purse.TryTake(fundId, fen);

    private void Move(SubsidyLine line, Payer to, string? toFund, long fen) =>
        moves.Add(new(line.RuleId, line.Payer, line.FundId, to, toFund, fen, IsOutsidePurpose: !mayPay(line.FundId)));

    private void Add(SubsidySplit split)
    {
        var at = splits.FindIndex(other => (other.Payer, other.FundId, other.RuleId) == (split.Payer, split.FundId, split.RuleId));
        if (at < 0)
        {
            splits.Add(split);
            return;
        }
        splits[at] = splits[at] with
        {
            AmountFen = splits[at].AmountFen + split.AmountFen,
            OverdraftFen = splits[at].OverdraftFen + split.OverdraftFen,
            OriginalFundId = splits[at].OriginalFundId ?? split.OriginalFundId,
        };
    }
}
