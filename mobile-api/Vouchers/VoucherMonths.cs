using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Months as requests name them: <c>2026-12</c>, or any day of it.</summary>
internal static class VoucherMonths
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.Iso;

    /// <summary>The first day of the month of an instant.</summary>
    public static LocalDate Of(Instant at) => FirstDay(CityClock.DateOf(at));

    /// <summary>The first instant of the month after a day's.</summary>
    public static Instant NextAfter(LocalDate day) => CityClock.At(FirstDay(day).PlusMonths(1), LocalTime.Midnight);

    /// <summary>The last day before an end; null for none.</summary>
    public static LocalDate? LastDay(Instant? end) => end is { } at ? CityClock.DateOf(at).PlusDays(-1) : null;

    /// <summary>The first day of the month that a text names; null when it is none.</summary>
    public static LocalDate? Read(string? text)
    {
        if (Pattern.Parse(text ?? "") is { Success: true, Value: { Year: >= 1 and <= 9998 } month }) return month.OnDayOfMonth(1);
        return LocalDatePattern.Iso.Parse(text ?? "") is { Success: true, Value: { Year: >= 1 and <= 9998 } day } ? FirstDay(day) : null;
    }

    /// <summary>Demands a month, in the form in which it is read.</summary>
    public static FieldErrors Month(this FieldErrors errors, string? text, string field) =>
        errors.Require(Read(text) is not null, field, "请写成 2026-12 这样的月份。", "Write a month as 2026-12.");

    private static LocalDate FirstDay(LocalDate day) => new(day.Year, day.Month, 1);
}
