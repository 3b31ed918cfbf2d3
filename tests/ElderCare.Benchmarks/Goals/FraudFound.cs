using System.Diagnostics;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Reviews;
using ElderCare.Domain.Tests.Reviews;
using ElderCare.Reviews.Generator;

namespace ElderCare.Benchmarks.Goals;

/// <summary>How many of the cheats of labelled demo cities are flagged, how much else is, and how long a million records take.</summary>
internal static class FraudFound
{
    public const string Goal = "fraud";
    private const double LeastRecall = 0.95;
    private const double LeastPrecision = 0.9;
    private const int Million = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Measures and prints; false when a goal on seed B or C is missed, or a million records take more than a minute. Seed A is the one on which the limits were set.</summary>
    public static bool Measure()
    {
        var policy = ReviewPolicies.Read();
        Console.WriteLine();
        Console.WriteLine($"Fraud on labelled demo cities   goal recall {LeastRecall:0.00} at precision {LeastPrecision:0.00} on B and C");
        Print("A", ReviewBench.Judge(LabelledCity.Make(1), policy));
        var reached = Print("B", ReviewBench.Judge(LabelledCity.Make(2), policy)) & Print("C", ReviewBench.Judge(LabelledCity.Make(3), policy)) & Hurries(policy);
        Console.WriteLine($"    {(reached ? "done" : "NOT REACHED")}");
        return reached;
    }

    private static bool Print(string seed, FraudFigures figures)
    {
        Console.WriteLine($"  seed {seed}   recall {figures.Recall:0.000}   precision {figures.Precision:0.000}   of {figures.Records} records {figures.Kinds.Sum(kind => kind.Planted)} planted, {figures.Flagged} flagged");
        foreach (var (kind, planted, found) in figures.Kinds) Console.WriteLine($"    {kind,-24}{found,6} of {planted,6}   {(double)found / planted:0.00}");
        foreach (var (reasons, count) in figures.Wrongly.Take(5)) Console.WriteLine($"    wrongly {count,5}   {reasons}");
        return figures.Recall >= LeastRecall && figures.Precision >= LeastPrecision;
    }

    /// <summary>The city of seed A as many times, each with people and workers of its own.</summary>
    private static bool Hurries(ReviewPolicy policy)
    {
        var one = ReviewBench.CaseOf(LabelledCity.Make(1));
        var copies = (Million / (one.Visits.Count + one.Sales.Count)) + 1;
        var many = new ReviewCase(
            [.. Enumerable.Range(0, copies).SelectMany(copy => one.Visits.Select(visit => visit with { Id = $"{copy}-{visit.Id}", WorkerId = $"{copy}-{visit.WorkerId}", SeniorId = $"{copy}-{visit.SeniorId}" }))],
            [.. Enumerable.Range(0, copies).SelectMany(copy => one.Sales.Select(sale => sale with { Id = $"{copy}-{sale.Id}", SeniorId = $"{copy}-{sale.SeniorId}", CanteenId = $"{copy}-{sale.CanteenId}" }))],
            [.. Enumerable.Range(0, copies).SelectMany(copy => one.Seniors.Select(senior => senior with { Id = $"{copy}-{senior.Id}", Phone = $"{copy}-{senior.Phone}" }))],
            [.. Enumerable.Range(0, copies).SelectMany(copy => one.Canteens.Select(canteen => canteen with { Id = $"{copy}-{canteen.Id}" }))]);
        var began = Stopwatch.GetTimestamp();
        TruthScoring.Score(many, policy);
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine($"  {many.Visits.Count + many.Sales.Count} records in {took.TotalSeconds:0.0} s   goal {Longest.TotalSeconds:0} s");
        return took <= Longest;
    }
}
