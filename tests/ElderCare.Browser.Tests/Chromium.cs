namespace ElderCare.Browser.Tests;

/// <summary>The browser of the machine; none is downloaded.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    public static bool IsThere => File.Exists(Path);

    /// <summary>Skips the test when there is no browser; fails it when everything is to be tested.</summary>
    public static void Demand()
    {
        const string missing = $"No browser: install chromium so that {Path} is there.";
        Assert.True(IsThere || Environment.GetEnvironmentVariable("ELDERCARE_TEST_ALL") != "1", missing);
        Skip.IfNot(IsThere, missing);
    }
}
