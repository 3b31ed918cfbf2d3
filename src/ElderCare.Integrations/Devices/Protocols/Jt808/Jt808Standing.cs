using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>Which alarm bits the devices of one connection said last, to know what stands and what is new.</summary>
internal sealed class Jt808Standing
{
    /// <summary>A gateway may speak for several devices; beyond so many, all count as new again, which asks too often rather than too seldom.</summary>
    private const int MostDevices = 256;

    private readonly Dictionary<string, (ushort Sequence, Instant? Time, uint Before, uint Alarms)> _devices = [];

    /// <summary>The bits before a report. One that is sent again has the same as the first time, since nobody may have got that.</summary>
    public uint Before(string device, ushort sequence, Instant? time)
    {
        if (!_devices.TryGetValue(device, out var last)) return 0;
        return last.Sequence == sequence && last.Time == time ? last.Before : last.Alarms;
    }

    /// <summary>Remembers a report.</summary>
    /// <param name="device">Whose.</param>
    /// <param name="sequence">Its count.</param>
    /// <param name="time">Its time.</param>
    /// <param name="before">By <see cref="Before"/>.</param>
    /// <param name="alarms">Its bits.</param>
    public void Remember(string device, ushort sequence, Instant? time, uint before, uint alarms)
    {
        if (_devices.Count >= MostDevices && !_devices.ContainsKey(device)) _devices.Clear();
        _devices[device] = (sequence, time, before, alarms);
    }
}
