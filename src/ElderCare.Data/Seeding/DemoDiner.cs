using ElderCare.Domain.Canteens;
using ElderCare.Domain.Funding;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Somebody of the demo who eats at a canteen, and how often.</summary>
/// <param name="Senior">Who.</param>
/// <param name="Categories">What holds when.</param>
/// <param name="Canteen">The nearest canteen of the city.</param>
/// <param name="Rules">The rules that could speak of them.</param>
/// <param name="LunchPercent">On how many days of a hundred they have lunch there.</param>
internal sealed record DemoDiner(Senior Senior, IReadOnlyList<CategoryPeriod> Categories, Canteen Canteen, IReadOnlyList<SubsidyRule> Rules, int LunchPercent)
{
    /// <summary>Meals were still ordered and eaten in the name of one who had died, for so many days.</summary>
    private const int DaysAfterDeath = 3;

    // A fifth of the seniors eat there nearly every day, half now and then, the others never.
    private static readonly int[] Habits = [85, 85, 35, 35, 30, 10, 10, 0, 0, 0];

    /// <summary>A diner whose habit follows from their place in a list.</summary>
    public static DemoDiner Of(Senior senior, int place, IReadOnlyList<CategoryPeriod> categories, Canteen canteen, IReadOnlyList<SubsidyRule> rules) =>
        new(senior, categories, canteen, rules, senior.DiedOn is null ? Habits[place % Habits.Length] : 100);

    /// <summary>Whether somebody orders for them on a day: the one who died is served for a few days more, which is to be found out.</summary>
    public bool MayEatOn(LocalDate date) => Senior.DiedOn is not { } died || (date > died && date <= died.PlusDays(DaysAfterDeath));

    /// <summary>What the rules ask about them on a day.</summary>
    public Diner On(LocalDate date) => new(
        Senior.BornOn, Senior.HukouDivision, Senior.ResidenceDivision,
        [.. Categories.Where(period => period.ValidFrom <= date && (period.ValidTo is null || date < period.ValidTo)).Select(period => period.Category)]);
}
