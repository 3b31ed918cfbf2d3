using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Another subsidised meal of the same person.</summary>
internal sealed record TrialHeld(LocalDate? Date, MealPeriod? Period);
