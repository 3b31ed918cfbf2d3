using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>冻结退出: days on which nobody leaves a category, and no phase-out period runs out.</summary>
/// <param name="Category">The category.</param>
/// <param name="DivisionCode">Whose policy it is: it is for those who are registered in this division when the category ends.</param>
/// <param name="From">First day, counted in.</param>
/// <param name="To">The day on which what was held up happens.</param>
/// <param name="Evidence">Where it is written.</param>
public sealed record ExitFreeze(string Category, string DivisionCode, LocalDate From, LocalDate To, string Evidence);
