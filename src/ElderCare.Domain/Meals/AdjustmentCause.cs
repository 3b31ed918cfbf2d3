namespace ElderCare.Domain.Meals;

/// <summary>What was learnt late about a person, so that a settled meal was priced wrongly.</summary>
public enum AdjustmentCause
{
    /// <summary>The person had died before the meal.</summary>
    Death,

    /// <summary>The person lived in an institution that fed them.</summary>
    Institution,

    /// <summary>The person was registered or lived elsewhere.</summary>
    Move,

    /// <summary>A category held, or did not hold.</summary>
    Category,

    /// <summary>The person was away or in hospital: somebody else may have had the meal. No money moves.</summary>
    Absence,
}
