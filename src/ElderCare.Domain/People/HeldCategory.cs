using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>A category of a person and how long it gives something.</summary>
/// <param name="Category">Category code.</param>
/// <param name="From">First day, counted in.</param>
/// <param name="To">First day after the category's last; null while it lasts.</param>
/// <param name="BenefitTo">First day on which it gives nothing any more; after <paramref name="To"/> in a phase-out period or a freeze, null while the category lasts.</param>
public sealed record HeldCategory(string Category, LocalDate From, LocalDate? To, LocalDate? BenefitTo)
{
    /// <summary>Whether it gives something on a date.</summary>
    public bool GivesOn(LocalDate date) => From <= date && (BenefitTo is not { } to || date < to);

    /// <summary>Whether it has ended and still gives something on a date.</summary>
    public bool IsPhasingOutOn(LocalDate date) => To is { } to && to <= date && GivesOn(date);
}
