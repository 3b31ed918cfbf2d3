using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>A person of a made-up city.</summary>
public sealed class MadeSenior
{
    public required string Id { get; init; }

    public required LocalDate BornOn { get; init; }

    public LocalDate? DiedOn { get; set; }

    public string? Phone { get; set; }

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public List<(LocalDate From, LocalDate To)> Away { get; } = [];

    /// <summary>Whether the person is at home all day.</summary>
    public bool IsThere(LocalDate day) => !(DiedOn <= day) && !Away.Exists(away => day >= away.From && day <= away.To);
}

/// <summary>A canteen of a made-up city.</summary>
public sealed class MadeCanteen
{
    public required string Id { get; init; }

    public int Seats { get; init; }

    public HashSet<LocalDate> ClosedOn { get; } = [];

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    /// <summary>Who stands at its till.</summary>
    public List<string> Operators { get; } = [];
}

/// <summary>A check-in or check-out of a made-up visit.</summary>
public sealed class MadeStamp
{
    public double Latitude { get; set; }

    public double Longitude { get; set; }

    public double AccuracyMetres { get; set; }

    public Instant OccurredAt { get; set; }

    public bool MockLocation { get; set; }

    public string? Photo { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A made-up visit with its label.</summary>
public sealed class MadeVisit
{
    public string Id { get; set; } = "";

    public required string WorkerId { get; set; }

    public required MadeSenior Senior { get; set; }

    public Instant StartsAt { get; set; }

    public int Minutes { get; set; }

    public MadeStamp? CheckIn { get; set; }

    public MadeStamp? CheckOut { get; set; }

    public Instant RecordedAt { get; set; }

    public int? Rating { get; set; }

    public Instant? RatedAt { get; set; }

    /// <summary>The kind of cheat; null is honest.</summary>
    public string? Cheat { get; set; }
}

/// <summary>A made-up meal with its label.</summary>
public sealed class MadeSale
{
    public string Id { get; set; } = "";

    public required MadeSenior Senior { get; set; }

    public required MadeCanteen Canteen { get; set; }

    public required string OperatorId { get; set; }

    public Instant SoldAt { get; set; }

    /// <summary><c>breakfast</c>, <c>lunch</c> or <c>dinner</c>.</summary>
    public required string Period { get; set; }

    public bool Vouched { get; set; }

    public long SubsidyFen { get; set; }

    /// <summary>The kind of cheat; null is honest.</summary>
    public string? Cheat { get; set; }
}
