using ElderCare.Domain.Reviews;

namespace ElderCare.MobileApi.Reviews;

/// <summary>How doubtful one record is, and why.</summary>
/// <param name="Id">The record's.</param>
/// <param name="Kind"><c>visit</c> or <c>sale</c>.</param>
/// <param name="Score">0 to 1; from 0.5 somebody looks at it.</param>
/// <param name="Flagged">Whether it is 0.5 or more.</param>
/// <param name="Reasons">Stable codes of what speaks against it.</param>
/// <param name="Explanation">The same in words.</param>
internal sealed record ReviewScoreView(string Id, string Kind, double Score, bool Flagged, IReadOnlyList<string> Reasons, IReadOnlyList<string> Explanation)
{
    public static ReviewScoreView Of(TruthScore score, string kind, bool english) => new(
        score.Id, kind, score.Score, score.IsFlagged, [.. score.Reasons.Select(ReviewWords.CodeOf)], [.. score.Reasons.Select(reason => ReviewWords.Of(reason).In(english))]);
}
