namespace ElderCare.Domain.Reviews;

/// <summary>What people found of a doubtful visit.</summary>
public enum ReviewVerdict
{
    /// <summary>It was as claimed.</summary>
    Genuine,

    /// <summary>It was not so, or not so long: what is paid is corrected.</summary>
    NotSo,
}
