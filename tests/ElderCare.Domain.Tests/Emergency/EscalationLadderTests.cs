using CsCheck;
using ElderCare.Domain.Emergency;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.Emergency;

public class EscalationLadderTests(ITestOutputHelper output)
{
    private static readonly Instant Raised = Instant.FromUtc(2026, 11, 23, 4, 0);
    private static readonly EscalationLadder Ladder = new([Rung(0, 1), Rung(15, 2), Rung(30, -1), Rung(60, -1), Rung(120, -1), Rung(180, -1)]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(14.999, 1)]
    [InlineData(15, 2)]
    [InlineData(119, 4)]
    [InlineData(3_600, 6)]
    public void ARungIsDueFromItsSecondOn(double seconds, int climbed)
    {
        var incident = Open();
        Assert.Equal(climbed, incident.Climb(Raised + Duration.FromSeconds(seconds)).Count);
        Assert.Equal(climbed - 1, incident.EscalationLevel);
        Assert.Empty(incident.Climb(Raised + Duration.FromSeconds(seconds))); // running again climbs nothing
    }

    [Fact]
    public void WhoeverHasItStopsItAndGivingItBackBeginsAnew()
    {
        var incident = Open();
        var claimed = Raised + Duration.FromSeconds(20);
        incident.Climb(claimed);
        var holder = Guid.NewGuid();
        incident.Take(holder, takeOver: false, claimed);
        Assert.Empty(incident.Climb(claimed + Duration.FromSeconds(200)));
        Assert.Null(incident.NextRungAt(claimed + Duration.FromSeconds(200)));
        var back = claimed + Duration.FromSeconds(230);
        incident.Release(holder, 1, back);
        Assert.Equal((0, back), (incident.EscalationLevel, incident.NextRungAt(back)));
    }

    [Fact]
    public void EachRungIsClimbedOnceInOrderHoweverLateAndOftenItsTimerRuns() => Property.Holds(
        output,
        Gen.Int[0, 400_000].Array[1, 40],
        waits =>
        {
            var (incident, now, climbed) = (Open(), Raised, new List<EscalationRung>());
            foreach (var wait in waits)
            {
                now += Duration.FromMilliseconds(wait / waits.Length);
                var due = incident.Climb(now);
                climbed.AddRange(due);
                Assert.False(incident.NextRungAt(now) <= now);
            }
            Assert.Equal(Ladder.Rungs.Where(rung => Raised + Duration.FromSeconds(rung.AfterSeconds) <= now), climbed);
        });

    [Fact]
    public void AboveTheLastRungItRingsEverybodyAgainAsOftenAsTheLadderSaysAndOnceForWhatWasMissed()
    {
        var incident = Incident.Open(IncidentKind.Sos, null, null, "test", null, Ladder with { RepeatAfterSeconds = 60 }, Raised);
        Assert.Equal(6, incident.Climb(Raised + Duration.FromSeconds(239)).Count);
        Assert.Equal(Raised + Duration.FromSeconds(240), incident.NextRungAt(Raised + Duration.FromSeconds(239)));
        Assert.Equal(EscalationRung.Everybody, Assert.Single(incident.Climb(Raised + Duration.FromSeconds(240))).OfferTo);
        Assert.Single(incident.Climb(Raised + Duration.FromSeconds(3_601)));
        Assert.Empty(incident.Climb(Raised + Duration.FromSeconds(3_601)));
        Assert.Equal((5, Raised + Duration.FromSeconds(3_660)), (incident.EscalationLevel, incident.NextRungAt(Raised + Duration.FromSeconds(3_601))));
        Assert.Null(Ladder.NextAt(6, Raised)); // a ladder of before ends
    }

    [Fact]
    public void ThePlaceNearestToAPersonSaysWhichLadder()
    {
        var huancui = new EscalationLadder([Rung(0, 3)]);
        var policy = new EmergencyPolicy(Duration.FromSeconds(30), Duration.FromSeconds(45), Duration.FromSeconds(60), Duration.FromMinutes(10), Duration.FromMinutes(3), new(20, Duration.FromMinutes(10)), [new(null, Ladder), new("371002", huancui)]);
        Assert.Same(huancui, policy.LadderOf(["371002001", "371002", "371000"]));
        Assert.Same(Ladder, policy.LadderOf(["371003", "371000"]));
        Assert.Same(Ladder, policy.LadderOf([]));
    }

    private static EscalationRung Rung(int after, int offerTo) => new(after, offerTo, []);

    private static Incident Open() => Incident.Open(IncidentKind.Sos, null, null, "test", null, Ladder, Raised);
}
