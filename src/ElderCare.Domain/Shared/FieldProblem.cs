namespace ElderCare.Domain.Shared;

/// <summary>What is wrong, or doubtful, about one field of what somebody sent.</summary>
/// <param name="Field">The field in its JSON form, such as <c>idNumber</c> or <c>categories[0].validTo</c>.</param>
/// <param name="Message">What is wrong, for people; it never repeats what the field holds.</param>
public sealed record FieldProblem(string Field, Bilingual Message);
