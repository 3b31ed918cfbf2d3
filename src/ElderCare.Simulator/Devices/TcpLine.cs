using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using NodaTime;

namespace ElderCare.Simulator.Devices;

/// <summary>A connection that stays, as long as both sides keep it.</summary>
internal sealed class TcpLine(PlayedDevice device, ServerAddress server) : DeviceLine
{
    private readonly Dialect _dialect = Dialect.Of(device.Kind);
    private NetworkStream? _stream;
    private PipeReader? _answers;

    public override async Task<Answer> Tell(PlayedAlarm alarm, Manner manner, Instant now, CancellationToken ct)
    {
        try
        {
            if (_stream is null) await Open(ct);
            await Write(_dialect.FrameOf(alarm, now), manner, ct);
            while (true)
            {
                var answer = _dialect.Read(await Next(ct), alarm);
                if (answer != Answer.Other) return answer;
            }
        }
        catch (Exception broken)
        {
            await DisposeAsync();
            if (broken is SocketException or InvalidOperationException) throw new IOException(broken.Message, broken);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_answers is not null) await _answers.CompleteAsync();
        _stream?.Dispose();
        (_stream, _answers) = (null, null);
    }

    private async Task Open(CancellationToken ct)
    {
        var at = server.Of(device.Kind);
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(at, ct);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        _stream = new NetworkStream(socket, ownsSocket: true);
        _answers = PipeReader.Create(_stream);
        foreach (var greeting in _dialect.Greetings(device))
        {
            await _stream.WriteAsync(greeting, ct);
            await Next(ct);
        }
    }

    private async Task Write(byte[] frame, Manner manner, CancellationToken ct)
    {
        var end = manner.DropAt is { } share ? Math.Clamp((int)(share * frame.Length), 1, frame.Length - 1) : frame.Length;
        var begin = 0;
        foreach (var cut in manner.Cuts.Select(cut => (int)(cut * frame.Length)).Order().Where(cut => cut < end))
        {
            if (cut <= begin) continue;
            await _stream!.WriteAsync(frame.AsMemory(begin..cut), ct);
            await Task.Delay(1, ct); // so that the pieces arrive as pieces
            begin = cut;
        }
        await _stream!.WriteAsync(frame.AsMemory(begin..end), ct);
        if (end < frame.Length) throw new DroppedException();
    }

    private async Task<byte[]> Next(CancellationToken ct)
    {
        while (true)
        {
            var read = await _answers!.ReadAsync(ct);
            var rest = read.Buffer;
            if (_dialect.TryCut(ref rest, out var answer))
            {
                var bytes = answer.ToArray();
                _answers.AdvanceTo(rest.Start);
                return bytes;
            }
            _answers.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) throw new IOException("The server has closed the connection.");
        }
    }
}
