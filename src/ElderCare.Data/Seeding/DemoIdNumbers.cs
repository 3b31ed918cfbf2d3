using System.Globalization;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Numbers of identity cards (GB 11643-1999) under prefixes that were never issued, each given once.</summary>
internal sealed class DemoIdNumbers
{
    /// <summary>Never issued.</summary>
    public const string Prefix = "330399";

    /// <summary>Never issued either; in the demo it is the former code of the other.</summary>
    public const string FormerPrefix = "330398";

    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly HashSet<string> _given = [];

    /// <summary>A number not yet given, with the wanted check character if one is wanted.</summary>
    public string Next(LocalDate bornOn, bool isFemale, char? check = null, string prefix = Prefix)
    {
        // The last digit of the running number is odd for men.
        for (var running = isFemale ? 2 : 1; running < 1000; running += 2)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $"{prefix}{bornOn:uuuuMMdd}{running:000}");
            var number = body + CheckCharacters[body.Select((digit, place) => (digit - '0') * Weights[place]).Sum() % 11];
            if ((check is null || number[^1] == check) && _given.Add(number)) return number;
        }
        throw new InvalidOperationException($"No number is left for {bornOn}.");
    }

    /// <summary>As shown: first six and last four characters.</summary>
    public static string Masked(string number) => $"{number[..6]}********{number[^4..]}";
}
