using ElderCare.Domain.People;

namespace ElderCare.Data.Seeding;

/// <summary>What the city sets about people's facts.</summary>
/// <param name="Categories">How long what a category gives lasts.</param>
/// <param name="MayRaiseSelfPay">Whether an order that stands may become dearer for its senior when a fact changes; else it keeps its price and is adjusted once settled.</param>
/// <param name="LifeCheck">When somebody must have been seen alive.</param>
public sealed record PeoplePolicy(CategoryPolicy Categories, bool MayRaiseSelfPay, LifeCheckPolicy LifeCheck);

/// <summary>When people with a benefit must have been seen or heard alive.</summary>
/// <param name="EveryDays">Days after which nobody having seen them is work for somebody, above 0.</param>
/// <param name="Categories">Whom it is for.</param>
public sealed record LifeCheckPolicy(int EveryDays, IReadOnlyList<string> Categories);
