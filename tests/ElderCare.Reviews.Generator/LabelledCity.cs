using System.Globalization;
using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>Three months of visits and meals of a made-up city: honest ones with their noise, and cheats that are labelled. It knows nothing of what looks for them.</summary>
public sealed class LabelledCity
{
    public static readonly LocalDate FirstDay = new(2026, 8, 1);

    public static readonly LocalDate LastDay = new(2026, 10, 31);

    public List<MadeSenior> Seniors { get; } = [];

    public List<MadeCanteen> Canteens { get; } = [];

    public List<MadeVisit> Visits { get; private set; } = [];

    public List<MadeSale> Sales { get; private set; } = [];

    /// <summary>The days that it has.</summary>
    public static IEnumerable<LocalDate> Days => Enumerable.Range(0, Period.DaysBetween(FirstDay, LastDay) + 1).Select(FirstDay.PlusDays);

    /// <summary>The same city for the same seed.</summary>
    public static LabelledCity Make(int seed)
    {
        var (city, dice) = (new LabelledCity(), new Dice(seed));
        CityPlan.Settle(city, dice);
        var honest = new HonestVisits(city, dice);
        var rounds = honest.Make();
        new HonestSales(city, dice).Make();
        new VisitCheats(city, dice, honest, rounds).Plant();
        new WorkerCheats(city, dice, honest, rounds).Plant();
        new SaleCheats(city, dice).Plant();
        city.Number(dice);
        return city;
    }

    /// <summary>When the clocks of the city show a time.</summary>
    public static Instant At(LocalDate day, double hour) => day.AtMidnight().WithOffset(Offset.FromHours(8)).ToInstant() + Duration.FromSeconds((long)(hour * 3600));

    public static LocalDate DayOf(Instant at) => at.WithOffset(Offset.FromHours(8)).Date;

    /// <summary>Mixes everything, so that neither order nor number tells what was planted.</summary>
    private void Number(Dice dice)
    {
        (Visits, Sales) = (dice.Some(Visits, Visits.Count), dice.Some(Sales, Sales.Count));
        for (var i = 0; i < Visits.Count; i++) Visits[i].Id = $"visit-{i.ToString(CultureInfo.InvariantCulture)}";
        for (var i = 0; i < Sales.Count; i++) Sales[i].Id = $"sale-{i.ToString(CultureInfo.InvariantCulture)}";
    }
}
