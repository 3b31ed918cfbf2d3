using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Funding;

/// <summary>Money set aside by a payer for a purpose; its balance lives in the ledger and never passes the floor of its account.</summary>
public sealed class Fund
{
    /// <summary>Stable id such as <c>fund-371002-meals</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>The division whose money it is.</summary>
    public required string DivisionCode { get; init; }

    /// <summary>Whose money it is: the budget of a city, district or town, or a charity's; never the senior's.</summary>
    public required Payer Payer { get; init; }

    /// <summary>What the money was given for, in the words of who gave it; null when nothing is said.</summary>
    public string? Purpose { get; private set; }

    /// <summary>Categories of which a person must have one; none means everybody.</summary>
    public IReadOnlyList<string> Categories { get; private set; } = [];

    /// <summary>The age in full years from which it pays, counted in; null from birth.</summary>
    public int? AgeFrom { get; private set; }

    /// <summary>The age in full years up to which it pays, not counted in; null for ever.</summary>
    public int? AgeTo { get; private set; }

    /// <summary>Divisions in one of which the canteen must lie; none means everywhere.</summary>
    public IReadOnlyList<string> Divisions { get; private set; } = [];

    /// <summary>Tags such as <c>mountain</c> and <c>island</c> of which the canteen must have one; none means any canteen.</summary>
    public IReadOnlyList<string> CanteenTags { get; private set; } = [];

    /// <summary>The most that it pays for meals in a calendar month, in fen; null for no such cap.</summary>
    public long? MonthlyCapFen { get; private set; }

    /// <summary>The most that it pays for meals in a calendar year, in fen; null for no such cap.</summary>
    public long? YearlyCapFen { get; private set; }

    /// <summary>Counts up at every change.</summary>
    public int Version { get; private set; }

    /// <summary>The fund on its terms.</summary>
    public Fund On(FundTerms terms)
    {
        (Purpose, Categories, AgeFrom, AgeTo) = (terms.Purpose, terms.Categories, terms.AgeFrom, terms.AgeTo);
        (Divisions, CanteenTags) = (terms.Divisions, terms.CanteenTags);
        (MonthlyCapFen, YearlyCapFen) = (terms.MonthlyCapFen, terms.YearlyCapFen);
        return this;
    }

    /// <summary>Puts other terms in the place of those that held.</summary>
    public void Change(FundTerms terms)
    {
        On(terms);
        Version++;
    }

    /// <summary>The terms on which it pays.</summary>
    public FundTerms Terms() => new()
    {
        Purpose = Purpose,
        Categories = Categories,
        AgeFrom = AgeFrom,
        AgeTo = AgeTo,
        Divisions = Divisions,
        CanteenTags = CanteenTags,
        MonthlyCapFen = MonthlyCapFen,
        YearlyCapFen = YearlyCapFen,
    };

    /// <summary>Whether its purpose allows it to pay for this person's meal at this canteen; its money and its caps are not asked.</summary>
    public bool MayPay(MealToPrice meal, Diner diner, DivisionTree divisions)
    {
        var age = Age.On(diner.BornOn, meal.Date);
        return age >= (AgeFrom ?? int.MinValue)
            && age < (AgeTo ?? int.MaxValue)
            && (Categories.Count == 0 || Categories.Any(diner.Categories.Contains))
            && (Divisions.Count == 0 || (meal.CanteenDivision is { } place && Divisions.Any(division => divisions.Covers(division, place))))
            && (CanteenTags.Count == 0 || CanteenTags.Any(meal.CanteenTags.Contains));
    }
}
