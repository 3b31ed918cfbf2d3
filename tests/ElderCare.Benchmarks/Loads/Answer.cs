using System.Buffers.Text;
using System.Text;

namespace ElderCare.Benchmarks.Loads;

/// <summary>An HTTP/1.1 answer as it arrives: only what a load generator must know of it.</summary>
internal sealed class Answer
{
    private const int HeadOfStatus = 9;
    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private int _bodyAt;
    private int _bodyLength;

    public Memory<byte> Free => _bytes.AsMemory(_length);

    public bool IsComplete { get; private set; }

    public int Status { get; private set; }

    public void Clear() => (_length, _bodyAt, IsComplete) = (0, 0, false);

    public void Take(int count)
    {
        _length += count;
        var bytes = _bytes.AsSpan(0, _length);
        if (_bodyAt == 0)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0) return;
            _bodyAt = end + 4;
            ReadHead(bytes[.._bodyAt]);
        }
        IsComplete = _bodyLength >= 0 ? _length >= _bodyAt + _bodyLength : bytes[_bodyAt..].EndsWith("0\r\n\r\n"u8);
    }

    public override string ToString() => Encoding.UTF8.GetString(_bytes.AsSpan(0, _length));

    private void ReadHead(ReadOnlySpan<byte> head)
    {
        Utf8Parser.TryParse(head[HeadOfStatus..], out int status, out _);
        Status = status;
        _bodyLength = head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0 ? -1 : 0;
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0) Utf8Parser.TryParse(head[(at + 18)..], out _bodyLength, out _);
    }
}
