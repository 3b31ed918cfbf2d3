using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A consent as it was given, and perhaps revoked.</summary>
/// <param name="Guardian">The guardian who gave it; absent when the senior did.</param>
/// <param name="RevokedOn">It no longer holds on this day.</param>
/// <param name="Alternatives">How else somebody is known who does not want to be known by the face.</param>
internal sealed record ConsentView(Guid Id, ConsentKind Kind, LocalDate GivenOn, Guid? Guardian, LocalDate? RevokedOn, bool Holds, IReadOnlyList<IdentifiedBy>? Alternatives)
{
    public static ConsentView Of(Consent consent) => new(
        consent.Id, consent.Kind, consent.GivenOn, consent.Guardian, consent.RevokedOn, consent.RevokedOn is null, consent.Kind == ConsentKind.Face ? Enum.GetValues<IdentifiedBy>() : null);
}

/// <summary>A consent that is given.</summary>
/// <param name="Kind">What it allows.</param>
/// <param name="GivenOn">The day of the signature, not to come; today when absent.</param>
/// <param name="ConsentedBy">The guardian's account that gives it, when staff write down what a guardian has said.</param>
internal sealed record GiveConsentRequest(ConsentKind? Kind, LocalDate? GivenOn, Guid? ConsentedBy);

/// <summary>A consent that is revoked.</summary>
/// <param name="ConsentedBy">The guardian's account that revokes it, when staff write down what a guardian has said.</param>
internal sealed record RevokeConsentRequest(Guid? ConsentedBy);
