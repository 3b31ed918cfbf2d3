using System.Text.Json;

namespace ElderCare.Data.Writing;

/// <summary>An event as the feed keeps it, for those whom it is addressed to; made before its unit, so that the writer has less to do.</summary>
public sealed class PreparedEvent
{
    private PreparedEvent(string type, string subjectId, string data, IReadOnlyList<string> audiences) =>
        (Type, SubjectId, Data, Audiences, Together) = (type, subjectId, data, audiences, string.Join(' ', audiences));

    /// <param name="type">Type on the wire.</param>
    /// <param name="subjectId">The record that changed.</param>
    /// <param name="data">What a row of a list shows; no ID number, no health note.</param>
    /// <param name="audiences">Addresses such as <c>canteen:ID</c>.</param>
    public static PreparedEvent Of(string type, string subjectId, object data, IReadOnlyList<string> audiences) =>
        new(type, subjectId, JsonSerializer.Serialize(data, StoredJson.Options), audiences);

    /// <summary>The same news by another type, for others.</summary>
    public PreparedEvent As(string type, IReadOnlyList<string> audiences) => new(type, SubjectId, Data, audiences);

    internal string Type { get; }

    internal string SubjectId { get; }

    internal string Data { get; }

    internal IReadOnlyList<string> Audiences { get; }

    /// <summary>All audiences, separated by blanks.</summary>
    internal string Together { get; }
}
