namespace ElderCare.Domain.People;

/// <summary>The sex that an ID number states.</summary>
public enum Sex
{
    /// <summary>女, an even sequence number.</summary>
    Female,

    /// <summary>男, an odd sequence number.</summary>
    Male,
}
