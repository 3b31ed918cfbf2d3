using NodaTime;

namespace ElderCare.Data.People;

/// <summary>A division of the country.</summary>
public sealed class DivisionRow
{
    /// <summary>GB/T 2260 or NBS code, or a code of the platform.</summary>
    public required string Code { get; init; }

    /// <summary>Official name.</summary>
    public required string Name { get; init; }

    /// <summary>The code above, null for a province.</summary>
    public string? Parent { get; init; }

    /// <summary><c>province</c>, <c>city</c>, <c>district</c> or <c>town</c>.</summary>
    public required string Level { get; init; }

    /// <summary><c>GB2260</c>, <c>NBS</c> or <c>PLATFORM</c>.</summary>
    public required string Kind { get; init; }
}
