using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>渐退期: for how long what a category gives goes on after the category has ended.</summary>
/// <param name="Category">The category.</param>
/// <param name="DivisionCode">Whose policy it is: it is for those who are registered in this division when the category ends.</param>
/// <param name="Months">Calendar months, above 0.</param>
/// <param name="From">First end of a category that has it, counted in.</param>
/// <param name="To">First end that no longer has it; null while it is in force.</param>
/// <param name="Evidence">Where it is written.</param>
public sealed record PhaseOut(string Category, string DivisionCode, int Months, LocalDate From, LocalDate? To, string Evidence);
