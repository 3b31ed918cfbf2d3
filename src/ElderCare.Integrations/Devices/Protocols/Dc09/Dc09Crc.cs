namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>The check sum of DC-09: CRC-16/ARC, polynomial 0x8005 reflected, from zero, without a final xor.</summary>
internal static class Dc09Crc
{
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>Over the bytes from the first quotation mark to the last byte before the end.</summary>
    public static ushort Of(ReadOnlySpan<byte> message)
    {
        ushort crc = 0;
        foreach (var one in message) crc = (ushort)((crc >> 8) ^ Table[(crc ^ one) & 0xFF]);
        return crc;
    }

    private static ushort Entry(int index)
    {
        for (var bit = 0; bit < 8; bit++) index = (index & 1) == 0 ? index >> 1 : (index >> 1) ^ 0xA001;
        return (ushort)index;
    }
}
