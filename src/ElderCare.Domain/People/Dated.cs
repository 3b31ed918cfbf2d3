using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>Something that is so for a time.</summary>
/// <param name="Value">What is so.</param>
/// <param name="From">First day, counted in.</param>
/// <param name="To">First day after the last, not counted; null while it lasts.</param>
public readonly record struct Dated<T>(T Value, LocalDate From, LocalDate? To)
{
    /// <summary>Whether it is so on a date.</summary>
    public bool HoldsOn(LocalDate date) => From <= date && (To is not { } to || date < to);
}
