using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices;
using ElderCare.Integrations.Devices.Protocols.Jt808;
using NodaTime;

namespace ElderCare.Integrations.Tests.Devices;

public class Jt808SplitTests
{
    private const string Number = "013912345678";

    private static readonly Instant Now = Instant.FromUtc(2026, 5, 6, 20, 8, 9);
    private static readonly byte[] Body = Jt808Frames.BatchBody(true, Jt808Frames.LocationBody(Now, 30, 120), Jt808Frames.LocationBody(Now, 31, 121, 1));

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    public void A_split_message_is_told_when_its_last_part_is_there_in_whatever_order(int partBytes)
    {
        partBytes = Math.Max(partBytes, (Body.Length / 32) + 1);
        foreach (var number in new[] { Number, "00000000013912345678" })
        {
            var parts = Jt808Frames.Split(0x0704, number, 0xFFFF, Body, partBytes);
            foreach (var order in new[] { parts, [.. parts.Reverse()] })
            {
                var conversation = Begin();
                for (var at = 0; at < order.Length; at++)
                {
                    var reading = conversation.Read(order[at], Now);
                    Assert.Equal(0, reading.Answer![^3]);
                    Assert.Equal(at < order.Length - 1 ? [SignalType.Status] : [SignalType.Heartbeat, SignalType.Sos], reading.Reports.Select(report => report.Type));
                }
            }
        }
    }

    [Fact]
    public void A_part_that_comes_twice_counts_once()
    {
        var parts = Jt808Frames.Split(0x0704, Number, 5, Body, 30);
        var conversation = Begin();
        foreach (var part in new[] { parts[0], parts[0], parts[1], parts[1] }) Assert.Equal(SignalType.Status, Assert.Single(conversation.Read(part, Now).Reports).Type);
        Assert.Equal(2, conversation.Read(parts[2], Now).Reports.Count);
    }

    [Fact]
    public void What_is_never_completed_is_forgotten()
    {
        var parts = Jt808Frames.Split(0x0704, Number, 5, Body, 40);
        var conversation = Begin();
        conversation.Read(parts[0], Now);
        Assert.Equal(SignalType.Status, Assert.Single(conversation.Read(parts[1], Now + Duration.FromMinutes(6)).Reports).Type);
    }

    [Fact]
    public void Messages_that_come_in_turns_are_each_completed()
    {
        var (one, other) = (Jt808Frames.Split(0x0704, Number, 5, Body, 40), Jt808Frames.Split(0x0704, Number, 50, Body, 40));
        var conversation = Begin();
        foreach (var first in new[] { one[0], other[0] }) conversation.Read(first, Now);
        foreach (var last in new[] { one[1], other[1] }) Assert.Equal([SignalType.Heartbeat, SignalType.Sos], conversation.Read(last, Now).Reports.Select(report => report.Type));

        var many = Enumerable.Range(1, 5).Select(number => Jt808Frames.Split(0x0704, Number, (ushort)(number * 10), Body, 40)).ToList();
        for (var at = 0; at < many.Count; at++) conversation.Read(many[at][0], Now + Duration.FromSeconds(at));
        Assert.Equal(SignalType.Status, Assert.Single(conversation.Read(many[0][1], Now).Reports).Type); // of five the first is forgotten
    }

    [Fact]
    public void Only_what_is_understood_and_small_enough_is_kept()
    {
        var picture = Begin().Read(Jt808Frames.Split(0x0801, Number, 5, new byte[2000], 10)[0], Now);
        Assert.Equal((SignalType.Status, (byte)3), (Assert.Single(picture.Reports).Type, picture.Answer![^3]));
        var large = Begin().Read(Jt808Frames.Split(0x0704, Number, 5, new byte[330], 10)[0], Now);
        Assert.Equal((FrameFault.Format, (byte)2), (large.Fault!.Value, large.Answer![^3]));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(10)]
    public void An_alarm_does_not_wait_for_the_parts_behind_it(int partBytes)
    {
        byte[] body = [.. Jt808Frames.LocationBody(Now, 30, 120, 1), 0x30, 1, 20, .. new byte[20]];
        var conversation = Begin();
        var told = Jt808Frames.Split(0x0200, Number, 5, body, partBytes).Select(part => conversation.Read(part, Now).Reports).ToList();
        var at = told.FindIndex(reports => reports.Count == 2);
        Assert.Equal(0, at); // the bits of the alarm come first
        Assert.Equal([SignalType.Sos, SignalType.Status], told[at].Select(report => report.Type));
        Assert.Equal(told[at][0].Type, Assert.Single(told[^1]).Type);
        if (partBytes >= 28) Assert.Equal(told[at][0], told[^1][0]);
        Assert.Equal(2, told.Sum(reports => reports.Count(report => report.Type == SignalType.Sos)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_alarm_in_a_batch_that_is_never_completed_is_told(bool isResent)
    {
        var press = Jt808Frames.LocationBody(Now, 31, 121, 1);
        var body = Jt808Frames.BatchBody(isResent, Jt808Frames.LocationBody(Now - Duration.FromMinutes(1), 30, 120), press, Jt808Frames.LocationBody(Now, 30, 120));
        var parts = Jt808Frames.Split(0x0704, Number, 5, body, 35);
        var conversation = Begin();
        Assert.Equal([SignalType.Status], conversation.Read(parts[0], Now).Reports.Select(report => report.Type));
        var early = conversation.Read(parts[1], Now).Reports;
        Assert.Equal([(SignalType.Sos, isResent, false), (SignalType.Status, false, false)], early.Select(report => (report.Type, report.IsDelayed, report.Stands)));
        Assert.Equal(early[0], conversation.Read(parts[2], Now).Reports[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_part_on_another_connection_completes_the_message(bool isInOrder)
    {
        var body = Jt808Frames.BatchBody(false, Jt808Frames.LocationBody(Now, 30, 120), Jt808Frames.LocationBody(Now, 30, 120), Jt808Frames.LocationBody(Now, 31, 121, 1));
        var parts = Jt808Frames.Split(0x0704, Number, 0xFFFF, body, 40);
        if (!isInOrder) Array.Reverse(parts);
        var stored = new Dictionary<string, byte[]>();
        foreach (var part in parts[..^1])
        {
            var told = Begin(stored).Read(part, Now); // each on a connection of its own
            foreach (var report in told.Reports) stored[report.Identity] = part;
        }
        var last = Begin(stored).Read(parts[^1], Now);
        Assert.Contains(SignalType.Sos, last.Reports.Select(report => report.Type));
        Assert.Equal(SignalType.Status, last.Reports[^1].Type); // it is kept too, for yet another connection
    }

    [Fact]
    public void Parts_of_an_earlier_message_of_the_same_count_do_not_stand_in_the_way()
    {
        var (old, anew) = (Jt808Frames.BatchBody(false, Jt808Frames.LocationBody(Now, 30, 120), Jt808Frames.LocationBody(Now, 30, 120)), Body);
        var stored = new Dictionary<string, byte[]>();
        foreach (var part in Jt808Frames.Split(0x0704, Number, 0, old, 40)[..^1])
        {
            foreach (var report in Begin(stored).Read(part, Now).Reports) stored[report.Identity] = part;
        }
        var conversation = Begin(stored); // it has begun to count anew
        var told = Jt808Frames.Split(0x0704, Number, 0, anew, 40).SelectMany(part => conversation.Read(part, Now).Reports).ToList();
        Assert.Contains(SignalType.Sos, told.Select(report => report.Type));
    }

    private static IDeviceConversation Begin(Dictionary<string, byte[]> stored) =>
        new Jt808Protocol().Begin(_ => null, reports => [.. reports.Where(report => stored.ContainsKey(report.Identity)).Select(report => stored[report.Identity])]);

    private static IDeviceConversation Begin() => new Jt808Protocol().Begin(_ => null);
}
