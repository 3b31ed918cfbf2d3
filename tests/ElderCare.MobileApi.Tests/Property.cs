using System.Globalization;
using CsCheck;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests;

/// <summary>Runs a property over random cases; the run's seed is printed and can be given again as PROPERTY_SEED.</summary>
internal static class Property
{
    private const int ShrinkingTries = 200;

    /// <summary>
    /// How many of so many cases run on a database: all of them on SQLite, and a fifth of as many more on PostgreSQL, where one takes
    /// several times as long and only locks and constraints differ.
    /// </summary>
    public static int CasesOn(string provider, int count) => provider == "PostgreSql" ? count / 5 : count;

    /// <param name="output">Gets the seed.</param>
    /// <param name="count">How many cases.</param>
    /// <param name="cases">What they are made of.</param>
    /// <param name="holds">Fails where the property does not hold.</param>
    /// <param name="atOnce">How many cases that do not touch each other run side by side.</param>
    public static async Task Holds<T>(ITestOutputHelper output, int count, Gen<T> cases, Func<T, Task> holds, int atOnce = 1)
    {
        var given = Environment.GetEnvironmentVariable("PROPERTY_SEED");
        var seed = given is null ? (ulong)Random.Shared.NextInt64() : ulong.Parse(given, CultureInfo.InvariantCulture);
        var line = $"{count} cases, PROPERTY_SEED={seed}";
        output.WriteLine(line);
        Console.WriteLine(line);
        var random = new PCG(1, seed);
        foreach (var some in Enumerable.Range(0, count).Chunk(atOnce)) await Task.WhenAll(some.Select(Run).ToList());

        Task Run(int number)
        {
            var state = random.State;
            var sample = cases.Generate(random, null, out _);
            return Task.Run(async () =>
            {
                try
                {
                    await holds(sample);
                }
                catch (Exception failure)
                {
                    Shrink(cases, holds, random.ToString(state));
                    throw new InvalidOperationException($"Case {number} of {line} fails: {failure.Message}", failure);
                }
            });
        }
    }

    /// <summary>Lets CsCheck look for a smaller failing case, which it throws.</summary>
    private static void Shrink<T>(Gen<T> cases, Func<T, Task> holds, string seed) =>
        cases.Sample(sample => Task.Run(() => holds(sample)).GetAwaiter().GetResult(), seed: seed, iter: ShrinkingTries, threads: 1);
}
