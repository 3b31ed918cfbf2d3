namespace ElderCare.MobileApi.People;

/// <summary>What a recorded fact is about.</summary>
internal enum FactKind
{
    /// <summary>A category, by its code.</summary>
    Category,

    /// <summary>The division of the registration, by its code.</summary>
    Hukou,

    /// <summary>The division of the home, by its code.</summary>
    Residence,

    /// <summary><c>away</c>, <c>hospital</c> or <c>institution</c>.</summary>
    Absence,

    /// <summary>A death.</summary>
    Death,
}
