using CsCheck;
using ElderCare.Domain.Funding;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.Funding;

/// <summary>Which version of a rule pays on which date.</summary>
public class RulesInForceTests(ITestOutputHelper output)
{
    private static readonly LocalDate First = new(2026, 1, 1);

    [Fact]
    public void ANewVersionEndsTheOneBeforeOnItsFirstDay()
    {
        var rules = new RulesInForce([Version(1, 0), Version(2, 10)], []);
        Assert.Equal([1, 1, 2, 2], new[] { 0, 9, 10, 500 }.Select(day => On(rules, day)));
        Assert.Null(On(rules, -1));
        Assert.Equal(First.PlusDays(10), rules.Find("r", 1)!.ValidTo);
    }

    [Fact]
    public void AnEarlierVersionDoesNotComeBackWhenTheNewOneEnds()
    {
        var rules = new RulesInForce([Version(1, 0), Version(2, 10, 20)], []);
        Assert.Equal([1, 2, null], new[] { 9, 19, 20 }.Select(day => On(rules, day)));
    }

    [Fact]
    public void AVersionThatIsOvertakenBeforeItBeginsNeverPays()
    {
        var rules = new RulesInForce([Version(1, 0), Version(2, 20), Version(3, 10)], []);
        Assert.Equal([1, 3, 3], new[] { 9, 10, 20 }.Select(day => On(rules, day)));
        Assert.Null(rules.Find("r", 2));
        Assert.Equal(2, rules.All.Count);
    }

    [Fact]
    public void AWithdrawalEndsAllVersionsBeforeItAndNoneAfter()
    {
        var rules = new RulesInForce([Version(1, 0), Version(2, 10), Version(3, 30)], [new("r", 2, First.PlusDays(5))]);
        Assert.Equal([1, null, null, 3], new[] { 4, 5, 29, 30 }.Select(day => On(rules, day)));
    }

    [Fact]
    public void AVersionWithoutAFirstDayPaysFromTheBeginning() =>
        Assert.Equal(1, new RulesInForce([new(Rules.Fixed("r", 100), 1)], []).VersionOn("r", new(1949, 10, 1)));

    [Fact]
    public void TheNewestVersionThatHasBegunPaysUnlessItHasEnded() => Property.Holds(
        output, Gen.Select(Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], (from, days) => (from, to: days == 0 ? (int?)null : from + days)).Array[1, 5], Gen.Select(Gen.Int[1, 5], Gen.Int[0, 12]).Array[0, 2], Gen.Int[0, 24]), given =>
    {
        var (spans, ends, day) = given;
        var withdrawals = ends.Where(end => end.Item1 <= spans.Length).Select(end => new RuleWithdrawal("r", end.Item1, First.PlusDays(end.Item2))).ToList();
        var rules = new RulesInForce(spans.Select((span, i) => Version(i + 1, span.from, span.to)), withdrawals);
        int? expected = Enumerable.Range(1, spans.Length).LastOrDefault(version => spans[version - 1].from <= day);
        if (expected == 0 || spans[expected.Value - 1].to <= day || withdrawals.Any(end => end.Version >= expected && end.From <= First.PlusDays(day))) expected = null;
        Assert.Equal(expected, On(rules, day));
        // Pricing takes the rule whose dates hold the meal's: there is one exactly when a version pays, and it is that version's.
        var pays = rules.All.Where(rule => rule.ValidFrom <= First.PlusDays(day) && (rule.ValidTo is not { } to || First.PlusDays(day) < to)).Select(rule => (int?)rule.ValueFen);
        Assert.Equal(expected is null ? [] : [expected], pays);
    });

    private static int? On(RulesInForce rules, int day) => rules.VersionOn("r", First.PlusDays(day));

    private static PublishedVersion Version(int version, int from, int? to = null) =>
        new(Rules.Fixed("r", version) with { ValidFrom = First.PlusDays(from), ValidTo = to is { } end ? First.PlusDays(end) : null }, version);
}
