using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>The vouchers do not pay a visit whole, and nobody has said that they pay the rest.</summary>
/// <param name="held">Minutes that the vouchers have for it.</param>
/// <param name="needed">Minutes that it takes.</param>
internal sealed class TooFewMinutes(int held, int needed) : RuleViolation(
    "vouchers.notEnough",
    new($"时长券只剩 {held} 分钟，这次要 {needed} 分钟。可以改短，或同意自己付多出的部分。", $"The vouchers have {held} minutes left; this takes {needed}. Make it shorter, or accept to pay the rest."),
    "minutes")
{
    /// <summary>Minutes that the vouchers have for it.</summary>
    public int Held { get; } = held;
}
