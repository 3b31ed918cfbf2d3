namespace ElderCare.Domain.Reviews;

/// <summary>How doubtful a visit or meal is, and why. It decides nothing: a person does.</summary>
/// <param name="Id">What was judged.</param>
/// <param name="Score">From 0, nothing speaks against it, to below 1.</param>
/// <param name="Reasons">What speaks against it, in the order of <see cref="ReviewReason"/>.</param>
public sealed record TruthScore(string Id, double Score, IReadOnlyList<ReviewReason> Reasons)
{
    /// <summary>From which score on somebody looks at it.</summary>
    public const double FlaggedFrom = 0.5;

    /// <summary>Whether somebody is to look at it.</summary>
    public bool IsFlagged => Score >= FlaggedFrom;
}
