using CsCheck;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.HomeServices;

/// <summary>The visits of a day are shared out together.</summary>
public sealed class BatchAssignmentTests(ITestOutputHelper output)
{
    private const int Rounds = 30;
    private static readonly HomeServicePolicy Policy = Visits.Policy with { MostMinutesADay = 240 }; // so that it is often reached

    private static readonly Gen<Case> Days = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 14], Gen.Int[1, 6], (seed, orders, crews) => new Case(seed, orders, crews));

    [Fact]
    public void NothingForbiddenIsDoneAndWhatOneByOnePlacesIsPlaced() => Property.Holds(output, Days, day =>
    {
        var orders = day.Orders();
        var (together, oneByOne) = BatchAssignment.Plan(orders, Policy, Rounds, seed: 1);
        foreach (var plan in new[] { together, oneByOne }) Check(orders, plan);
        foreach (var order in orders)
        {
            var (now, then) = (together.Visits.Count(visit => visit.OrderId == order.Wish.OrderId), oneByOne.Visits.Count(visit => visit.OrderId == order.Wish.OrderId));
            Assert.True(now >= then, $"{then} would come to {order.Wish.OrderId} one by one, {now} together");
        }
        if (together.Visits.Count == oneByOne.Visits.Count) Assert.True(together.TravelMinutes <= oneByOne.TravelMinutes + 1e-6, $"{together.TravelMinutes} together, {oneByOne.TravelMinutes} one by one");
        Assert.Equal(together.Visits, BatchAssignment.Plan(orders, Policy, Rounds, seed: 1).Together.Visits);
    });

    [Fact]
    public void OneByOneSendsTheNearestAndTogetherTheyGoLess()
    {
        // Two who are between two homes: the first visit takes the one who is nearest to both.
        var (middle, aside) = (CrewAt(0), CrewAt(-3_000));
        var (here, there) = (OrderAt(600, -1_000, middle, aside), OrderAt(610, 1_000, middle, aside));
        var (together, oneByOne) = BatchAssignment.Plan([here, there], Policy, Rounds, seed: 1);
        Assert.Equal([middle.Id, aside.Id], oneByOne.Visits.Select(visit => visit.CaregiverId));
        Assert.Equal([aside.Id, middle.Id], together.Visits.Select(visit => visit.CaregiverId));
        Assert.Equal((20, 12), (Math.Round(oneByOne.TravelMinutes), Math.Round(together.TravelMinutes)));
        Assert.Equal([8, 4], together.Visits.Select(visit => Math.Round(visit.TravelMinutes)));
    }

    [Fact]
    public void WhatIsOnTheWayAlreadyIsNoTravel()
    {
        var crew = CrewAt(0);
        var order = new BatchOrder(WishAt(600, 1_000), 1, [Visits.Fit(crew, Visits.Visit(500, 540), Visits.Visit(700, 760, metres: 2_000))]);
        var (together, _) = BatchAssignment.Plan([order], Policy, Rounds, seed: 1);
        Assert.Equal((4, 0), (Math.Round(together.Visits.Single().TravelMinutes), Math.Round(together.TravelMinutes)));
    }

    [Fact]
    public void TwoComeWhereTwoMust()
    {
        var (one, other) = (CrewAt(0), CrewAt(500));
        var candidates = new[] { Visits.Fit(one), Visits.Fit(other) };
        var (together, _) = BatchAssignment.Plan([new(WishAt(600, 0), 2, candidates)], Policy, Rounds, seed: 1);
        Assert.Equal(new HashSet<Guid> { one.Id, other.Id }, [.. together.Visits.Select(visit => visit.CaregiverId)]);
        Assert.Empty(BatchAssignment.Plan([], Policy, Rounds, seed: 1).Together.Visits);
    }

    private static void Check(IReadOnlyList<BatchOrder> orders, BatchPlan plan)
    {
        Assert.True(plan.Visits.GroupBy(visit => visit.OrderId).All(order => order.Count() <= orders.Single(one => one.Wish.OrderId == order.Key).Workers), "More come than are asked for.");
        foreach (var day in plan.Visits.GroupBy(visit => visit.CaregiverId))
        {
            // Each visit beside all others of that caregiver: what the rule of one visit forbids, a batch must not do.
            var mine = day.Select(visit => orders.Single(order => order.Wish.OrderId == visit.OrderId)).ToList();
            foreach (var order in mine)
            {
                var candidate = order.Candidates.Single(one => one.Caregiver.Id == day.Key);
                var others = mine.Where(other => other != order).Select(other => new PlannedVisit(other.Wish.SeniorId, other.Wish.Home, other.Wish.StartsAt, other.Wish.EndsAt));
                Assert.Null(Matching.WhyNot(candidate with { Visits = [.. candidate.Visits, .. others] }, order.Wish, Policy, asksDuty: false));
            }
        }
    }

    private static Caregiver CrewAt(double metres) => Visits.Caregiver(one => one.Report(Visits.North(metres), Visits.At(0)));

    private static VisitWish WishAt(int minute, double metres) => Visits.Wish(minute, minute + 60) with { Home = Visits.North(metres) };

    private static BatchOrder OrderAt(int minute, double metres, params Caregiver[] crews) => new(WishAt(minute, metres), 1, [.. crews.Select(crew => Visits.Fit(crew))]);

    /// <summary>A day drawn by lot, narrow enough that much is forbidden.</summary>
    public sealed record Case(int Seed, int Count, int Crews)
    {
        public IReadOnlyList<BatchOrder> Orders()
        {
            var dice = new Random(Seed);
            var crews = Enumerable.Range(0, Crews).Select(_ =>
            {
                var caregiver = Visits.Caregiver(
                    one =>
                    {
                        one.Certificates = dice.Next(2) == 0 ? [new("nursing", null)] : [];
                        (one.WorksFromMinute, one.WorksUntilMinute) = dice.Next(3) == 0 ? (480, 780) : (480, 1_080);
                        if (dice.Next(4) > 0) one.Report(Visits.North(dice.Next(-8_000, 8_000)), Visits.At(0));
                    },
                    dice.Next(3) == 0 ? Sex.Male : Sex.Female);
                PlannedVisit[] taken = dice.Next(3) == 0 ? [Visits.Visit(600 + dice.Next(120), 780, dice.Next(-8_000, 8_000)), Visits.Visit(800, 860, dice.Next(-8_000, 8_000))] : [];
                return Visits.Fit(caregiver, taken);
            }).ToList();
            return
            [
                .. Enumerable.Range(0, Count).Select(_ =>
                {
                    var from = 480 + 15 * dice.Next(32);
                    var wish = Visits.Wish(from, from + 30 + 30 * dice.Next(4), dice.Next(4) == 0 ? "nursing" : null, dice.Next(6) == 0 ? Sex.Female : null) with { Home = Visits.North(dice.Next(4) == 0 ? 0 : dice.Next(-8_000, 8_000)) };
                    var barred = dice.Next(Crews * 3);
                    return new BatchOrder(wish, dice.Next(5) == 0 ? 2 : 1, [.. crews.Select((crew, i) => crew with { IsBarred = i == barred, IsInArea = dice.Next(6) > 0 })]);
                }),
            ];
        }
    }
}
