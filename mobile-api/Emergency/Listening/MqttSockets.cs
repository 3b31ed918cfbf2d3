using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace ElderCare.MobileApi.Emergency.Listening;

/// <summary>
/// The connections of the embedded broker, over the sockets that all device ports use. The broker's own would make room for all that a
/// packet says it has, up to 256 MB, before it knows who sends it; see <see cref="MqttStream"/>.
/// </summary>
internal sealed class MqttSockets(IPEndPoint at, int largestPacket, IConnectionListenerFactory sockets, Action tooLong) : IMqttServerAdapter
{
    private readonly CancellationTokenSource _stop = new();
    private IConnectionListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public async Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        _listener = await sockets.BindAsync(at, _stop.Token);
        _accepting = Accept(_listener, options, logger);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_listener is not null) await _listener.DisposeAsync();
        await _accepting;
    }

    public void Dispose() => _stop.Dispose();

    private async Task Accept(IConnectionListener listener, MqttServerOptions options, IMqttNetLogger logger)
    {
        try
        {
            while (await listener.AcceptAsync(_stop.Token) is { } connection) _ = Task.Run(() => Serve(connection, options, logger), CancellationToken.None);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the broker stops
        }
    }

    private async Task Serve(ConnectionContext connection, MqttServerOptions options, IMqttNetLogger logger)
    {
        await using (connection)
        {
            await using var stream = new MqttStream(connection.Transport, largestPacket, tooLong);
            var channel = new MqttTcpChannel(stream, connection.LocalEndPoint, connection.RemoteEndPoint, null);
            using var adapter = new MqttChannelAdapter(channel, new MqttPacketFormatterAdapter(new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax)), logger);
            if (ClientHandler is { } handler) await handler(adapter); // its faults are its own: it tells the logger of them
        }
    }
}

/// <summary>
/// The bytes of one connection. It follows where packets begin, and ends the connection at the head of one that says it is longer than any
/// may be: who reads packets makes room by that head.
/// </summary>
internal sealed class MqttStream(IDuplexPipe pipe, int largestPacket, Action tooLong) : Stream
{
    private const int BitsOfLength = 7, MostBitsOfLength = 28, MoreFollows = 0x80;
    private readonly Stream _input = pipe.Input.AsStream(leaveOpen: true), _output = pipe.Output.AsStream(leaveOpen: true);
    private bool _isInLength;
    private int _length, _bits, _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _input.ReadAsync(buffer, cancellationToken);
        Follow(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _output.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _output.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>A packet is a byte of what it is, its length in seven bits a byte with the lowest first, and so many bytes.</summary>
    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_rest > 0)
            {
                var passed = Math.Min(_rest, bytes.Length);
                _rest -= passed;
                bytes = bytes[passed..];
                continue;
            }
            if (_isInLength) AddToLength(bytes[0]);
            else (_isInLength, _length, _bits) = (true, 0, 0);
            bytes = bytes[1..];
        }
    }

    private void AddToLength(byte one)
    {
        _length |= (one & ~MoreFollows) << _bits;
        _bits += BitsOfLength;
        if (_length > largestPacket || _bits > MostBitsOfLength)
        {
            tooLong();
            throw new IOException("A packet says that it is longer than any may be.");
        }
        if ((one & MoreFollows) != 0) return;
        _isInLength = false;
        _rest = _length;
    }
}
