namespace ElderCare.Domain.Funding;

/// <summary>Asks the funds for what the rules say that they pay, and finds who pays what a dry fund cannot.</summary>
public static class FundAllocation
{
    /// <summary>The meal as priced, with every fund paying its lines: for a trial, which asks no fund.</summary>
    public static AllocatedMeal AskingNoFund(PricedMeal meal) => Allocate(meal, false, new Bottomless());

    /// <summary>
    /// Takes each line from its fund. A line that its fund cannot pay whole goes whole to the rule's next applicable line whose
    /// fund can, else to the senior, or for a person in hardship what is left is taken and the rest overdrawn. Lines that their
    /// own fund can pay are served first, takeovers second, overdrafts last.
    /// </summary>
    public static AllocatedMeal Allocate(PricedMeal meal, bool hardship, IFundPurse purse)
    {
        var round = new AllocationRound(purse);
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
