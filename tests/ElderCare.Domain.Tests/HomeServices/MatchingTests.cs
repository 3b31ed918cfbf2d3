using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.Domain.Tests.HomeServices;

/// <summary>Who may come to a visit, and who fits best.</summary>
public sealed class MatchingTests
{
    private static readonly HomeServicePolicy Policy = Visits.Policy;

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhoMayNotComeIsToldWhy(string what, Unfit? why)
    {
        var (candidate, wish) = CaseOf(what);
        Assert.Equal(why, Matching.WhyNot(candidate, wish, Policy));
        Assert.Equal(why is null ? 1 : 0, Matching.Rank([candidate], wish, Policy).Count);
    }

    public static TheoryData<string, Unfit?> Cases => new()
    {
        { "fit", null },
        { "off duty", Unfit.OffDuty },
        { "no contract", Unfit.NoContract },
        { "elsewhere", Unfit.OutOfArea },
        { "no certificate", Unfit.NotCertified },
        { "certificate of that day", null },
        { "certificate of the day before", Unfit.NotCertified },
        { "on leave", Unfit.OnLeave },
        { "begins before their hours", Unfit.OutsideHours },
        { "ends after their hours", Unfit.OutsideHours },
        { "all of their hours", null },
        { "over midnight, works day and night", null },
        { "over midnight, works until midnight", Unfit.OutsideHours },
        { "other sex", Unfit.OtherSex },
        { "barred", Unfit.Barred },
        { "another visit then", Unfit.NoTime },
        { "comes from near in 4 minutes", Unfit.NoTime },
        { "comes from near in 5 minutes", null },
        { "comes from 5 km in 19 minutes", Unfit.NoTime },
        { "comes from 5 km in 21 minutes", null },
        { "must be 5 km away 19 minutes after", Unfit.NoTime },
        { "the other half of a couple, right before", null },
        { "600 minutes on that day", null },
        { "601 minutes on that day", Unfit.TooManyHours },
        { "600 minutes on the day before", null },
    };

    [Fact]
    public void APersonMayGiveAVisitToWhoIsOffDutyAndToNobodyElseWhoMayNotCome()
    {
        Assert.Null(Matching.WhyNot(CaseOf("off duty").Candidate, Visits.Wish(), Policy, asksDuty: false));
        Assert.Equal(Unfit.OutOfArea, Matching.WhyNot(CaseOf("elsewhere").Candidate, Visits.Wish(), Policy, asksDuty: false));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(2, 5)]
    [InlineData(1_249, 5)]
    [InlineData(2_500, 10)]
    [InlineData(25_000, 100)]
    public void TheWayBetweenVisitsTakesItsTime(double metres, double minutes) => Assert.Equal(minutes, Matching.TravelMinutes(Visits.Home, Visits.North(metres), Policy), 1);

    [Fact]
    public void AScoreIsTheSumOfItsParts()
    {
        var caregiver = Visits.Caregiver(one => one.Report(Visits.North(2_000), Visits.At(500)), stars: [5, 4]);
        var candidate = Visits.Fit(caregiver, Visits.Visit(480, 540, days: -1), Visits.Visit(700, 760)) with { EarlierVisits = 2 };
        var (score, reasons) = Matching.Score(candidate, Visits.Wish(), Policy);
        Assert.Equal(1, reasons.Sum(part => part.Weight), 9);
        Assert.Equal(score, reasons.Sum(part => part.Value * part.Weight), 9);
        var values = reasons.ToDictionary(part => part.Name, part => part.Value);
        Assert.Equal(0.36, values["continuity"], 6); // twice of five times, of 0.9
        Assert.Equal(0.5, values["distance"], 2);
        Assert.Equal(0.8, values["load"], 6); // two hours of ten
        Assert.Equal(0.9, values["rating"], 6);
        Assert.Equal(0.96, values["fairness"], 6); // two hours of fifty
        Assert.Equal(score, Matching.Rank([candidate], Visits.Wish(), Policy)[0].Score, 9);
    }

    [Fact]
    public void WhoComesFromAVisitOfThatDayComesFromThere()
    {
        var caregiver = Visits.Caregiver(one => one.Report(Visits.North(30_000), Visits.At(500)));
        double DistanceOf(params PlannedVisit[] visits) => Matching.Score(Visits.Fit(caregiver, visits), Visits.Wish(), Policy).Reasons.Single(part => part.Name == "distance").Value;
        Assert.Equal(1, DistanceOf(Visits.Visit(480, 500, metres: 9_000), Visits.Visit(520, 560, metres: 0)), 3);
        Assert.Equal(0.0625, DistanceOf(Visits.Visit(700, 760)), 3); // what comes later is no place to come from
    }

    [Fact]
    public void WhoIsWishedForComesFirstThenTheBestThenByTheirIds()
    {
        var (wished, near, far) = (Visits.Fit(Visits.Caregiver(one => one.Report(Visits.North(40_000), Visits.At(0)))), Visits.Fit(Visits.Caregiver(one => one.Report(Visits.Home, Visits.At(0)))), Visits.Fit(Visits.Caregiver(one => one.Report(Visits.North(9_000), Visits.At(0)))));
        var wish = Visits.Wish(preferred: wished.Caregiver.Id);
        var ranked = Matching.Rank([far, near, wished], wish, Policy);
        Assert.Equal([wished.Caregiver.Id, near.Caregiver.Id, far.Caregiver.Id], ranked.Select(one => one.CaregiverId));
        Assert.Equal(1, ranked[0].Reasons.Single(part => part.Name == "continuity").Value);
        Assert.Equal([0, 9_000, 40_000], ranked.Select(one => one.Metres!.Value).Order().Select(metres => Math.Round(metres / 100) * 100));
        var equals = Enumerable.Range(0, 20).Select(_ => Visits.Fit()).ToList();
        Assert.Equal(equals.Select(one => one.Caregiver.Id).Order(), Matching.Rank(equals, Visits.Wish(), Policy).Select(one => one.CaregiverId));
    }

    private static (Candidate Candidate, VisitWish Wish) CaseOf(string what)
    {
        Candidate Certified(params HeldCertificate[] held) => Visits.Fit(Visits.Caregiver(one => one.Certificates = held));
        Candidate Hours(int from, int until) => Visits.Fit(Visits.Caregiver(one => (one.WorksFromMinute, one.WorksUntilMinute) = (from, until)));
        var (wish, nursing, night) = (Visits.Wish(), Visits.Wish(certificate: "nursing"), Visits.Wish(fromMinute: 1_410, untilMinute: 1_470));
        return what switch
        {
            "fit" => (Visits.Fit(), wish),
            "off duty" => (Visits.Fit(Visits.Caregiver(one => one.IsOnDuty = false)), wish),
            "no contract" => (Visits.Fit() with { HasContract = false }, wish),
            "elsewhere" => (Visits.Fit() with { IsInArea = false }, wish),
            "no certificate" => (Certified(new HeldCertificate("firstAid", null)), nursing),
            "certificate of that day" => (Certified(new HeldCertificate("nursing", Visits.Day)), nursing),
            "certificate of the day before" => (Certified(new HeldCertificate("nursing", Visits.Day.PlusDays(-1))), nursing),
            "on leave" => (Visits.Fit() with { IsOnLeave = true }, wish),
            "begins before their hours" => (Hours(601, 1_080), wish),
            "ends after their hours" => (Hours(480, 659), wish),
            "all of their hours" => (Hours(600, 660), wish),
            "over midnight, works day and night" => (Hours(0, 1_440), night),
            "over midnight, works until midnight" => (Hours(480, 1_440), night),
            "other sex" => (Visits.Fit(), Visits.Wish(sex: Sex.Male)),
            "barred" => (Visits.Fit() with { IsBarred = true }, wish),
            "another visit then" => (Visits.Fit(null, Visits.Visit(630, 700)), wish),
            "comes from near in 4 minutes" => (Visits.Fit(null, Visits.Visit(540, 596, metres: 300)), wish),
            "comes from near in 5 minutes" => (Visits.Fit(null, Visits.Visit(540, 595, metres: 300)), wish),
            "comes from 5 km in 19 minutes" => (Visits.Fit(null, Visits.Visit(540, 581, metres: 5_000)), wish),
            "comes from 5 km in 21 minutes" => (Visits.Fit(null, Visits.Visit(540, 579, metres: 5_000)), wish),
            "must be 5 km away 19 minutes after" => (Visits.Fit(null, Visits.Visit(679, 700, metres: 5_000)), wish),
            "the other half of a couple, right before" => (Visits.Fit(null, Visits.Visit(540, 600)), wish),
            "600 minutes on that day" => (Visits.Fit(null, Visits.Visit(0, 540)), wish),
            "601 minutes on that day" => (Visits.Fit(null, Visits.Visit(0, 541)), wish),
            "600 minutes on the day before" => (Visits.Fit(null, Visits.Visit(0, 600, days: -1)), wish),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }
}
