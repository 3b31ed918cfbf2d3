namespace ElderCare.Benchmarks.Servers;

/// <summary>The other yardstick of P7: socket.io as it is shipped, with one room of WebSockets that it tells what is posted.</summary>
internal static class SocketIo
{
    /// <summary>Where its WebSockets are opened, in the fourth version of its wire.</summary>
    public const string Screens = "/socket.io/?EIO=4&transport=websocket";

    /// <summary>Starts it, or says why it cannot and answers null.</summary>
    public static async Task<ServerProcess?> Start(BenchmarkCity city) => await NodePackages.Have("P7 against socket.io", "socket.io/package.json")
        ? await ServerProcess.Start("node", _ => [Path.Combine(NodePackages.Folder, "send-to-all.mjs")], new Dictionary<string, string>(), Path.Combine(city.Folder, "socket-io.log"))
        : null;
}
