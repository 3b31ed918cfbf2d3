using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ElderCare.Domain.Reviews;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/reviews.json</c>, in which every figure says where it comes from.</summary>
public static class ReviewPolicies
{
    private const string File = "policies/reviews.json";

    private static readonly JsonSerializerOptions Exactly = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The policy about reviews.</summary>
    /// <exception cref="InvalidDataException">A figure is missing, unknown, out of range or without evidence.</exception>
    public static ReviewPolicy Read() => Parse(ReferenceData.TextOf(File));

    internal static ReviewPolicy Parse(string text)
    {
        try
        {
            var root = JsonNode.Parse(text)!.AsObject();
            var weights = Figures(root, "weights").ToDictionary(figure => ReasonOf(figure.Key), figure => figure.Value);
            if (Enum.GetValues<ReviewReason>().Except(weights.Keys).ToList() is [var missing, ..]) throw Bad(JsonNamingPolicy.CamelCase.ConvertName(missing.ToString()), "is missing");
            if (weights.FirstOrDefault(weight => weight.Value >= 1) is { Value: > 0 } sure) throw Bad(JsonNamingPolicy.CamelCase.ConvertName(sure.Key.ToString()), "must be below 1: nothing is certain");
            var limits = new JsonObject(Figures(root, "limits").Select(figure => KeyValuePair.Create(figure.Key, (JsonNode?)figure.Value)));
            return new(weights, limits.Deserialize<ReviewLimits>(Exactly)!);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or NullReferenceException)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }

    private static IEnumerable<KeyValuePair<string, double>> Figures(JsonObject root, string part)
    {
        foreach (var (name, figure) in root[part]!.AsObject())
        {
            if (string.IsNullOrWhiteSpace((string?)figure!["evidence"])) throw Bad(name, "says not where it comes from");
            yield return KeyValuePair.Create(name, figure["value"]!.GetValue<double>() is >= 0 and var value ? value : throw Bad(name, "must not be below 0"));
        }
    }

    private static ReviewReason ReasonOf(string name) =>
        Enum.GetValues<ReviewReason>().Where(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) == name).Select(reason => (ReviewReason?)reason).SingleOrDefault() ?? throw Bad(name, "is no reason");

    private static InvalidDataException Bad(string field, string why) => new($"seed-data/{File}: {field}: {why}.");
}
