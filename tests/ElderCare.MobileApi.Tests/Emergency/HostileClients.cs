using System.Net;
using System.Net.Sockets;
using System.Text;
using ElderCare.Domain.Emergency;
using ElderCare.Integrations.Signing;
using ElderCare.MobileApi.Tests.Crash;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Emergency;

/// <summary>What somebody can do at the ports who means no good.</summary>
internal sealed class HostileClients(ServerPorts ports, HttpClient http)
{
    private const int FramesOfAConnection = 100, PacketsOfAConnection = 10, AtOnce = 4, DatagramsAtOnce = 50;
    private static readonly TimeSpan Longest = Patience.Most;

    /// <summary>Sends spoiled frames over many connections, and waits until the server has had them all.</summary>
    public Task SendFrames(DeviceProtocol protocol, int frames, int seed)
    {
        var each = protocol == DeviceProtocol.Mqtt ? PacketsOfAConnection : FramesOfAConnection; // a broker hangs up at the first wrong packet
        return Parallel.ForAsync(0, frames / each, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (connection, _) =>
        {
            var mutated = new MutatedFrames(protocol, new Random(unchecked(seed + connection)));
            await Converse(protocol, [.. Enumerable.Range(0, each).SelectMany(_ => mutated.Next())]);
        });
    }

    /// <summary>Sends spoiled datagrams, as fast as a socket of this machine takes them; how many arrived nobody knows.</summary>
    public async Task SendDatagrams(int frames, int seed)
    {
        var mutated = new MutatedFrames(DeviceProtocol.Dc09, new Random(seed));
        using var socket = new UdpClient();
        socket.Connect(IPAddress.Loopback, ports.Of(DeviceProtocol.Dc09));
        for (var sent = 1; sent <= frames; sent++)
        {
            await socket.SendAsync(mutated.Next());
            if (sent % DatagramsAtOnce == 0) await Task.Delay(1); // a buffer of the system that overflows would test nothing
        }
    }

    /// <summary>Sends spoiled events, signed as they should be.</summary>
    public Task SendEvents(int events, int seed) => Parallel.ForAsync(0, AtOnce, async (client, _) =>
    {
        var mutated = new MutatedFrames(DeviceProtocol.Http, new Random(unchecked(seed + client)));
        for (var sent = 0; sent < events / AtOnce; sent++)
        {
            using var answer = await SendEvent(mutated.Next(), "demo-device-key");
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        }
    });

    public async Task<HttpResponseMessage> SendEvent(byte[] body, string key, Duration clock = default)
    {
        var signature = RequestSignature.Sign(body, Encoding.ASCII.GetBytes(key), SystemClock.Instance.GetCurrentInstant() + clock);
        return await SendSigned(body, signature);
    }

    public async Task<HttpResponseMessage> SendSigned(byte[] body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/device-events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Vendor", "demo");
        request.Headers.Add(RequestSignature.Header, signature);
        return await http.SendAsync(request);
    }

    /// <summary>Begins a frame and never ends it, for ten megabytes; ends when the server has let the connection go.</summary>
    public Task SendWithoutEnd(DeviceProtocol protocol)
    {
        var endless = new byte[10_000_000];
        Array.Fill(endless, (byte)'A');
        new MutatedFrames(protocol, new Random(1)).Half().CopyTo(endless, 0);
        return Converse(protocol, endless);
    }

    /// <summary>Connections that say nothing, or half a frame, and stay.</summary>
    public async Task<IReadOnlyList<IDisposable>> Hold(DeviceProtocol protocol, int connections, bool saysHalf)
    {
        var held = new List<IDisposable>();
        for (var one = 0; one < connections; one++)
        {
            var client = new TcpClient();
            held.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, ports.Of(protocol));
            if (saysHalf) await client.GetStream().WriteAsync(new MutatedFrames(protocol, new Random(one)).Half());
        }
        return held;
    }

    /// <summary>Says something, hears all that is answered, and ends when the server has ended.</summary>
    private async Task Converse(DeviceProtocol protocol, byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, ports.Of(protocol));
        var stream = client.GetStream();
        var heard = Drain(stream);
        try
        {
            await stream.WriteAsync(bytes).AsTask().WaitAsync(Longest);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            // the server has had enough
        }
        await heard.WaitAsync(Longest);
    }

    private static async Task Drain(NetworkStream stream)
    {
        var buffer = new byte[4_096];
        try
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
                // what is answered to nonsense does not matter
            }
        }
        catch (IOException)
        {
            // closed with a reset, since there was more to be read
        }
    }
}
