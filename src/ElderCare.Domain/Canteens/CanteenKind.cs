namespace ElderCare.Domain.Canteens;

/// <summary>Kinds of meal points.</summary>
public enum CanteenKind
{
    /// <summary>城市社区食堂.</summary>
    UrbanCanteen,

    /// <summary>农村老年餐桌.</summary>
    RuralDiningTable,

    /// <summary>助餐点: eat or collect, cooked elsewhere.</summary>
    MealPoint,
}
