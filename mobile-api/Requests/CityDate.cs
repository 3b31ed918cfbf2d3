using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Requests;

/// <summary>A city's local date in a route or query, as 2026-11-22.</summary>
internal readonly record struct CityDate(LocalDate Value)
{
    public static implicit operator LocalDate(CityDate date) => date.Value;

    /// <summary>Reads an ISO date.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, [MaybeNullWhen(false)] out CityDate date)
    {
        var parsed = LocalDatePattern.Iso.Parse(text ?? "");
        var known = parsed.Success && parsed.Value.Year is >= 1 and <= 9999;
        date = known ? new(parsed.Value) : default;
        return known;
    }
}
