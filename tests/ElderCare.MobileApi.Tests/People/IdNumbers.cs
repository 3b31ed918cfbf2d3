using System.Globalization;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Valid numbers of identity cards for tests, under a prefix that was never issued, each given once.</summary>
internal static class IdNumbers
{
    private static int _given;

    public static string Next(string prefix = "330399")
    {
        var number = Interlocked.Increment(ref _given);
        var born = new LocalDate(1941, 1, 1).PlusDays(number / 900);
        return Checked(string.Create(CultureInfo.InvariantCulture, $"{prefix}{born:uuuuMMdd}{number % 900 + 100:000}"));
    }

    /// <summary>With its check character.</summary>
    public static string Checked(string body) => Enumerable.Range(0, 11).Select(check => body + "0123456789X"[check]).Single(number => IdNumber.ProblemOf(number) is null);
}
