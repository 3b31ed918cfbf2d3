namespace ElderCare.Domain.HomeServices;

/// <summary>By what a service is counted and paid.</summary>
public enum ServiceUnit
{
    /// <summary>By the time that it takes, in the billing unit of the policy.</summary>
    Hour,

    /// <summary>By the piece, whatever time it takes; a bath is one.</summary>
    Job,
}
