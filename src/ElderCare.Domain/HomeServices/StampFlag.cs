namespace ElderCare.Domain.HomeServices;

/// <summary>What is odd about what a caregiver's phone says.</summary>
public enum StampFlag
{
    /// <summary>Farther from the home than the fence of the policy and the phone's own doubt.</summary>
    OutsideFence,

    /// <summary>The phone does not say where it is.</summary>
    NoPlace,

    /// <summary>The phone's place is made up.</summary>
    MockLocation,

    /// <summary>Neither the person's code nor a reason.</summary>
    NoCode,

    /// <summary>Sent later than the policy allows without a reason: from a phone that was offline.</summary>
    SentLate,

    /// <summary>Long before the visit was to begin.</summary>
    TooEarly,

    /// <summary>Long after the visit was to begin.</summary>
    TooLate,

    /// <summary>Two were to come, and only one has checked in.</summary>
    OneOfTwo,

    /// <summary>While they had not checked out of another visit.</summary>
    AlsoElsewhere,

    /// <summary>Not from a phone: somebody else entered it afterwards.</summary>
    EnteredByHand,
}
