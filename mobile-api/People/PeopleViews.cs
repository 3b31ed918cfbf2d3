using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Who is calling.</summary>
/// <param name="EventSequence">At or below this number no further event can appear: read it before the first snapshot.</param>
internal sealed record MeView(
    Guid Id, string UserName, string Name, IReadOnlyList<Role> Roles, string? DivisionCode, Guid? SeniorId, IReadOnlyList<Guid>? SeniorIds,
    Guid? CanteenId, Guid? ProviderId, Guid? WorkerId, long EventSequence);

/// <summary>Whom to look for.</summary>
/// <param name="Text">A full name, or the number of an ID document, phone or card.</param>
internal sealed record SearchRequest(string? Text);
