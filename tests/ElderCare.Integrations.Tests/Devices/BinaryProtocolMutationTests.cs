using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Gt06;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>Streams of garbage, of broken and of right frames, in pieces of any size. Every case has a seed of its own.</summary>
public class BinaryProtocolMutationTests(ITestOutputHelper output)
{
    private const string Imei = "864717003283581";
    private const string Number = "013912345678";
    private const int Cases = 10_000;

    private static readonly Instant Now = Instant.FromUtc(2026, 5, 6, 7, 8, 9);

    [Theory]
    [InlineData(20260506)]
    public void A_call_for_help_over_Gt06_is_read_behind_anything(int seed) => Run(
        seed, new Gt06Protocol(), Gt06Frames.Login(Imei, 1), [0x78, 0x79, 0x0D, 0x0A, 0x05],
        random => random.Next(5) switch
        {
            0 => Gt06Frames.Login(Imei, Serial(random)),
            1 => Gt06Frames.Heartbeat(Serial(random), (byte)random.Next(256), (byte)random.Next(8)),
            2 => Gt06Frames.Location(Serial(random), Now, 30, 120),
            3 => Gt06Frames.Build((byte)random.Next(2, 256), Bytes(random, 400, []), Serial(random), random.Next(2) == 0),
            _ => Gt06Frames.Alarm(Serial(random), Now, -30, -120, (byte)random.Next(256), (byte)random.Next(256)),
        },
        Gt06Frames.Alarm(0xABCD, Now, 30, 120));

    [Theory]
    [InlineData(20260507)]
    public void A_call_for_help_over_Jt808_is_read_behind_anything(int seed) => Run(
        seed, new Jt808Protocol(), Jt808Frames.Register(Number, 1), [0x7E, 0x7D, 0x01, 0x02],
        random => random.Next(5) switch
        {
            0 => Jt808Frames.Heartbeat(Number, Serial(random)),
            1 => Jt808Frames.Location(Number, Serial(random), Now, 30, 120, (uint)random.NextInt64(uint.MaxValue)),
            2 => Jt808Frames.Batch("00000000013912345678", Serial(random), random.Next(2) == 0, Jt808Frames.LocationBody(Now, 30, 120, 1), Bytes(random, 40, [])),
            3 => Jt808Frames.Build((ushort)random.Next(1 << 16), Number, Serial(random), Bytes(random, 150, [0x7E, 0x7D])),
            _ => Jt808Frames.Split(0x0704, Number, Serial(random), [0, .. Bytes(random, 90, [])], 30)[0],
        },
        Jt808Frames.Location(Number, 0xABCD, Now, 30, 120, Jt808Frames.SosBit));

    private void Run(int seed, IDeviceProtocol protocol, byte[] hello, byte[] special, Func<Random, byte[]> make, byte[] alarm)
    {
        output.WriteLine($"Seeds {seed} to {seed + Cases - 1}");
        for (var at = 0; at < Cases; at++)
        {
            try
            {
                RunOne(new Random(seed + at), protocol, hello, special, make, alarm);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed + at}", error);
            }
        }
    }

    private static void RunOne(Random random, IDeviceProtocol protocol, byte[] hello, byte[] special, Func<Random, byte[]> make, byte[] alarm)
    {
        List<byte> stream = [.. hello];
        List<byte[]> right = [hello];
        for (var count = random.Next(6); count > 0; count--)
        {
            var frame = make(random);
            switch (random.Next(3))
            {
                case 0:
                    stream.AddRange(Bytes(random, 60, special));
                    break;
                case 1:
                    stream.AddRange(Mutated(random, frame, special));
                    break;
                default:
                    stream.AddRange(frame);
                    right.Add(frame);
                    break;
            }
        }
        stream.AddRange(alarm);
        right.Add(alarm);

        var frames = SocketFeed.Frames(protocol, Pieces(random, [.. stream]));
        Gt06FramingTests.AssertAllRead(frames, [.. right]);
        var conversation = protocol.Begin(_ => null);
        var readings = frames.ConvertAll(frame => conversation.Read(frame, Now));
        var last = readings[frames.FindLastIndex(frame => frame.AsSpan().SequenceEqual(alarm))];
        Assert.Contains(last.Reports, report => report is { Type: SignalType.Sos, Sequence: 0xABCD });
        Assert.NotNull(last.Answer);
        Assert.All(readings, AssertSound);

        // What never went through a framer harms as little.
        AssertSound(protocol.Begin(_ => null).Read([.. stream], Now));
        AssertSound(conversation.Read(Bytes(random, 100, special), Now));
    }

    private static void AssertSound(FrameReading reading)
    {
        Assert.True(reading.Fault is null ? reading.Reports.Count > 0 : reading.Reports.Count == 0, "A frame is either told or at fault.");
        Assert.All(reading.Reports, report =>
        {
            Assert.InRange(report.Detail?.Length ?? 0, 0, 200);
            Assert.InRange(report.Latitude ?? 0, -90, 90);
            Assert.InRange(report.Longitude ?? 0, -180, 180);
            Assert.InRange(report.BatteryPercent ?? 0, 0, 100);
            Assert.InRange(report.Identity.Length, 1, 100);
        });
    }

    private static byte[] Mutated(Random random, byte[] frame, byte[] special)
    {
        List<byte> bytes = [.. frame];
        for (var count = random.Next(1, 4); count > 0 && bytes.Count > 1; count--)
        {
            var at = random.Next(bytes.Count);
            var one = random.Next(2) == 0 ? special[random.Next(special.Length)] : (byte)random.Next(256);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, one);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes[at] = one;
                    break;
            }
        }
        return [.. bytes];
    }

    private static byte[] Bytes(Random random, int most, byte[] special)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        for (var at = 0; special.Length > 0 && at < bytes.Length; at++)
        {
            if (random.Next(2) == 0) bytes[at] = special[random.Next(special.Length)];
        }
        return bytes;
    }

    private static IEnumerable<byte[]> Pieces(Random random, byte[] stream)
    {
        var most = random.Next(3) switch { 0 => 5, 1 => 64, _ => 2000 };
        for (var at = 0; at < stream.Length;)
        {
            var length = Math.Min(random.Next(1, most), stream.Length - at);
            yield return stream[at..(at + length)];
            at += length;
        }
    }

    private static ushort Serial(Random random) => (ushort)random.Next(0xA000);
}
