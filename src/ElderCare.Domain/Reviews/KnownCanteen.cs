using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>What is known of a canteen; whatever is not known is null.</summary>
/// <param name="Id">The canteen.</param>
/// <param name="Seats">How many can sit.</param>
/// <param name="ClosedOn">Days on which it served nothing.</param>
/// <param name="Place">Where it is.</param>
public sealed record KnownCanteen(string Id, int? Seats, IReadOnlySet<LocalDate> ClosedOn, GeoPoint? Place);
