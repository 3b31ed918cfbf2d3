using ElderCare.Domain.Shared;

namespace ElderCare.Domain.People;

/// <summary>What came of checking a form.</summary>
/// <param name="Senior">The person; null when something is wrong.</param>
/// <param name="Problems">What is wrong, by field; none when the person can be registered.</param>
/// <param name="Warnings">What is doubtful and should be looked at, but refuses nothing.</param>
public sealed record CheckedForm(NewSenior? Senior, IReadOnlyList<FieldProblem> Problems, IReadOnlyList<FieldProblem> Warnings)
{
    /// <summary>The document, in the form in which it is compared, whatever else is wrong; null when its kind or its number cannot be read.</summary>
    public (IdDocumentKind Kind, string Number)? Document { get; init; }

    /// <summary>The division of registration, by its present code; null when it cannot be read.</summary>
    public string? HukouDivision { get; init; }

    /// <summary>The division of residence likewise.</summary>
    public string? ResidenceDivision { get; init; }
}
