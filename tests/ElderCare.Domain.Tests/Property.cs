using System.Globalization;
using CsCheck;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests;

/// <summary>Runs a property over random cases; the run's seed is printed and can be given again as PROPERTY_SEED.</summary>
internal static class Property
{
    public const int Cases = 2_000;

    public static void Holds<T>(ITestOutputHelper output, Gen<T> cases, Action<T> holds)
    {
        var given = Environment.GetEnvironmentVariable("PROPERTY_SEED");
        var seed = given is null ? (ulong)Random.Shared.NextInt64() : ulong.Parse(given, CultureInfo.InvariantCulture);
        var line = $"{Cases} cases, PROPERTY_SEED={seed}";
        output.WriteLine(line);
        Console.WriteLine(line);
        var random = new PCG(1, seed);
        for (var i = 0; i < Cases; i++)
        {
            var state = random.State;
            var sample = cases.Generate(random, null, out _);
            try { holds(sample); }
            catch (Exception failure)
            {
                Shrink(cases, holds, random.ToString(state));
                throw new InvalidOperationException($"Case {i} of {line} fails: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Lets CsCheck look for a smaller failing case, which it throws.</summary>
    private static void Shrink<T>(Gen<T> cases, Action<T> holds, string seed) => cases.Sample(holds, seed: seed, iter: Cases, threads: 1);
}
