namespace ElderCare.MobileApi.People;

/// <summary>Who hears of what is ordered for a senior: the senior, and the family whom they allowed something.</summary>
/// <param name="SeniorId">The senior.</param>
/// <param name="Phones">A phone of each of them that has one, the senior's first, each number once.</param>
/// <param name="Division">Whose staff go and tell when there is no phone; null when nobody need be told, because the senior has died or their own side acted.</param>
internal sealed record PersonListeners(Guid SeniorId, IReadOnlyList<string> Phones, string? Division)
{
    /// <summary>Nobody at all.</summary>
    public static PersonListeners None(Guid seniorId) => new(seniorId, [], null);
}
