namespace ElderCare.Domain.Funding;

/// <summary>Asks the funds for what the rules say that they pay, and finds who pays what a dry fund cannot.</summary>
public static class FundAllocation
{
    /// <summary>The meal as priced, with every fund paying its lines: for a trial, which asks no fund.</summary>
    public static AllocatedMeal AskingNoFund(PricedMeal meal) => Allocate(meal, false, new Bottomless());

    /// <summary>The meal as it is nearly always paid: every fund that may pay has the money.</summary>
    public static AllocatedMeal AsForeseen(PricedMeal meal, bool hardship, Predicate<string> mayPay) => Allocate(meal, hardship, new Bottomless(), mayPay);

    /// <summary>
    /// Takes each line from its fund. A line that its fund cannot pay whole goes whole to the rule's next applicable line whose
    /// fund can, else to the senior, or for a person in hardship what is left is taken and the rest overdrawn. Lines that their
    /// own fund can pay are served first, takeovers second, overdrafts last. A fund that may not pay by its purpose is passed over
    /// like a dry one.
    /// </summary>
    /// <param name="meal">The meal as the rules priced it.</param>
    /// <param name="hardship">Whether a dry fund is overdrawn instead of asking more of the person.</param>
    /// <param name="purse">The money in the funds.</param>
    /// <param name="mayPay">Whether the purpose of a fund allows it to pay for this meal; every fund's when null.</param>
    public static AllocatedMeal Allocate(PricedMeal meal, bool hardship, IFundPurse purse, Predicate<string>? mayPay = null)
    {
        var round = new AllocationRound(purse, mayPay ?? (_ => true));
        var dry = meal.Lines.Where(line => !round.Serve(line)).ToList();
        foreach (var line in dry.Where(line => !round.HandOver(line)).ToList())
        {
            if (hardship) round.Overdraw(line);
            else round.LeaveToSenior(line);
        }
        return new() { Priced = meal, Splits = round.SplitsOf(meal), Moves = round.Moves };
    }

    private sealed class Bottomless : IFundPurse
    {
        public bool TryTake(string fundId, long fen) => true;

        public long TakeWhatIsLeft(string fundId, long atMostFen) => atMostFen;
    }
}
