using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>A meal at a till that is to be judged.</summary>
/// <param name="Id">Its id, repeated in the score.</param>
/// <param name="SeniorId">In whose name it was sold.</param>
/// <param name="CanteenId">Where.</param>
/// <param name="OperatorId">Who stood at the till; null when nobody said.</param>
/// <param name="SoldAt">When.</param>
/// <param name="Period">Which meal of the day; null when nobody said.</param>
/// <param name="Vouched">Whether staff vouched for the person instead of a card or a number.</param>
/// <param name="SubsidyFen">Public money in it, fen; null when nobody said, which is taken for some.</param>
public sealed record ReviewedSale(
    string Id, string SeniorId, string CanteenId, string? OperatorId, Instant SoldAt, MealPeriod? Period, bool Vouched, long? SubsidyFen)
{
    /// <summary>Whether public money may be in it.</summary>
    public bool IsSubsidised => SubsidyFen is not 0;
}
