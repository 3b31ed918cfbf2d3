using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>How long what a category gives lasts beyond the category's own end, as the cities set it.</summary>
/// <param name="PhaseOuts">Periods of grace.</param>
/// <param name="Freezes">Days on which nobody leaves.</param>
public sealed record CategoryPolicy(IReadOnlyList<PhaseOut> PhaseOuts, IReadOnlyList<ExitFreeze> Freezes)
{
    private static readonly LocalDate LastDay = new(9999, 12, 31);

    /// <summary>
    /// The first day on which a category that ends gives nothing any more: the end, put off by a freeze, then the grace, whose
    /// own end a freeze puts off too; nothing ends after the calendar does, which is how offices write "for ever".
    /// </summary>
    /// <param name="category">The category.</param>
    /// <param name="endsOn">Its first day after the last.</param>
    /// <param name="hukouDivision">Where the person is registered on that day.</param>
    /// <param name="divisions">Which division lies in which.</param>
    public LocalDate BenefitEndsOn(string category, LocalDate endsOn, string hukouDivision, DivisionTree divisions)
    {
        var leavesOn = Thawed(category, endsOn, hukouDivision, divisions);
        var grace = PhaseOuts.Where(grace => grace.Category == category && divisions.Covers(grace.DivisionCode, hukouDivision)
            && grace.From <= endsOn && (grace.To is not { } to || endsOn < to)).Select(grace => grace.Months).DefaultIfEmpty(0).Max();
        return grace == 0 ? leavesOn : Thawed(category, leavesOn > LastDay.PlusMonths(-grace) ? LastDay : leavesOn.PlusMonths(grace), hukouDivision, divisions);
    }

    private LocalDate Thawed(string category, LocalDate on, string hukouDivision, DivisionTree divisions) => Freezes
        .Where(freeze => freeze.Category == category && divisions.Covers(freeze.DivisionCode, hukouDivision) && freeze.From <= on && on < freeze.To)
        .Select(freeze => freeze.To).Append(on).Max();
}
