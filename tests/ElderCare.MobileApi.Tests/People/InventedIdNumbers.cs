using System.Globalization;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Numbers of identity cards under a prefix that was never issued, each given once.</summary>
internal static class InventedIdNumbers
{
    private const int PerDay = 999;
    private static readonly LocalDate First = new(1900, 1, 1);
    private static int _given;

    /// <summary>A number that no demo person has, for they are younger.</summary>
    public static string Next() => Of(Interlocked.Increment(ref _given));

    /// <summary>The number of the nth invented person.</summary>
    public static string Of(int n)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"330399{First.PlusDays(n / PerDay):uuuuMMdd}{(n % PerDay) + 1:000}");
        return "0123456789X".Select(digit => body + digit).Single(number => IdNumber.ProblemOf(number) is null);
    }
}
