using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>What came of checking a form.</summary>
/// <param name="Senior">The person; null when something is wrong.</param>
/// <param name="Problems">What is wrong, by field; none when the person can be registered.</param>
/// <param name="Warnings">What is doubtful and should be looked at, but refuses nothing.</param>
public sealed record CheckedForm(NewSenior? Senior, IReadOnlyList<FieldProblem> Problems, IReadOnlyList<FieldProblem> Warnings);
