using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Canteens;

/// <summary>All that decides whether a meal point serves a meal: what it is allowed, when it opens, and what was declared at short notice.</summary>
/// <param name="Status">Whether it works at all.</param>
/// <param name="Licences">None is not known, and does not close it.</param>
/// <param name="OpeningDays">The usual days.</param>
/// <param name="Closures">The exceptions.</param>
public sealed record MealService(OperationStatus Status, IReadOnlyList<Licence> Licences, OpeningDays OpeningDays, IReadOnlyList<CanteenClosure> Closures)
{
    /// <summary>Why it takes no order for a meal; null when it does.</summary>
    public RuleViolation? WhyNoOrders(LocalDate date, MealPeriod period, WorkCalendar calendar) => Status == OperationStatus.Open
        ? WhyNotServed(date, period, calendar)
        : new("canteens.notOpen", new("这个食堂现在不营业。请换一个，或者打 12349。", "The canteen is not open. Choose another, or call 12349."), "canteenId");

    /// <summary>Why it does not serve a meal of a date, whether or not it works today; null when it does.</summary>
    public RuleViolation? WhyNotServed(LocalDate date, MealPeriod period, WorkCalendar calendar)
    {
        if (Licences.Any(licence => licence.ExpiresOn < date))
        {
            return new("canteens.licenceExpired", new("这个食堂的许可证那天已经过期，不能供餐。请换一个，或者打 12349。", "A licence of the canteen has run out by then. Choose another, or call 12349."), "canteenId");
        }
        if (Closures.FirstOrDefault(closure => closure.Covers(date, period)) is { } closed)
        {
            return new("canteens.closed", new($"这一餐食堂停餐：{closed.Reason}。请换一个，或者打 12349。", $"The canteen does not serve this meal: {closed.Reason}. Choose another, or call 12349."), "date");
        }
        return OpeningDays.Include(date, period, calendar)
            ? null
            : new("canteens.notThatDay", new("这个食堂那天不供这一餐。请换一天，或者打 12349。", "The canteen does not serve this meal on that day. Choose another day, or call 12349."), "date");
    }
}
