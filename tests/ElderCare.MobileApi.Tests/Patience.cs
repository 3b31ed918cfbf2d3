namespace ElderCare.MobileApi.Tests;

/// <summary>How long a test waits for what has to come: so long that only what never comes is missed, however busy the machine is.</summary>
internal static class Patience
{
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(2);
}
