using NodaTime;

namespace ElderCare.Domain.Shared;

/// <summary>Age by the Gregorian birth date.</summary>
public static class Age
{
    /// <summary>
    /// Full years on <paramref name="date"/>, the birthday included; someone born on 29 February has the birthday on 28 February
    /// in common years; negative before birth.
    /// </summary>
    public static int On(LocalDate bornOn, LocalDate date)
    {
        var years = date.Year - bornOn.Year;
        return bornOn.PlusYears(years) > date ? years - 1 : years;
    }

    /// <summary>The day on which somebody becomes so many years old; null when the calendar ends before.</summary>
    public static LocalDate? ReachedOn(LocalDate bornOn, int years) => years <= LocalDate.MaxIsoValue.Year - bornOn.Year ? bornOn.PlusYears(years) : null;
}
