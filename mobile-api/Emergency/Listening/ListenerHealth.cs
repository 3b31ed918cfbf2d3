using System.Collections.Concurrent;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>Whether every listener that is switched on listens.</summary>
internal sealed class ListenerHealth
{
    private readonly ConcurrentDictionary<string, bool> _listens = new();

    /// <summary>Whether all of them do.</summary>
    public bool AllListen => _listens.Values.All(listens => listens);

    /// <summary>A listener says whether it does.</summary>
    public void Set(string name, bool listens) => _listens[name] = listens;
}
