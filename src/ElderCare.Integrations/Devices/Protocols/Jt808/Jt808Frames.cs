using System.Buffers.Binary;
using System.Text;
using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Jt808;

/// <summary>Makes frames of JT/T 808 as a device, or an answer, has them. A number of 12 digits takes the form of 2013, one of 20 digits that of 2019.</summary>
public static class Jt808Frames
{
    /// <summary>The emergency button, as alarm bits.</summary>
    public const uint SosBit = 1;

    /// <summary>Registers, as one-key devices do, without a vehicle.</summary>
    public static byte[] Register(string number, ushort sequence) =>
        Build(Jt808Ids.Register, number, sequence, new byte[number.Length == 20 ? 76 : 37]);

    /// <summary>Authenticates with the code that the answer to the registration gave.</summary>
    public static byte[] Authenticate(string number, ushort sequence, string code)
    {
        var text = Encoding.ASCII.GetBytes(code);
        // In the form of 2019 its length stands before it, and the IMEI and the software's version behind.
        byte[] body = number.Length == 20 ? [(byte)text.Length, .. text, .. new byte[15 + 20]] : text;
        return Build(Jt808Ids.Authenticate, number, sequence, body);
    }

    /// <summary>It is there.</summary>
    public static byte[] Heartbeat(string number, ushort sequence) => Build(Jt808Ids.Heartbeat, number, sequence, []);

    /// <summary>Where it is, and its alarms.</summary>
    public static byte[] Location(string number, ushort sequence, Instant time, double latitude, double longitude, uint alarms = 0) =>
        Build(Jt808Ids.Location, number, sequence, LocationBody(time, latitude, longitude, alarms));

    /// <summary>Several locations at once.</summary>
    /// <param name="number">The device's.</param>
    /// <param name="sequence">The device's count.</param>
    /// <param name="isResent">Whether they could not be sent when they were made.</param>
    /// <param name="bodies">By <see cref="LocationBody"/>.</param>
    public static byte[] Batch(string number, ushort sequence, bool isResent, params ReadOnlySpan<byte[]> bodies) =>
        Build(Jt808Ids.Batch, number, sequence, BatchBody(isResent, bodies));

    /// <summary>The body of several locations.</summary>
    public static byte[] BatchBody(bool isResent, params ReadOnlySpan<byte[]> bodies)
    {
        List<byte> body = [.. Word(bodies.Length), (byte)(isResent ? 1 : 0)];
        foreach (var one in bodies) body.AddRange([.. Word(one.Length), .. one]);
        return [.. body];
    }

    /// <summary>The body of a location.</summary>
    public static byte[] LocationBody(Instant time, double latitude, double longitude, uint alarms = 0)
    {
        var body = new byte[28];
        BinaryPrimitives.WriteUInt32BigEndian(body, alarms);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), 2u | (latitude < 0 ? 4u : 0) | (longitude < 0 ? 8u : 0));
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(8), (uint)Math.Round(Math.Abs(latitude) * 1e6));
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(12), (uint)Math.Round(Math.Abs(longitude) * 1e6));
        var local = time.WithOffset(Offset.FromHours(8));
        int[] parts = [local.Year % 100, local.Month, local.Day, local.Hour, local.Minute, local.Second];
        for (var at = 0; at < parts.Length; at++) body[22 + at] = (byte)(((parts[at] / 10) << 4) | (parts[at] % 10));
        return body;
    }

    /// <summary>Any message, whole.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="number">The device's, 12 or 20 digits.</param>
    /// <param name="sequence">The sender's count.</param>
    /// <param name="body">At most 1,023 bytes.</param>
    public static byte[] Build(ushort id, string number, ushort sequence, ReadOnlySpan<byte> body) =>
        Build(id, Convert.FromHexString(number), 1, sequence, [], body);

    /// <summary>The parts of a message that is too long for one frame, with the counts that follow each other.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="number">The device's, 12 or 20 digits.</param>
    /// <param name="firstSequence">The count of the first part.</param>
    /// <param name="body">The whole.</param>
    /// <param name="partBytes">How much of it each part carries; at most 1,023.</param>
    public static byte[][] Split(ushort id, string number, ushort firstSequence, ReadOnlySpan<byte> body, int partBytes)
    {
        var parts = new byte[(body.Length + partBytes - 1) / partBytes][];
        for (var at = 0; at < parts.Length; at++)
        {
            var carried = body.Slice(at * partBytes, Math.Min(partBytes, body.Length - (at * partBytes)));
            parts[at] = Build(id, Convert.FromHexString(number), 1, unchecked((ushort)(firstSequence + at)), [.. Word(parts.Length), .. Word(at + 1)], carried);
        }
        return parts;
    }

    internal static byte[] Build(ushort id, ReadOnlySpan<byte> phone, byte version, ushort sequence, ReadOnlySpan<byte> parts, ReadOnlySpan<byte> body)
    {
        var is2019 = phone.Length == 10;
        var attributes = body.Length | (is2019 ? 0x4000 : 0) | (parts.IsEmpty ? 0 : 0x2000);
        byte[] message = [.. Word(id), .. Word(attributes), .. is2019 ? [version] : Array.Empty<byte>(), .. phone, .. Word(sequence), .. parts, .. body];
        return Jt808Escaping.Frame([.. message, Jt808Message.Sum(message)]);
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)(value & 0xFF)];
}
