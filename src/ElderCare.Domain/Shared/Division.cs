namespace ElderCare.Domain.Shared;

/// <summary>One row of the division table.</summary>
/// <param name="Code">6 digits (province, city, district), 9 (town) or 12 (village).</param>
/// <param name="Name">The name in Chinese.</param>
/// <param name="Parent">The code of the division that this one belongs to; null or empty at the top.</param>
public sealed record Division(string Code, string Name, string? Parent);
