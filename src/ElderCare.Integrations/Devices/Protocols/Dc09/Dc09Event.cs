using ElderCare.Domain.Emergency;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>One event of a frame.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Detail">Its code, zone and text as they came.</param>
/// <param name="Stands">Whether it has been reported before and still holds.</param>
/// <param name="IsOld">Whether the panel calls it an old one.</param>
internal sealed record Dc09Event(SignalType Type, string? Detail, bool Stands = false, bool IsOld = false);
