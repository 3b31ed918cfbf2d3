using System.Diagnostics;
using ElderCare.Benchmarks.Loads;
using ElderCare.Data.Seeding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Benchmarks.Goals;

/// <summary>
/// batch: 1,000 visits of a day shared out among 300 caregivers, against one after the other in the order of time, each to the nearest
/// who may come. Five made-up districts, each by its name; no database is asked.
/// </summary>
internal static class ShareOutADay
{
    private const int Orders = 1_000;
    private const int Caregivers = 300;
    private const int RoundsAnOrder = 20; // as the program has it
    private const int Towns = 12;
    private const double Done = 0.15;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly LocalDate Day = new(2026, 11, 30);
    private static readonly string[] Seeds = ["huancui", "wendeng", "rongcheng", "rushan", "jingqu"];
    private static readonly int[] Lengths = [30, 60, 60, 60, 90, 120];

    /// <summary>Measures and prints; false when it gains too little or takes too long with one of the seeds.</summary>
    public static bool Measure()
    {
        var policy = HomeServicePolicies.Read();
        BatchAssignment.Plan(DayOf("warm-up", Orders / 10, Caregivers / 10), policy, Orders, seed: 1);
        Console.WriteLine();
        Console.WriteLine($"Batch of {Orders} visits and {Caregivers} caregivers, {Orders * RoundsAnOrder} rounds   (load {Machine.LoadAverage()})");
        var (gains, times) = (new List<double>(), new List<TimeSpan>());
        foreach (var name in Seeds)
        {
            var orders = DayOf(name, Orders, Caregivers);
            var (began, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
            var (together, oneByOne) = BatchAssignment.Plan(orders, policy, Orders * RoundsAnOrder, seed: 1);
            times.Add(Stopwatch.GetElapsedTime(began));
            var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            gains.Add(1 - together.TravelMinutes / oneByOne.TravelMinutes);
            Console.WriteLine($"  {name,-10} {times[^1].TotalSeconds,5:0.0} s ({used.TotalSeconds:0.0} s of processor)   together {together.Visits.Count} visits, {together.TravelMinutes:0} min of travel   one by one {oneByOne.Visits.Count}, {oneByOne.TravelMinutes:0} min   gain {gains[^1]:P1}");
        }
        var reached = gains.Min() >= Done && times.Max() <= Longest;
        Console.WriteLine($"    gain median {Figures.Median(gains):P1}, worst {gains.Min():P1}   goal {Done:P0}   longest {times.Max().TotalSeconds:0.0} s   goal {Longest.TotalSeconds:0} s: {(reached ? "done" : "NOT REACHED")}");
        return reached;
    }

    /// <summary>Three of four live in one of twelve towns, the others anywhere in some 33 by 35 km; everybody is visited once between 8 and 18 o'clock.</summary>
    private static IReadOnlyList<BatchOrder> DayOf(string name, int orders, int caregivers)
    {
        var dice = new Random(name.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter)));
        var towns = Enumerable.Range(0, Towns).Select(_ => Anywhere(dice)).ToArray();
        var crews = Enumerable.Range(0, caregivers).Select(number => CaregiverOf(dice, number, towns)).ToList();
        return [.. Enumerable.Range(0, orders).Select(number => new BatchOrder(WishOf(dice, number, towns), 1, crews.Select(crew => new Candidate(crew, true, true, false, false, [], 0))))];
    }

    /// <summary>Half are nurses, one of five is a man; they work from 8 to 19, some the early or the late part.</summary>
    private static Caregiver CaregiverOf(Random dice, int number, GeoPoint[] towns)
    {
        var shift = dice.Next(3);
        var caregiver = new Caregiver
        {
            Id = IdOf(1, number),
            ProviderId = Guid.Empty,
            Name = "",
            Sex = dice.Next(5) == 0 ? Sex.Male : Sex.Female,
            Certificates = dice.Next(2) == 0 ? [new("nursing", null)] : [],
            WorksFromMinute = shift == 2 ? 600 : 480,
            WorksUntilMinute = shift == 0 ? 960 : 1_140,
            IsOnDuty = true,
        };
        caregiver.Report(Near(dice, towns), CityClock.At(Day, LocalTime.Midnight));
        return caregiver;
    }

    /// <summary>One of four needs a nurse, one of twelve asks for a woman.</summary>
    private static VisitWish WishOf(Random dice, int number, GeoPoint[] towns)
    {
        var minutes = Lengths[dice.Next(Lengths.Length)];
        var begins = CityClock.At(Day, LocalTime.Midnight) + Duration.FromMinutes(480 + 15 * dice.Next((600 - minutes) / 15 + 1));
        return new(IdOf(2, number), IdOf(3, number), "371002", Near(dice, towns), begins, begins + Duration.FromMinutes(minutes), dice.Next(4) == 0 ? "nursing" : null, dice.Next(12) == 0 ? Sex.Female : null, null);
    }

    private static GeoPoint Near(Random dice, GeoPoint[] towns)
    {
        if (dice.Next(4) == 0) return Anywhere(dice);
        var town = towns[dice.Next(towns.Length)];
        return new(town.Latitude + 0.012 * Normal(dice), town.Longitude + 0.015 * Normal(dice)); // some 1.3 km
    }

    private static GeoPoint Anywhere(Random dice) => new(37.2 + dice.NextDouble() * 0.3, 122.0 + dice.NextDouble() * 0.4);

    private static double Normal(Random dice) => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());

    private static Guid IdOf(short kind, int number) => new(number, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
