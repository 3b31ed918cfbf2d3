using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Devices;

/// <summary>Faults of devices, as the titles of the work that they make.</summary>
internal static class DeviceFaultWords
{
    public static readonly Bilingual Silent = new("报警设备没有心跳，请检查线路和电源。", "A device is silent; check its line and power.");
    public static readonly Bilingual LongSilent = new("报警设备一天没有消息，请上门看望老人并检查设备。", "A device has been silent for a day; visit the person and look at the device.");
    public static readonly Bilingual NeverActivated = new("报警设备装好后从未试按，请联系老人试一次。", "A device was installed and never tested; call the person for a first test.");
    public static readonly Bilingual LowBattery = new("报警设备电量不足，请充电或更换电池。", "A device's battery is low; charge or change it.");
    public static readonly Bilingual MainsLost = new("报警设备断电，请联系老人检查插座和电源。", "A device has lost its mains; call the person about its socket.");
    public static readonly Bilingual SimLapses = new("报警设备的流量卡快到期，请续费。", "A device's SIM is about to lapse; renew it.");
    public static readonly Bilingual Untested = new("报警设备一个多月没有试按，请联系老人试一次。", "A device has not been tested for over a month; call the person for a test.");
}
