using System.Globalization;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>An order of the past with all that it left behind.</summary>
/// <param name="Order">The order in its last state.</param>
/// <param name="Claims">The subsidy keys that it holds; none unless it was eaten.</param>
/// <param name="Money">What it moved, in the order in which it was posted.</param>
internal sealed record DemoMeal(MealOrder Order, IReadOnlyList<SubsidyClaim> Claims, IReadOnlyList<(Transfer Transfer, AccountKind From, AccountKind To)> Money)
{
    /// <summary>An order that was handed over.</summary>
    public static DemoMeal Eaten(MealOrder order, AllocatedMeal meal, Instant at, IReadOnlyList<SubsidyClaim> claims)
    {
        order.Collect(order.Code, at);
        var promised = Promised(order, meal);
        return new(order, claims, [.. promised, .. MealMoney.Settlement(order).Select((posting, i) => Post(posting, order, at, promised.Count + i))]);
    }

    /// <summary>An order that was called off, or that nobody fetched: every line went back to where it came from.</summary>
    public static DemoMeal GivenBack(MealOrder order, AllocatedMeal meal, Instant at, Action<MealOrder, Instant> end)
    {
        end(order, at);
        var promised = Promised(order, meal);
        return new(order, [], [.. promised, .. promised.Select((posted, i) => (posted.Transfer.Reverse(at, IdOf(order, at, promised.Count + i)), posted.To, posted.From))]);
    }

    private static List<(Transfer Transfer, AccountKind From, AccountKind To)> Promised(MealOrder order, AllocatedMeal meal) =>
        [.. MealMoney.Reservations(order, meal).Select((posting, i) => Post(posting, order, order.PlacedAt, i))];

    private static (Transfer Transfer, AccountKind From, AccountKind To) Post(MealPosting posting, MealOrder order, Instant at, int number) =>
        (posting.By(order, at, IdOf(order, at, number)), posting.From, posting.To);

    private static Guid IdOf(MealOrder order, Instant at, int number) => DemoIds.Of("transfer", string.Create(CultureInfo.InvariantCulture, $"{order.Id}:{number}"), at);
}
