using System.Net.Sockets;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>Datagrams, of which any may get lost.</summary>
internal sealed class UdpLine(PlayedDevice device, ServerAddress server) : DeviceLine
{
    private readonly Dialect _dialect = Dialect.Of(device.Kind);
    private UdpClient? _socket;

    public override async Task<Answer> Tell(PlayedAlarm alarm, Manner manner, Instant now, CancellationToken ct)
    {
        try
        {
            if (_socket is null)
            {
                _socket = new UdpClient(server.Of(device.Kind).AddressFamily);
                _socket.Connect(server.Of(device.Kind));
            }
            if (manner.DropAt is not null) throw new DroppedException(); // the network has lost it
            await _socket.SendAsync(_dialect.FrameOf(alarm, now), ct);
            while (true)
            {
                var answer = _dialect.Read((await _socket.ReceiveAsync(ct)).Buffer, alarm);
                if (answer != Answer.Other) return answer;
            }
        }
        catch (Exception broken)
        {
            await DisposeAsync();
            if (broken is SocketException) throw new IOException(broken.Message, broken);
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        _socket = null;
        return ValueTask.CompletedTask;
    }
}
