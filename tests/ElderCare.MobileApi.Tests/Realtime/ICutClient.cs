namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>A client that follows its events and whose line can be cut.</summary>
internal interface ICutClient : IAsyncDisposable
{
    /// <summary>What it has received.</summary>
    SeenEvents Seen { get; }

    /// <summary>Follows until it is disposed of.</summary>
    Task Follow();

    /// <summary>Cuts the line at once, without a word to the server; waits first until there is one.</summary>
    Task Cut();
}
