using System.Runtime.CompilerServices;
using System.Text.Json;
using ElderCare.Data.Feed;

namespace ElderCare.MobileApi.Realtime;

/// <summary>An event as the hub and the feed send it.</summary>
/// <param name="Sequence">Rises with gaps; below 2^53.</param>
/// <param name="Type">Such as <c>mealOrder.changed</c>.</param>
/// <param name="OccurredAt">When, in UTC.</param>
/// <param name="SubjectId">The record that changed.</param>
/// <param name="Data">What a row of a list shows.</param>
internal sealed record Envelope(long Sequence, string Type, string OccurredAt, string SubjectId, object? Data)
{
    private static readonly ConditionalWeakTable<EventRow, Envelope> Shared = [];

    /// <summary>As <see cref="Of"/>, made once for all to whom the same row is sent.</summary>
    public static Envelope SharedOf(EventRow row) => Shared.GetValue(row, Of);

    /// <summary>Plain maps, lists, texts and numbers, so that JSON and MessagePack carry the same.</summary>
    public static Envelope Of(EventRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return new(row.Sequence, row.Type, NodaTime.Text.InstantPattern.ExtendedIso.Format(row.OccurredAt), row.SubjectId, Plain(data.RootElement));
    }

    /// <summary>A JSON value as maps, lists, texts and numbers.</summary>
    public static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
