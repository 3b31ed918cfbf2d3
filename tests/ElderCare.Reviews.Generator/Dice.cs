using System.Globalization;
using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>Chance that is the same for the same seed.</summary>
public sealed class Dice(int seed)
{
    private const double MetresPerDegree = 111_195;
    private readonly Random _random = new(seed);

    public bool Chance(double share) => _random.NextDouble() < share;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public double Between(double least, double most) => least + _random.NextDouble() * (most - least);

    public T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public List<T> Some<T>(IReadOnlyList<T> items, int count)
    {
        var all = items.ToArray();
        _random.Shuffle(all);
        return [.. all.Take(count)];
    }

    /// <summary>Of a bell curve.</summary>
    public double Bell(double middle, double spread) =>
        middle + spread * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public Duration Seconds(double least, double most) => Duration.FromMilliseconds((long)(Between(least, most) * 1000));

    /// <summary>A place around another one, the metres north and east each of a bell curve.</summary>
    public (double Latitude, double Longitude) Around(double latitude, double longitude, double metres) => Moved(latitude, longitude, Bell(0, metres), Bell(0, metres));

    /// <summary>A place at about a distance in any direction.</summary>
    public (double Latitude, double Longitude) At(double latitude, double longitude, double metres)
    {
        var angle = Between(0, 2 * Math.PI);
        return Moved(latitude, longitude, metres * Math.Cos(angle), metres * Math.Sin(angle));
    }

    public string Hash()
    {
        var bytes = new byte[32];
        _random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public string Phone() => "139" + _random.Next(0, 100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    public static double Metres(double latitude, double longitude, double otherLatitude, double otherLongitude) =>
        MetresPerDegree * Math.Sqrt(Math.Pow(otherLatitude - latitude, 2) + Math.Pow((otherLongitude - longitude) * Math.Cos(latitude * Math.PI / 180), 2));

    private static (double, double) Moved(double latitude, double longitude, double north, double east) =>
        (Math.Round(latitude + north / MetresPerDegree, 6), Math.Round(longitude + east / MetresPerDegree / Math.Cos(latitude * Math.PI / 180), 6));
}
