namespace ElderCare.Domain.Reviews;

/// <summary>Two visits that cannot both be true.</summary>
internal readonly record struct Conflict(int One, int Other, ConflictKind Kind);

/// <summary>What contradicts.</summary>
internal enum ConflictKind
{
    /// <summary>A worker at two homes at once.</summary>
    Worker,

    /// <summary>A worker who travels too fast.</summary>
    Travel,

    /// <summary>A person with two workers at once.</summary>
    Person,
}
