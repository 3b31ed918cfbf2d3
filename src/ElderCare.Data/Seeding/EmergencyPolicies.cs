using System.Text.Json;
using ElderCare.Domain.Emergency;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/emergency.json</c>.</summary>
public static class EmergencyPolicies
{
    private const string File = "policies/emergency.json";

    /// <summary>The policy about emergencies.</summary>
    /// <exception cref="InvalidDataException">A field is missing or out of range.</exception>
    public static EmergencyPolicy Read() => Parse(ReferenceData.TextOf(File));

    internal static EmergencyPolicy Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var ladders = root.GetProperty("ladders").EnumerateArray().Select(LadderOf).ToList();
            if (ladders.Count(ladder => ladder.DivisionCode is null) != 1) throw Bad("ladders", "exactly one must be for everywhere else (divisionCode null)");
            var strangers = root.GetProperty("strangers");
            return new(
                Seconds(root, "claimerLostSeconds"), Seconds(root, "wrapUpSeconds"), Seconds(root, "responderAnswersWithinSeconds"), Seconds(root, "lateAfterSeconds"), Seconds(root, "probeSilentSeconds"),
                new(AboveZero(strangers, "incidents"), Seconds(strangers, "withinSeconds")), ladders);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }

    private static DivisionLadder LadderOf(JsonElement ladder)
    {
        var rungs = ladder.GetProperty("rungs").Deserialize<List<EscalationRung>>(StoredJson.Options)!;
        if (rungs is not [{ AfterSeconds: 0 }, ..]) throw Bad("rungs", "the first must be at 0 seconds");
        if (rungs.Zip(rungs.Skip(1)).Any(pair => pair.First.AfterSeconds >= pair.Second.AfterSeconds)) throw Bad("afterSeconds", "each rung must be later than the one before");
        if (rungs.Exists(rung => rung.OfferTo < EscalationRung.Everybody || rung.Acts is null)) throw Bad("offerTo", "must be -1, 0 or more, and acts a list");
        return new(ladder.GetProperty("divisionCode").GetString(), new(rungs, (int)Seconds(ladder, "repeatAfterSeconds").TotalSeconds));
    }

    private static Duration Seconds(JsonElement root, string field) => Duration.FromSeconds(AboveZero(root, field));

    private static int AboveZero(JsonElement root, string field) => root.GetProperty(field).TryGetInt32(out var number) && number > 0
        ? number
        : throw Bad(field, "must be a whole number above 0");

    private static InvalidDataException Bad(string field, string why) => new($"seed-data/{File}: {field}: {why}.");
}
