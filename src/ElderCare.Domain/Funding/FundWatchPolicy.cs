using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>When officers are told that a fund runs short.</summary>
/// <param name="LowBalancePercent">Below this share of what it was given within a year, 0 to 100.</param>
/// <param name="LowCapPercent">Below this share of a month's or a year's cap, 0 to 100.</param>
/// <param name="Every">How often the funds are looked at.</param>
public sealed record FundWatchPolicy(int LowBalancePercent, int LowCapPercent, Duration Every);
