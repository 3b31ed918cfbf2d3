using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Devices.Protocols.Dc09;
using NodaTime;

namespace ElderCare.Integrations.Tests.Devices;

/// <summary>What the codes of Contact ID and of SIA mean for somebody who waits for help.</summary>
public class Dc09EventTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 1, 8, 0);

    [Theory]
    [InlineData("100", SignalType.Sos)]
    [InlineData("101", SignalType.Sos)]
    [InlineData("102", SignalType.Inactivity)]
    [InlineData("110", SignalType.Smoke)]
    [InlineData("111", SignalType.Smoke)]
    [InlineData("120", SignalType.Sos)]
    [InlineData("121", SignalType.Sos)]
    [InlineData("130", SignalType.Unknown)]
    [InlineData("137", SignalType.Tamper)]
    [InlineData("151", SignalType.Gas)]
    [InlineData("154", SignalType.Water)]
    [InlineData("199", SignalType.Unknown)]
    [InlineData("1AB", SignalType.Unknown)]
    [InlineData("200", SignalType.Status)]
    [InlineData("301", SignalType.PowerFail)]
    [InlineData("302", SignalType.LowBattery)]
    [InlineData("350", SignalType.Status)]
    [InlineData("381", SignalType.Tamper)]
    [InlineData("383", SignalType.Tamper)]
    [InlineData("384", SignalType.LowBattery)]
    [InlineData("401", SignalType.Status)]
    [InlineData("570", SignalType.Status)]
    [InlineData("601", SignalType.Test)]
    [InlineData("602", SignalType.Heartbeat)]
    [InlineData("607", SignalType.Test)]
    [InlineData("750", SignalType.Unknown)]
    [InlineData("000", SignalType.Heartbeat)]
    [InlineData("001", SignalType.Unknown)]
    public void AContactIdCodeHasItsMeaning(string code, SignalType type)
    {
        Assert.Equal(type, One($"#1234|1{code} 00 001", "ADM-CID").Type);
        // A panel may write the event of the one table under the name of the other.
        Assert.Equal(type, One($"#1234|1{code} 00 001", "SIA-DCS").Type);
        var standing = One($"#1234|6{code} 00 001", "ADM-CID");
        Assert.Equal((type, true), (standing.Type, standing.Stands));
    }

    [Theory]
    [InlineData("3101 00 001", SignalType.Restore)]
    [InlineData("3199 00 001", SignalType.Restore)]
    [InlineData("3301 00 000", SignalType.Restore)]
    [InlineData("3384 00 004", SignalType.Restore)]
    [InlineData("3401 01 057", SignalType.Status)]
    [InlineData("3602 00 000", SignalType.Heartbeat)]
    public void ARestoreEndsAnAlarmOrAFaultAndNothingElse(string data, SignalType type) => Assert.Equal(type, One($"#1234|{data}", "ADM-CID").Type);

    [Theory]
    [InlineData("MA", SignalType.Sos)]
    [InlineData("QA", SignalType.Sos)]
    [InlineData("PA", SignalType.Sos)]
    [InlineData("HA", SignalType.Sos)]
    [InlineData("FA", SignalType.Smoke)]
    [InlineData("GA", SignalType.Gas)]
    [InlineData("WA", SignalType.Water)]
    [InlineData("NA", SignalType.Inactivity)]
    [InlineData("AT", SignalType.PowerFail)]
    [InlineData("YT", SignalType.LowBattery)]
    [InlineData("XT", SignalType.LowBattery)]
    [InlineData("TA", SignalType.Tamper)]
    [InlineData("RX", SignalType.Test)]
    [InlineData("RP", SignalType.Heartbeat)]
    [InlineData("RR", SignalType.Status)]
    [InlineData("BA", SignalType.Unknown)]
    [InlineData("KA", SignalType.Unknown)]
    [InlineData("UA", SignalType.Unknown)]
    [InlineData("ND", SignalType.Sos)]
    [InlineData("FM", SignalType.Smoke)]
    [InlineData("FG", SignalType.Smoke)]
    [InlineData("BM", SignalType.Unknown)]
    [InlineData("BV", SignalType.Unknown)]
    [InlineData("UX", SignalType.Unknown)]
    [InlineData("YM", SignalType.LowBattery)]
    [InlineData("JA", SignalType.Tamper)]
    [InlineData("CA", SignalType.Status)]
    [InlineData("OA", SignalType.Status)]
    [InlineData("CL", SignalType.Status)]
    [InlineData("CR", SignalType.Status)]
    [InlineData("YC", SignalType.Status)]
    [InlineData("YS", SignalType.Status)]
    [InlineData("ZZ", SignalType.Unknown)]
    [InlineData("TS", SignalType.Status)]
    [InlineData("MH", SignalType.Restore)]
    [InlineData("MR", SignalType.Restore)]
    [InlineData("QH", SignalType.Restore)]
    [InlineData("QR", SignalType.Restore)]
    [InlineData("AR", SignalType.Restore)]
    [InlineData("YR", SignalType.Restore)]
    [InlineData("TR", SignalType.Restore)]
    [InlineData("XR", SignalType.Restore)]
    [InlineData("YK", SignalType.Restore)]
    public void ASiaCodeHasItsMeaning(string code, SignalType type)
    {
        Assert.Equal(type, One($"#1234|N{code}001").Type);
        Assert.Equal(type, One($"#1234|Nri1/{code}001").Type);
        Assert.Equal(type, One($"#1234|Nri1{code}001").Type);
        Assert.Equal(type, One($"#1234|Nti12:30/id123/ri1/pi12/{code}001^text^").Type);
    }

    [Fact]
    public void ASlashMayBeMissingAndATextFollow()
    {
        var report = One("#1234|Nri1CL0^VX FRONTE ^");
        Assert.Equal((SignalType.Status, "CL0 ri1 VX FRONTE"), (report.Type, report.Detail));
    }

    [Fact]
    public void ATextIsNoEvent()
    {
        var report = One("#1234|Nri1/CL5^a/MA9 ^");
        Assert.Equal((SignalType.Status, "CL5 ri1 a/MA9"), (report.Type, report.Detail));
    }

    [Fact]
    public void AnOldEventIsDelayed()
    {
        Assert.True(One("#1234|Ori1/MA1").IsDelayed);
        Assert.False(One("#1234|Nri1/MA1").IsDelayed);
    }

    [Theory]
    [InlineData("#1234|Nri1/BA001/MA002/CL3")]
    [InlineData("#1234|Nri1/BA001|Nri1/CL3|Nri1/MA002")]
    [InlineData("#1234|Nri1/CL3][#1234|Nri1/BA001][#1234|Nri2/MA002")]
    [InlineData("#1234|1401 00 001|1130 00 001|1101 00 002")]
    public void SeveralEventsAreSeveralReportsTheCallForHelpFirst(string data)
    {
        var reports = Read(data);
        Assert.Equal([SignalType.Sos, SignalType.Unknown, SignalType.Status], reports.Select(report => report.Type));
        Assert.Equal(3, reports.Select(report => report.Identity).Distinct().Count());
        Assert.All(reports, report => Assert.Equal("1234", report.DeviceNumber));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#1234")]
    [InlineData("#1234|")]
    [InlineData("|")]
    public void NoDataIsALinkTest(string data) => Assert.Equal(SignalType.Heartbeat, One(data).Type);

    [Theory]
    [InlineData("#1234|?")]
    [InlineData("#1234|N")]
    [InlineData("#1234|12")]
    [InlineData("what")]
    public void WhatNobodyCanReadMayBeAnAlarm(string data)
    {
        var reading = new Dc09Protocol().Begin(_ => null).Read(Frame("SIA-DCS", data), Now);
        Assert.Equal(SignalType.Unknown, Assert.Single(reading.Reports).Type);
        Assert.Equal(Dc09Frames.Wrapped("\"ACK\"0001L0#1234[]"), reading.Answer);
    }

    [Fact]
    public void ALongListOfEventsStaysBoundedAndKeepsTheCallForHelp()
    {
        var reports = Read($"#1234|N{string.Concat(Enumerable.Repeat("CL1/", 1500))}MA1");
        Assert.Equal(64, reports.Count);
        Assert.Equal(SignalType.Sos, reports[0].Type);
    }

    [Fact]
    public void ALongTextIsShortened()
    {
        var report = One($"#1234|Nri1/MA1^{new string('x', 500)}^");
        Assert.Equal(200, report.Detail!.Length);
        Assert.Equal(SignalType.Sos, report.Type);
    }

    [Theory]
    [InlineData("_07:50:00,11-01-2026", false)]
    [InlineData("_07:49:59,11-01-2026", false)] // how old is too old is the intake's to say
    [InlineData("_09:00:00,11-01-2026", false)]
    [InlineData("", false)]
    [InlineData("][H07:59:59,11-01-2026]", true)]
    [InlineData("][H]", true)]
    public void AnEventThatWaitedIsDelayed(string tail, bool isDelayed)
    {
        var message = $"\"ADM-CID\"0001L0#1234[#1234|1101 00 001{(tail.StartsWith('_') ? "]" : "")}{tail}{(tail.Length == 0 ? "]" : "")}";
        Assert.Equal(isDelayed, Read(Dc09Frames.Wrapped(message))[0].IsDelayed);
    }

    [Fact]
    public void TheTimeOfTheEventComesBeforeTheTimeOfTheFrame()
    {
        var report = One("#1234|1101 00 001][H07:00:00,11-01-2026][M001122334455", "ADM-CID");
        Assert.Equal((Instant.FromUtc(2026, 11, 1, 7, 0), true), (report.OccurredAt, report.IsDelayed));
    }

    [Theory]
    [InlineData("X121W30.0", "Y31S15.0", -31.25, -121.5)]
    [InlineData("X121E30.0", "Y31N15.0", 31.25, 121.5)]
    [InlineData("X121E30.0", "Y91N00.0", null, null)]
    [InlineData("X121E60.0", "Y31N00.0", null, null)]
    [InlineData("X121E30.0", "Q", null, null)]
    [InlineData("X", "Y", null, null)]
    [InlineData("XE1", "YN1", null, null)]
    public void APositionIsReadOrLeftOut(string longitude, string latitude, double? north, double? east)
    {
        var report = One($"#1234|1101 00 001][{longitude}][{latitude}", "ADM-CID");
        Assert.Equal((SignalType.Sos, north, east), (report.Type, report.Latitude, report.Longitude));
    }

    [Fact]
    public void TheSameFrameIsTheSameReportAndAnyOtherIsAnother()
    {
        string[] messages =
        [
            "\"ADM-CID\"0001L0#1234[#1234|1101 00 001]",
            "\"ADM-CID\"0002L0#1234[#1234|1101 00 001]",
            "\"ADM-CID\"0001L1#1234[#1234|1101 00 001]",
            "\"ADM-CID\"0001R1L0#1234[#1234|1101 00 001]",
            "\"ADM-CID\"0001L0#1234[#1234|1101 00 002]",
            "\"ADM-CID\"0001L0#1234[#1234|1101 00 001]_07:59:59,11-01-2026",
            "\"ADM-CID\"0001L0#1234[#1234|1101 00 001]_07:59:58,11-01-2026",
        ];
        Assert.Equal(messages.Length, messages.Select(message => Read(Dc09Frames.Wrapped(message))[0].Identity).Distinct().Count());
        Assert.All(messages, message => Assert.Equal(Read(Dc09Frames.Wrapped(message))[0].Identity, Read(Dc09Frames.Wrapped(message))[0].Identity));
    }

    [Fact]
    public void AFrameThatIsBuiltIsAFrameOfTheField()
    {
        var message = new Dc09Message { Id = "SIA-DCS", Sequence = 4, Account = "1111", Data = "#1111|Nri1/PA501", ExtendedData = ["X006E07.7777777", "Y49N06.6666666"], Time = Instant.FromUtc(2021, 4, 22, 20, 45, 46) };
        Assert.Equal("\n5B09005B\"SIA-DCS\"0004L0#1111[#1111|Nri1/PA501][X006E07.7777777][Y49N06.6666666]_20:45:46,04-22-2021\r", Encoding.ASCII.GetString(Dc09Frames.Plain(message)));
    }

    private static DeviceReport One(string data, string id = "SIA-DCS") => Assert.Single(Read(data, id));

    private static IReadOnlyList<DeviceReport> Read(string data, string id = "SIA-DCS") => Read(Frame(id, data));

    private static IReadOnlyList<DeviceReport> Read(byte[] frame) => new Dc09Protocol().Begin(_ => null).Read(frame, Now).Reports;

    private static byte[] Frame(string id, string data) => Dc09Frames.Plain(new Dc09Message { Id = id, Sequence = 1, Account = "1234", Data = data });
}
