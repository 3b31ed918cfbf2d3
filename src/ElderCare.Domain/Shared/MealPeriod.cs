namespace ElderCare.Domain.Shared;

/// <summary>The meal of the day (餐次).</summary>
public enum MealPeriod
{
    /// <summary>早饭.</summary>
    Breakfast,

    /// <summary>午饭.</summary>
    Lunch,

    /// <summary>晚饭.</summary>
    Dinner,
}
