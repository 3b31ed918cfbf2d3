using NodaTime;

namespace ElderCare.Integrations.Devices.Protocols.Dc09;

/// <summary>What a panel or a receiver says in one DC-09 frame.</summary>
public sealed record Dc09Message
{
    /// <summary>The token, without the star of an encrypted one: <c>SIA-DCS</c>, <c>ADM-CID</c>, <c>NULL</c>, <c>ACK</c>, <c>NAK</c>, <c>DUH</c>.</summary>
    public required string Id { get; init; }

    /// <summary>0 to 9999.</summary>
    public required int Sequence { get; init; }

    /// <summary>The receiver, one to six hexadecimal digits; null leaves it out.</summary>
    public string? Receiver { get; init; }

    /// <summary>The line, up to six hexadecimal digits; some panels send none.</summary>
    public string Line { get; init; } = "0";

    /// <summary>The account in the head; null leaves it out.</summary>
    public string? Account { get; init; }

    /// <summary>Between the brackets, such as <c>#1234|1101 00 001</c>.</summary>
    public string Data { get; init; } = "";

    /// <summary>Each with its letter first and without its brackets.</summary>
    public IReadOnlyList<string> ExtendedData { get; init; } = [];

    /// <summary>The sender's clock; an encrypted frame must have it.</summary>
    public Instant? Time { get; init; }

    /// <summary>What stands between the token and the opening bracket; a receiver sends it back as it came.</summary>
    internal string Route => $"{Sequence:D4}{(Receiver is null ? "" : "R" + Receiver)}L{Line}{(Account is null ? "" : "#" + Account)}";

    /// <summary>What stands behind the opening bracket of a plain frame.</summary>
    internal string Body => $"{Data}]{string.Concat(ExtendedData.Select(one => $"[{one}]"))}{(Time is { } time ? Dc09Time.Of(time) : "")}";
}
