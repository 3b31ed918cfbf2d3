namespace ElderCare.Domain.Meals;

/// <summary>From whom the funds get back what they paid too much, or to whom they owe what they paid too little.</summary>
public enum Counterparty
{
    /// <summary>The canteen that handed the meal over: set off against what the funds owe it.</summary>
    Canteen,

    /// <summary>The senior, or the family that used the meal.</summary>
    Senior,
}
