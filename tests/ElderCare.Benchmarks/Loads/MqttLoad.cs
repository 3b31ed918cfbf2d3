using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElderCare.Benchmarks.Servers;
using MQTTnet;
using MQTTnet.Protocol;
using NodaTime;

namespace ElderCare.Benchmarks.Loads;

/// <summary>Devices that each publish the next press with QoS 1 when the last one is acknowledged.</summary>
/// <param name="server">A broker on this machine.</param>
/// <param name="port">Where it listens.</param>
/// <param name="numbers">The devices, a connection each.</param>
/// <param name="password">What they all sign in with.</param>
internal sealed class MqttLoad(IServer server, int port, IReadOnlyList<string> numbers, string password) : ILoad, IDisposable
{
    private readonly List<IMqttClient> _clients = [];
    private int _sequence;

    public async Task<Slice> Run(TimeSpan length)
    {
        while (_clients.Count < numbers.Count) _clients.Add(await Connect(numbers[_clients.Count]));
        var (began, cpuBefore) = (Stopwatch.GetTimestamp(), server.CpuTime);
        var all = await Task.WhenAll(_clients.Zip(numbers, (client, number) => Task.Run(() => Publish(client, number, began, length))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var milliseconds = all.SelectMany(one => one.Milliseconds).ToList();
        return new(milliseconds.Count / seconds, milliseconds, (server.CpuTime - cpuBefore).TotalMicroseconds / Math.Max(1, milliseconds.Count), all.Count(one => one.Fault is not null), all.Select(one => one.Fault).FirstOrDefault(fault => fault is not null));
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private async Task<IMqttClient> Connect(string number)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId(number).WithCredentials(number, password).Build());
        return client;
    }

    private async Task<(List<double> Milliseconds, string? Fault)> Publish(IMqttClient client, string number, long began, TimeSpan length)
    {
        var milliseconds = new List<double>(4096);
        try
        {
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                var body = string.Create(CultureInfo.InvariantCulture, $$"""{"sequence":{{Interlocked.Increment(ref _sequence)}},"type":"sos","occurredAt":"{{SystemClock.Instance.GetCurrentInstant()}}","batteryPercent":80,"latitude":37.5,"longitude":122.1}""");
                var press = new MqttApplicationMessageBuilder().WithTopic($"devices/{number}/events").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithPayload(Encoding.UTF8.GetBytes(body)).Build();
                var sent = Stopwatch.GetTimestamp();
                var answer = await client.PublishAsync(press);
                if (!answer.IsSuccess) return (milliseconds, answer.ReasonCode.ToString());
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            return (milliseconds, null);
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException fault)
        {
            return (milliseconds, fault.Message);
        }
    }
}
