using System.Globalization;
using CsCheck;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests;

/// <summary>Runs a property over random cases; the run's seed is printed and can be given again as PROPERTY_SEED.</summary>
internal static class Property
{
    private const int ShrinkingTries = 200;

    public static async Task Holds<T>(ITestOutputHelper output, int count, Gen<T> cases, Func<T, Task> holds)
    {
        var given = Environment.GetEnvironmentVariable("PROPERTY_SEED");
        var seed = given is null ? (ulong)Random.Shared.NextInt64() : ulong.Parse(given, CultureInfo.InvariantCulture);
        var line = $"{count} cases, PROPERTY_SEED={seed}";
        output.WriteLine(line);
        Console.WriteLine(line);
        var random = new PCG(1, seed);
        for (var i = 0; i < count; i++)
        {
            var state = random.State;
            var sample = cases.Generate(random, null, out _);
            try
            {
                await holds(sample);
            }
            catch (Exception failure)
            {
                Shrink(cases, holds, random.ToString(state));
                throw new InvalidOperationException($"Case {i} of {line} fails: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Lets CsCheck look for a smaller failing case, which it throws.</summary>
    private static void Shrink<T>(Gen<T> cases, Func<T, Task> holds, string seed) =>
        cases.Sample(sample => Task.Run(() => holds(sample)).GetAwaiter().GetResult(), seed: seed, iter: ShrinkingTries, threads: 1);
}
