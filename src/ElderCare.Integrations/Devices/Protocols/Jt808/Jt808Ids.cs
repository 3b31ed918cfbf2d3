namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>The numbers of the messages that are understood or sent.</summary>
internal static class Jt808Ids
{
    /// <summary>The device's answer to a message of ours; it is not answered.</summary>
    public const ushort DeviceAnswer = 0x0001;

    public const ushort Heartbeat = 0x0002;

    public const ushort SignOff = 0x0003;

    public const ushort Register = 0x0100;

    public const ushort Authenticate = 0x0102;

    public const ushort Location = 0x0200;

    public const ushort Batch = 0x0704;

    /// <summary>Our answer to all but a registration.</summary>
    public const ushort Answer = 0x8001;

    /// <summary>Our answer to a registration.</summary>
    public const ushort RegisterAnswer = 0x8100;
}
