using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>Which clients of the embedded broker listen for a device's acknowledgements, so that one is handed to them and not looked for among all.</summary>
internal sealed class MqttSubscribers
{
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> _clients = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Of(string number) => _clients.GetValueOrDefault(number) ?? [];

    public void Add(string number, string client) => _clients.AddOrUpdate(number, _ => [client], (_, clients) => clients.Add(client));

    public void Remove(string number, string client)
    {
        while (_clients.TryGetValue(number, out var clients))
        {
            var rest = clients.Remove(client);
            if (rest.Count > 0 ? _clients.TryUpdate(number, rest, clients) : _clients.TryRemove(new(number, clients))) return;
        }
    }
}
