using System.IO.Pipelines;

namespace ElderCare.MobileApi.Emergency.Listening;

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
