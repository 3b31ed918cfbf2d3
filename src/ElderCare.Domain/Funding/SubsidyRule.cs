using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>One dated rule of a meal subsidy; an absent or empty list means all.</summary>
public record SubsidyRule
{
    /// <summary>The text that stands in a rule for the meals fund of the district by which the person matched.</summary>
    public const string OwnDistrictFund = "fund-own-district";

    /// <summary>Unique; the ordinally smaller one wins a tie.</summary>
    public string Id { get; init; } = "";

    /// <summary>A short title for officers.</summary>
    public string? Title { get; init; }

    /// <summary>The 6-digit code of the city whose rule it is.</summary>
    public string? City { get; init; }

    /// <summary>The document that the rule is taken from.</summary>
    public string? DocRef { get; init; }

    /// <summary>The division in which the person must be registered or live; null for everywhere.</summary>
    public string? DivisionCode { get; init; }

    /// <summary>By which division the person matches; null counts as either.</summary>
    public ResidencyBasis? ResidencyBasis { get; init; }

    /// <summary>The lowest age in full years that matches.</summary>
    public int? AgeFrom { get; init; }

    /// <summary>The first age in full years that no longer matches.</summary>
    public int? AgeTo { get; init; }

    /// <summary>Category codes, of which the person must have one.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The periods for which the rule pays.</summary>
    public IReadOnlyList<MealPeriod>? Periods { get; init; }

    /// <summary>The kinds of day on which the rule pays; all three named is the same as none named.</summary>
    public IReadOnlyList<DayKind>? DayKinds { get; init; }

    /// <summary>The weekdays on which the rule pays, 1 = Monday to 7 = Sunday.</summary>
    public IReadOnlyList<int>? Weekdays { get; init; }

    /// <summary>How the amount is made.</summary>
    public RuleKind? Kind { get; init; }

    /// <summary>The value of a fixed or self-pay rule, in fen.</summary>
    public long? ValueFen { get; init; }

    /// <summary>The value of a percent rule, in basis points.</summary>
    public long? ValueBasisPoints { get; init; }

    /// <summary>The most that the rule pays, in fen.</summary>
    public long? CapFen { get; init; }

    /// <summary>How often it may win; null counts as once a meal.</summary>
    public RulePer? Per { get; init; }

    /// <summary>Which subsidised meal of the day it is for: n asks for n - 1 others of its group.</summary>
    public int? MealOfDay { get; init; }

    /// <summary>Dish tags, of which the meal must have one.</summary>
    public IReadOnlyList<string>? DishTags { get; init; }

    /// <summary>What it pays for; null counts as the meal.</summary>
    public AppliesTo? AppliesTo { get; init; }

    /// <summary>The shortest delivery distance in metres that matches.</summary>
    public int? FromMetres { get; init; }

    /// <summary>The first delivery distance in metres that no longer matches.</summary>
    public int? ToMetres { get; init; }

    /// <summary>Rules of one group do not add: the best wins; null counts as the rule's own id.</summary>
    public string? StackGroup { get; init; }

    /// <summary>Who pays, in order.</summary>
    public IReadOnlyList<FundingLine>? Funding { get; init; }

    /// <summary>When it wins, all subsidies together are at most this share of the price, in basis points.</summary>
    public long? MaximumTotalBasisPoints { get; init; }

    /// <summary>When it wins, the senior pays at least this, in fen.</summary>
    public long? MinimumSelfPayFen { get; init; }

    /// <summary>The first date of service on which it pays.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>The first date of service on which it no longer pays.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Where the rule is documented; begins with ILLUS when it is made up for illustration.</summary>
    public string? Evidence { get; init; }

    /// <summary>Remarks for officers.</summary>
    public string? Note { get; init; }

    /// <summary>The stack group, or the rule's own id when none is named.</summary>
    public string Group() => string.IsNullOrEmpty(StackGroup) ? Id : StackGroup;

    /// <summary>The keys that the rule needs for a meal of <paramref name="period"/>: all three of a day, or its own.</summary>
    public IReadOnlyList<MealPeriod> PeriodsHeld(MealPeriod period) => Per == RulePer.Day ? Enum.GetValues<MealPeriod>() : [period];

    /// <summary>Whether the rule is made up for illustration and must be shown so.</summary>
    public bool IsIllustrative() => Evidence?.StartsWith("ILLUS", StringComparison.Ordinal) == true;

    /// <summary>Whether it names neither an age nor a group of people: everybody in its division would be covered.</summary>
    public bool CoversEverybody() => AgeFrom is null or 0 && AgeTo is null && Categories is null or { Count: 0 };
}
