namespace ElderCare.Domain.Shared;

/// <summary>Which meal of the day.</summary>
public enum MealPeriod
{
    /// <summary>早餐.</summary>
    Breakfast,

    /// <summary>午餐.</summary>
    Lunch,

    /// <summary>晚餐.</summary>
    Dinner,
}
