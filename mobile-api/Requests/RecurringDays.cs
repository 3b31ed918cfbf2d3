using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Requests;

/// <summary>Days without anything of what recurs.</summary>
/// <param name="From">The first, counted in; today when absent.</param>
/// <param name="Until">The last, counted in; absent is until it is resumed.</param>
internal sealed record PauseRequest(LocalDate? From, LocalDate? Until)
{
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public (LocalDate From, LocalDate? Until) Read(LocalDate today)
    {
        var from = From ?? today;
        new FieldErrors().Require(from >= today, "from", "不能早于今天。", "It must not be before today.")
            .Require(Until is null || Until >= from, "until", "不能早于开始那天。", "It must not be before the first day.").ThrowIfAny();
        return (from, Until);
    }
}

/// <summary>The days of what recurs, as they are asked for.</summary>
internal static class RecurringDays
{
    /// <summary>Demands a first day from today on and within a year, or the present one, and no last day before it.</summary>
    /// <param name="errors">Where what is wrong is named.</param>
    /// <param name="asked">The first day that is asked for; null when it stays.</param>
    /// <param name="present">The first day as it is; null for something new.</param>
    /// <param name="from">The first day as it will be.</param>
    /// <param name="until">The last day as it will be.</param>
    /// <param name="today">Today.</param>
    public static FieldErrors Days(this FieldErrors errors, LocalDate? asked, LocalDate? present, LocalDate from, LocalDate? until, LocalDate today) => errors
        .Require(asked is null || asked >= today || asked == present, "from", "不能早于今天。", "It must not be before today.")
        .Require(asked is null || asked <= today.PlusYears(1), "from", "最远到一年之后。", "It must be within a year.")
        .Require(until is null || until >= from, "until", "不能早于开始那天。", "It must not be before the first day.");
}
