using ElderCare.Domain.People;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A person to be registered.</summary>
/// <param name="Name">2 to 25 characters.</param>
/// <param name="IdDocument">The resident identity card when absent.</param>
/// <param name="IdNumber">18 characters of a resident identity card, or its old 15 digits; 5 to 20 letters and digits of another document, whose blanks, dashes and brackets do not count.</param>
/// <param name="BornOn">May be absent when the ID number states it.</param>
/// <param name="Sex">May be absent when the ID number states it.</param>
/// <param name="HukouDivision">Where the household is registered; former codes are taken for their successors.</param>
/// <param name="ResidenceDivision">Where the person lives: a district or below.</param>
/// <param name="Address">The division's name when absent.</param>
/// <param name="Latitude">WGS-84; the division's point when both are absent.</param>
/// <param name="Longitude">WGS-84.</param>
/// <param name="Phone">A mobile phone, or a landline with its area code.</param>
/// <param name="SelfCare">As assessed.</param>
/// <param name="Living">With whom.</param>
/// <param name="Diets">Codes such as <c>diabetic</c>.</param>
/// <param name="Allergies">Codes such as <c>peanut</c>.</param>
/// <param name="Conditions">Illnesses, at most 30 of 1 to 60 characters each.</param>
/// <param name="Medicines">At most 30, of 1 to 60 characters each.</param>
/// <param name="DoorNote">How who comes to help gets in, up to 500 characters: the code of a door, who holds a key.</param>
/// <param name="Categories">Categories held, each from its first day on.</param>
internal sealed record RegisterSeniorRequest(
    string? Name, IdDocumentKind? IdDocument, string? IdNumber, LocalDate? BornOn, Sex? Sex, string? HukouDivision, string? ResidenceDivision,
    string? Address, double? Latitude, double? Longitude, string? Phone, SelfCareLevel? SelfCare, LivingSituation? Living,
    IReadOnlyList<string>? Diets, IReadOnlyList<string>? Allergies, IReadOnlyList<string>? Conditions, IReadOnlyList<string>? Medicines, string? DoorNote,
    IReadOnlyList<CategoryClaim>? Categories)
{
    /// <exception cref="RequestProblem">400 when an item of a list is absent.</exception>
    public SeniorForm Form()
    {
        var errors = new FieldErrors();
        for (var i = 0; i < (Categories?.Count ?? 0); i++) errors.Present(Categories![i], $"categories[{i}]");
        errors.ThrowIfAny();
        return new()
        {
            Name = Name,
            IdDocument = IdDocument,
            IdNumber = IdNumber,
            BornOn = BornOn,
            Sex = Sex,
            HukouDivision = HukouDivision,
            ResidenceDivision = ResidenceDivision,
            Address = Address,
            Latitude = Latitude,
            Longitude = Longitude,
            Phone = Phone,
            SelfCare = SelfCare,
            Living = Living,
            Diets = Diets,
            Allergies = Allergies,
            Conditions = Conditions,
            Medicines = Medicines,
            DoorNote = DoorNote,
            Categories = Categories,
        };
    }
}
