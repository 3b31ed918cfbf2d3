using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.HomeServices;

/// <summary>Visits and caregivers of a Monday.</summary>
internal static class Visits
{
    public static readonly LocalDate Day = new(2026, 11, 30);

    public static readonly GeoPoint Home = new(37.5, 122.1);

    public static readonly HomeServicePolicy Policy = new()
    {
        BookableAhead = Duration.FromDays(60),
        PlanDaysAhead = 7,
        PlanVisitsAWeek = 28,
        ShortestMinutes = 15,
        LongestMinutes = 480,
        CancelFreelyBefore = Duration.FromHours(2),
        Offers = new(Duration.FromMinutes(3), [3, 6, 12], Duration.FromHours(24), Duration.FromHours(1)),
        Weights = new(Continuity: 0.3, Distance: 0.3, Load: 0.15, Rating: 0.15, Fairness: 0.1),
        Scales = new(FamiliarVisits: 5, FamiliarPart: 0.9, HalfMetres: 2_000, UnratedStars: 4, FullDaysAWeek: 5),
        UsualHours = (480, 1_080),
        MetresPerMinute = 250,
        BetweenVisitsMinutes = 5,
        MostMinutesADay = 600,
        Proof = new(200, 300, Duration.FromMinutes(10), Duration.FromMinutes(15), Duration.FromHours(24), Duration.FromMinutes(30), Duration.FromMinutes(30), Duration.FromMinutes(5), 500, Duration.FromMinutes(15), 1_000),
        Quality = new(2, 3),
        Billing = new(30, 15, 5_000),
        ConfirmWithin = Duration.FromHours(48),
        Guarantee = new(8_500, 7_000),
        CallBackBasisPoints = 1_000,
        NoShowAfter = [Duration.FromMinutes(15)],
    };

    /// <summary>A place so many metres north of the home.</summary>
    public static GeoPoint North(double metres) => new(37.5 + metres / 111_195.08, 122.1);

    public static Instant At(int minute, int days = 0) => CityClock.At(Day.PlusDays(days), LocalTime.Midnight) + Duration.FromMinutes(minute);

    public static PlannedVisit Visit(int fromMinute, int untilMinute, double metres = 0, int days = 0) => new(Guid.NewGuid(), North(metres), At(fromMinute, days), At(untilMinute, days));

    /// <summary>An hour from ten o'clock.</summary>
    public static VisitWish Wish(int fromMinute = 600, int untilMinute = 660, string? certificate = null, Sex? sex = null, Guid? preferred = null) =>
        new(Guid.NewGuid(), Guid.NewGuid(), "371002001", Home, At(fromMinute), At(untilMinute), certificate, sex, preferred);

    public static Caregiver Caregiver(Action<Caregiver>? change = null, Sex sex = Sex.Female, params int[] stars)
    {
        var caregiver = new Caregiver
        {
            Id = Guid.NewGuid(), ProviderId = Guid.NewGuid(), Name = "梁小梅", Sex = sex, Certificates = [new("nursing", Day)], Areas = ["371002"], WorksFromMinute = 480, WorksUntilMinute = 1_080, IsOnDuty = true,
        };
        foreach (var given in stars) caregiver.Rate(given, Policy.Quality, Day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant());
        change?.Invoke(caregiver);
        return caregiver;
    }

    /// <summary>Somebody who may come.</summary>
    public static Candidate Fit(Caregiver? caregiver = null, params PlannedVisit[] visits) => new(caregiver ?? Caregiver(), HasContract: true, IsInArea: true, IsOnLeave: false, IsBarred: false, visits, EarlierVisits: 0);
}
