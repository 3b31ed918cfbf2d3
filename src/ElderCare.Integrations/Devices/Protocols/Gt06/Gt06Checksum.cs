using System.Buffers;

namespace ElderCare.Integrations.Devices.Protocols.Gt06;

/// <summary>CRC-16/X-25: polynomial 0x1021 reflected, begun with ones, inverted at the end.</summary>
internal static class Gt06Checksum
{
    private static readonly ushort[] Table = MakeTable();

    public static ushort Of(ReadOnlySpan<byte> bytes) => Finish(Add(0xFFFF, bytes));

    public static ushort Of(in ReadOnlySequence<byte> bytes)
    {
        ushort sum = 0xFFFF;
        foreach (var part in bytes) sum = Add(sum, part.Span);
        return Finish(sum);
    }

    private static ushort Finish(ushort sum) => (ushort)(sum ^ 0xFFFF);

    private static ushort Add(ushort sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes) sum = (ushort)((sum >> 8) ^ Table[(sum ^ one) & 0xFF]);
        return sum;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var at = 0; at < table.Length; at++)
        {
            var value = at;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0x8408;
            table[at] = (ushort)value;
        }
        return table;
    }
}
