using MessagePack;

namespace ElderCare.MobileApi.Tests.Realtime;

/// <summary>An envelope as a client reads it, in JSON and in MessagePack.</summary>
[MessagePackObject]
public sealed record EventSeen
{
    [Key("sequence")]
    public long Sequence { get; init; }

    [Key("type")]
    public string Type { get; init; } = "";

    [Key("occurredAt")]
    public string OccurredAt { get; init; } = "";

    [Key("subjectId")]
    public string SubjectId { get; init; } = "";

    [Key("data")]
    public object? Data { get; init; }
}
