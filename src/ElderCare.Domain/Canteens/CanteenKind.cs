namespace ElderCare.Domain.Canteens;

/// <summary>Kinds of meal points, as the cities' documents name them.</summary>
public enum CanteenKind
{
    /// <summary>城市社区食堂.</summary>
    UrbanCanteen,

    /// <summary>农村老年餐桌.</summary>
    RuralDiningTable,

    /// <summary>老年助餐点: eat or collect, cooked elsewhere.</summary>
    MealPoint,

    /// <summary>老年食堂: cooks on site, in town or country.</summary>
    SeniorCanteen,

    /// <summary>中央厨房: cooks for several points.</summary>
    CentralKitchen,

    /// <summary>老年助餐机构: a firm or home that also feeds seniors of the neighbourhood.</summary>
    MealProvider,

    /// <summary>互助养老睦邻点: a rural point run by neighbours.</summary>
    NeighbourPoint,
}
