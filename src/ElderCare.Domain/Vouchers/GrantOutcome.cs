namespace ElderCare.Domain.Vouchers;

/// <summary>What a monthly run does for a person.</summary>
public enum GrantOutcome
{
    /// <summary>The month's minutes are granted.</summary>
    Granted,

    /// <summary>They were granted before.</summary>
    Already,

    /// <summary>No type of the programme is for this person.</summary>
    NotEntitled,

    /// <summary>The person lived in an institution on the first of the month: what it gives is not given a second time.</summary>
    InInstitution,

    /// <summary>The person has died.</summary>
    Deceased,
}
