namespace ElderCare.MobileApi.People;

/// <summary>What somebody at a counter shows; exactly one of the three.</summary>
/// <param name="Card">The number of a meal card, social-security card or book of paper vouchers.</param>
/// <param name="IdNumber">The number of the identity document.</param>
/// <param name="Vouched">Staff stand for it; a day's number of these is bounded.</param>
internal sealed record IdentifyRequest(string? Card, string? IdNumber, VouchedPerson? Vouched);

/// <summary>Somebody with nothing to show whom staff know.</summary>
/// <param name="Name">Full name; only one of the city may have it.</param>
/// <param name="PhotoSha256">SHA-256 of the photo that was taken, 64 hex characters.</param>
internal sealed record VouchedPerson(string? Name, string? PhotoSha256);

/// <summary>Who it is.</summary>
/// <param name="Name">Masked: family name only.</param>
/// <param name="By">By what they were known.</param>
internal sealed record IdentifiedView(Guid SeniorId, string Name, IdentifiedBy By);

/// <summary>By what somebody is known without their face.</summary>
internal enum IdentifiedBy
{
    IdCard,
    SocialSecurityCard,
    MealCard,
    PaperVoucher,
    StaffVouched,
}
