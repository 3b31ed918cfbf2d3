using System.Globalization;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using ElderCare.Integrations.Devices.Protocols.Watch;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>
/// Random and damaged frames: nothing is thrown, every piece of a stream is taken or waited for, and an alarm behind all of it is read.
/// The run's seed is printed and can be given again as PROPERTY_SEED.
/// </summary>
public class AnyBytesTests(ITestOutputHelper output)
{
    private const int Cases = 12_000;

    private static readonly byte[] Key = "AAAAAAAAAAAAAAAA"u8.ToArray();
    private static readonly Instant Now = Dc09FrameTests.SosTime;

    private static readonly byte[][] Dc09Seeds =
    [
        ReceivedStream.Bytes($"\n{Dc09FrameTests.Sos}\r"),
        ReceivedStream.Bytes($"\n{Dc09FrameTests.Encrypted}\r"),
        ReceivedStream.Bytes("\n5B090059\"SIA-DCS\"0004L0#1111[#1111|Nri1/PA501][X006E07.7777777][Y49N06.6666666]_20:45:46,04-22-2021\r"),
        Dc09Frames.Wrapped("\"SIA-DCS\"0001R1L[#0000|Nri0CL0^x^|Atext][H12:00:00,01-01-2026]", binaryCheckSum: true),
    ];

    private static readonly byte[][] WatchSeeds =
    [
        ReceivedStream.Bytes(WatchTests.Sos),
        ReceivedStream.Bytes(WatchTests.TakenOff),
        ReceivedStream.Bytes("[3G*4700186508*000B*LK,0,10,100]"),
        WatchFrames.Build("CS", "1234567890", [.. "TK,#!AMR"u8, .. WatchEscapes.Add([0x7D, 0x5B, 0x5D, 0xFF])]),
        WatchFrames.Build("3G", "6907919734", "UD,120623,140020,A,48.9,N, 4.3,E,1,4,0.0,12,100,76,2,0,00010000,1,255,204,8,3,5,1,1,[a]b],3:a,-7,15.0", index: 7),
    ];

    [Fact]
    public void Dc09TakesAnyBytes() => TakesAnyBytes(new Dc09Protocol(), Dc09Seeds, "\n\r\0\"[]#|_^/,:*0AF9NLR"u8.ToArray(), Rewrapped);

    [Fact]
    public void WatchTakesAnyBytes() => TakesAnyBytes(new WatchProtocol(), WatchSeeds, "[]*,}\r\n\00AFNLUDTK\u0001"u8.ToArray(), bytes => bytes);

    private void TakesAnyBytes(IDeviceProtocol protocol, byte[][] seeds, byte[] alphabet, Func<byte[], byte[]> mended)
    {
        var random = Seeded();
        var conversation = protocol.Begin(_ => Key);
        for (var i = 0; i < Cases; i++)
        {
            var garbage = mended(random.Next(3) == 0 ? Noise(random, alphabet) : Mutated(random, seeds[random.Next(seeds.Length)], alphabet));
            Understand(conversation, garbage);
            var stream = new ReceivedStream(protocol);
            foreach (var piece in Pieces(random, garbage)) stream.Arrive(piece);
            // What a broken length or a lost end waits for comes at the latest with the next frames.
            stream.Arrive(seeds[0]);
            foreach (var frame in stream.Frames) Understand(conversation, frame);
            Assert.Contains(stream.Frames, frame => Understand(conversation, frame).Reports.Any(report => report.Type == SignalType.Sos));
            Assert.InRange(stream.Left, 0, garbage.Length + seeds[0].Length);
        }
    }

    private static FrameReading Understand(IDeviceConversation conversation, byte[] frame)
    {
        var reading = conversation.Read(frame, Now);
        Assert.True(reading.Fault is null == reading.Reports.Count > 0, "a frame has either reports or a fault");
        foreach (var report in reading.Reports)
        {
            Assert.NotEmpty(report.DeviceNumber);
            Assert.NotEmpty(report.Identity);
            Assert.InRange(report.Identity.Length, 1, 200);
            Assert.InRange(report.Detail?.Length ?? 0, 0, 200);
            Assert.InRange(report.BatteryPercent ?? 0, 0, 100);
            Assert.InRange(report.Latitude ?? 0, -90, 90);
            Assert.InRange(report.Longitude ?? 0, -180, 180);
        }
        return reading;
    }

    /// <summary>Gives damaged frames a right check sum every other time, so that what is behind it is reached.</summary>
    private static byte[] Rewrapped(byte[] bytes)
    {
        var quote = Array.IndexOf(bytes, (byte)'"');
        if (quote < 0 || bytes.Length % 2 == 0) return bytes;
        var message = bytes[quote..].TakeWhile(one => one is not (0x0D or 0x0A or >= 0x80)).ToArray();
        return Dc09Frames.Wrapped(Encoding.ASCII.GetString(message), binaryCheckSum: bytes.Length % 3 == 0);
    }

    private static byte[] Noise(Random random, byte[] alphabet)
    {
        var bytes = new byte[random.Next(80)];
        if (random.Next(2) == 0) random.NextBytes(bytes);
        else random.GetItems(alphabet, bytes);
        return bytes;
    }

    private static byte[] Mutated(Random random, byte[] frame, byte[] alphabet)
    {
        var bytes = frame.ToList();
        for (var change = random.Next(6); change >= 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = alphabet[random.Next(alphabet.Length)]; break;
                case 2: bytes.RemoveRange(at, random.Next(bytes.Count - at + 1)); break;
                case 3: bytes.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
                default: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(30)).ToArray()); break;
            }
        }
        return [.. bytes];
    }

    private static IEnumerable<byte[]> Pieces(Random random, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = random.Next(1, bytes.Length - at + 1);
            yield return bytes[at..(at + length)];
            at += length;
        }
    }

    private Random Seeded()
    {
        var given = Environment.GetEnvironmentVariable("PROPERTY_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        var line = $"{Cases} cases, PROPERTY_SEED={seed}";
        output.WriteLine(line);
        Console.WriteLine(line);
        return new Random(seed);
    }
}
