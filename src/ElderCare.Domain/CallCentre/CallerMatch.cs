namespace ElderCare.Domain.CallCentre;

/// <summary>How a caller's number leads to a person; the nearest first.</summary>
public enum CallerMatch
{
    /// <summary>It is the person's mobile phone.</summary>
    Mobile,

    /// <summary>It is the landline where the person lives.</summary>
    Landline,

    /// <summary>It is the phone of somebody to call for the person.</summary>
    Contact,

    /// <summary>It is the phone of an account of the person, or of family whom the person has linked.</summary>
    Family,
}
