using ElderCare.Domain.Meals;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Ordering;

/// <summary>One of several things to choose by a link.</summary>
public sealed record Choice(string Href, string Words, string? Small, bool IsCurrent);

/// <summary>Step 1: what can be eaten, when and where.</summary>
public sealed record Choosing
{
    /// <summary>For whom; empty when there is nobody to choose from.</summary>
    public required IReadOnlyList<Choice> Seniors { get; init; }

    /// <summary>The next three days, then those behind "other days".</summary>
    public required IReadOnlyList<Choice> Days { get; init; }
    public required IReadOnlyList<Choice> Meals { get; init; }

    /// <summary>The canteen; null when none is open.</summary>
    public string? PlaceName { get; init; }
    public string? PlaceWords { get; init; }
    public required string PlacesHref { get; init; }

    /// <summary>明天的午饭; null when nothing can be ordered.</summary>
    public string? Heading { get; init; }

    /// <summary>An order that this senior has for this meal already.</summary>
    public string? OrderedHref { get; init; }
    public required IReadOnlyList<DishCard> Dishes { get; init; }

    /// <summary>Why the subsidy is what it is.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Why the page is shown again.</summary>
    public string? Trouble { get; init; }
}

/// <summary>A dish with its price, or with the reason why it cannot be chosen.</summary>
/// <param name="Href">Step 2; null when it cannot be chosen.</param>
/// <param name="Why">Why it cannot be chosen, and what follows.</param>
public sealed record DishCard(string Name, string Seal, string Contains, long PriceFen, long SubsidyFen, long SelfPayFen, string? Href, (string What, string Then)? Why);

/// <summary>Where meals can be fetched, nearest first.</summary>
public sealed record Places(string BackHref, IReadOnlyList<Choice> Canteens);

/// <summary>Step 2: is it right?</summary>
public sealed record Confirming
{
    public required string Action { get; init; }
    public required string BackHref { get; init; }

    /// <summary>For whom, when the one who orders is not the one who eats.</summary>
    public string? Who { get; init; }
    public required MealFacts Facts { get; init; }
    public required PriceParts Price { get; init; }

    /// <summary>Whether the subsidy has been used, so that the full price must be agreed to.</summary>
    public required bool AsksFullPrice { get; init; }
    public required Instant OrdersCloseAt { get; init; }

    /// <summary>Why the page is shown again.</summary>
    public string? Trouble { get; init; }
}

/// <summary>What, when and where.</summary>
public sealed record MealFacts(string Dishes, LocalDate Date, string Meal, string? Until, string Canteen, string Address);

/// <summary>The price, line by line.</summary>
/// <param name="Helped">Who pays how much of it, without the senior.</param>
/// <param name="Reasons">Why, in sentences.</param>
public sealed record PriceParts(long PriceFen, IReadOnlyList<(string Payer, long Fen)> Helped, long SelfPayFen, IReadOnlyList<string> Reasons)
{
    internal static PriceParts Of(long price, IEnumerable<OrderSplit> splits, IEnumerable<string> explanation)
    {
        var parts = splits.ToList();
        var helped = parts.Where(split => split.Payer != "senior").GroupBy(split => split.Payer).Select(payer => (payer.Key, payer.Sum(split => split.AmountFen)));
        // The first sentence is the sum, which the lines show.
        return new(price, [.. helped], parts.Where(split => split.Payer == "senior").Sum(split => split.AmountFen), [.. explanation.Skip(1)]);
    }
}

/// <summary>Step 3: what to show at the counter, or what became of it.</summary>
public sealed record Ticket
{
    public required Guid Id { get; init; }
    public required MealOrderState State { get; init; }
    public string? Who { get; init; }

    /// <summary>Six digits; null for those who may not see them, and when there is nothing to fetch.</summary>
    public string? Code { get; init; }
    public required MealFacts Facts { get; init; }
    public required PriceParts Price { get; init; }
    public required PayBy PayBy { get; init; }

    /// <summary>Until when it can be cancelled; null when it cannot, or not by this person.</summary>
    public Instant? CancelUntil { get; init; }

    /// <summary>Step 1 for the same meal, for an order that no longer stands; null when it is too late or not theirs to order.</summary>
    public string? AgainHref { get; init; }

    /// <summary>Why the page is shown again.</summary>
    public string? Trouble { get; init; }
}
