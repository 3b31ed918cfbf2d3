using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.MobileApi.Emergency;

/// <summary>
/// How many incidents senders that nobody has registered have opened lately at this node, by protocol: anybody can make up numbers, and
/// a desk full of them hides the one that is real. Registered devices are never counted.
/// </summary>
internal sealed class Strangers(EmergencyPolicy policy, IClock clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceProtocol, Queue<Instant>> _opened = [];

    /// <summary>Whether one more may open an incident of its own; it then counts.</summary>
    public bool MayOpen(DeviceProtocol protocol)
    {
        var now = clock.GetCurrentInstant();
        lock (_gate)
        {
            if (!_opened.TryGetValue(protocol, out var opened)) _opened[protocol] = opened = new();
            while (opened.TryPeek(out var oldest) && oldest <= now - policy.Strangers.Within) opened.Dequeue();
            if (opened.Count >= policy.Strangers.Incidents) return false;
            opened.Enqueue(now);
            return true;
        }
    }
}
