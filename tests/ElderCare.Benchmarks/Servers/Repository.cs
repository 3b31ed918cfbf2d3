namespace ElderCare.Benchmarks.Servers;

/// <summary>Where the sources and the built program are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The real program as it was built in Release.</summary>
    public static string MobileApi => Path.Combine(Root, "mobile-api/bin/Release/net10.0/ElderCare.MobileApi.dll");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ElderCare.sln"))) return folder;
        }
        throw new InvalidOperationException("The benchmarks run from their repository.");
    }
}
