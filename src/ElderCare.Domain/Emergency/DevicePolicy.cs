using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Emergency;

/// <summary>When a device is somebody's work.</summary>
/// <param name="SilentAfter">By protocol, how long a device may say nothing.</param>
/// <param name="VisitAfter">How long a device may be silent before somebody looks after its person.</param>
/// <param name="LowBatteryPercent">At or below it the battery is changed.</param>
/// <param name="ActivatedWithinDays">Days from its installation to its first signal.</param>
/// <param name="TestedEveryDays">Days from one test call to the next.</param>
/// <param name="SimWarningDays">Days before a SIM lapses.</param>
/// <param name="AskAgainAfter">How long after it was raised work that is closed comes back while its cause stands.</param>
/// <param name="Outage">When many silent devices are one fault of the network.</param>
/// <param name="FaultyFrames">What becomes of what devices send and nobody understands.</param>
public sealed record DevicePolicy(
    IReadOnlyDictionary<DeviceProtocol, Duration> SilentAfter, Duration VisitAfter, int LowBatteryPercent, int ActivatedWithinDays, int TestedEveryDays, int SimWarningDays, Duration AskAgainAfter, OutagePolicy Outage,
    FaultyFramePolicy FaultyFrames)
{
    /// <summary>The last day on which a SIM that lapses is somebody's work today.</summary>
    public LocalDate SimIsShortUntil(Instant now) => CityClock.DateOf(now).PlusDays(SimWarningDays);
}

/// <summary>When many devices of one protocol and district that fell silent are one incident and no tasks.</summary>
/// <param name="Within">So close together.</param>
/// <param name="Devices">So many at least,</param>
/// <param name="Percent">or so many of a hundred that stand there,</param>
/// <param name="AtLeast">but not fewer than this.</param>
public sealed record OutagePolicy(Duration Within, int Devices, int Percent, int AtLeast)
{
    /// <summary>Whether that many silent ones of that many are an outage.</summary>
    public bool IsOne(int silent, int all) => silent >= Devices || (silent >= AtLeast && silent * 100L >= (long)all * Percent);
}

/// <summary>How long what was not understood is kept, and when it is work for a supervisor.</summary>
/// <param name="KeepDays">For how many days a frame is kept as it came.</param>
/// <param name="Repeated">So many of one sender</param>
/// <param name="Within">in so long are work,</param>
/// <param name="MostTasks">of so many senders at most in that time: senders are easily made up.</param>
public sealed record FaultyFramePolicy(int KeepDays, int Repeated, Duration Within, int MostTasks);
