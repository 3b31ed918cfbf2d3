using ElderCare.Domain.Funding;

namespace ElderCare.Domain.Tests.Funding;

public class FundAllocationTests
{
    private static readonly SubsidyRule CityThenDistrict = Rules.Fixed("r", 400, Rules.Share(Payer.City, "c", 7500), Rules.Share(Payer.District, "d", 2500));

    [Fact]
    public void FundsThatCanPayTheirLinesPayThem()
    {
        var meal = Allocate(CityThenDistrict, false, ("c", 300), ("d", 100));
        Assert.Equal([new(Payer.City, "c", "r", 300), new(Payer.District, "d", "r", 100), Senior(1100)], meal.Splits);
        Assert.Empty(meal.Moves);
    }

    [Fact]
    public void ALineOfADryFundGoesWholeToTheNextLineAndMergesIntoIt()
    {
        var meal = Allocate(CityThenDistrict, false, ("c", 299), ("d", 400));
        Assert.Equal([new(Payer.District, "d", "r", 400, 0, "c"), Senior(1100)], meal.Splits);
        Assert.Equal(new MovedAmount("r", Payer.City, "c", Payer.District, "d", 300), Assert.Single(meal.Moves));
    }

    [Fact]
    public void ALineGoesNeitherInPartNorToALineBeforeIt()
    {
        var meal = Allocate(CityThenDistrict, false, ("c", 1000), ("d", 99));
        Assert.Equal([new(Payer.City, "c", "r", 300), Senior(1200)], meal.Splits);
        meal = Allocate(CityThenDistrict, false, ("c", 299), ("d", 399));
        Assert.Equal([new(Payer.District, "d", "r", 100), Senior(1400)], meal.Splits);
    }

    [Fact]
    public void AnEmptyNextLineIsPassedOver()
    {
        var rule = Rules.Fixed("r", 400, Rules.All(Payer.City, "c"), new() { Payer = Payer.District, FundId = "d", ShareFen = 100 }, new() { Payer = Payer.Charity, FundId = "x", Rest = true });
        Assert.Equal([new(Payer.Charity, "x", "r", 400, 0, "c"), Senior(1100)], Allocate(rule, false, ("c", 0), ("d", 399), ("x", 400)).Splits);
    }

    [Fact]
    public void APayerThatDoesNotPayAtThisCanteenTakesNothingOver()
    {
        var rule = Rules.Fixed("r", 400, Rules.All(Payer.City, "c"), new() { Payer = Payer.Town, FundId = "t", Rest = true, OnlyInside = "371003" });
        Assert.Equal([Senior(1500)], Allocate(rule, false, ("t", 400)).Splits);
    }

    [Fact]
    public void ALineIsNeverTakenOverByAnotherRule() =>
        Assert.Equal(1200, Allocate([Rules.Fixed("a", 400, Rules.All(Payer.City, "c")), Rules.Fixed("b", 300, Rules.All(Payer.District, "d"))], false, ("d", 1000)).SelfPayFen);

    [Fact]
    public void AFundServesItsOwnLineBeforeItTakesOneOver()
    {
        var meal = Allocate(CityThenDistrict, false, ("c", 0), ("d", 300));
        Assert.Equal([new(Payer.District, "d", "r", 100), Senior(1400)], meal.Splits);
    }

    [Fact]
    public void InHardshipTheFundGivesWhatItHasAndTheRestIsOverdrawn()
    {
        var purse = new FundBalances(new Dictionary<string, long> { ["c"] = 120 });
        var meal = FundAllocation.Allocate(Rules.Price(CityThenDistrict), true, purse);
        Assert.Equal([new(Payer.City, "c", "r", 300, 180), new(Payer.District, "d", "r", 100, 100), Senior(1100)], meal.Splits);
        Assert.Equal((280L, 0L), (meal.OverdraftFen, purse.Left("c")));
        Assert.All(meal.Moves, move => Assert.True(move.IsOverdraft));
    }

    [Fact]
    public void InHardshipTheNextLineIsAskedBeforeTheFundIsOverdrawn()
    {
        var meal = Allocate(CityThenDistrict, true, ("c", 299), ("d", 400));
        Assert.Equal([new(Payer.District, "d", "r", 400, 0, "c"), Senior(1100)], meal.Splits);
    }

    [Theory]
    [InlineData("destituteScattered", true)]
    [InlineData("destituteInstitution", true)]
    [InlineData("minimumLivingAllowance", true)]
    [InlineData("lowIncomeMargin", false)]
    public void HardshipIsThreeCategories(string category, bool hardship) =>
        Assert.Equal(hardship, new Diner(new(1950, 1, 1), null, null, ["livingAlone", category]).IsInHardship());

    [Fact]
    public void AFreeMealStillHasALineOfTheSenior() =>
        Assert.Equal(Senior(0), Allocate(Rules.Fixed("r", 1500, Rules.All(Payer.City, "c")), false, ("c", 1500)).Splits[^1]);

    [Fact]
    public void ATrialAsksNoFund() => Assert.Equal(1100, FundAllocation.AskingNoFund(Rules.Price(CityThenDistrict)).SelfPayFen);

    [Fact]
    public void ARuleWhoseFundsPayNothingHoldsNoKey()
    {
        Assert.Empty(Allocate(CityThenDistrict, false).KeysHeld);
        Assert.Single(Allocate(CityThenDistrict, true).KeysHeld);
    }

    private static SubsidySplit Senior(long fen) => new(Payer.Senior, null, null, fen);

    private static AllocatedMeal Allocate(SubsidyRule rule, bool hardship, params (string Id, long Fen)[] funds) => Allocate([rule], hardship, funds);

    private static AllocatedMeal Allocate(SubsidyRule[] rules, bool hardship, params (string Id, long Fen)[] funds) =>
        FundAllocation.Allocate(Rules.Price(rules), hardship, new FundBalances(funds.ToDictionary(fund => fund.Id, fund => fund.Fen)));
}
