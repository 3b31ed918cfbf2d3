using System.Text.Json;
using ElderCare.Domain.HomeServices;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Reads <c>policies/home_services.json</c>.</summary>
public static class HomeServicePolicies
{
    private const string File = "policies/home_services.json";

    /// <summary>The policy about visits at home.</summary>
    /// <exception cref="InvalidDataException">A field is missing or out of range.</exception>
    public static HomeServicePolicy Read() => Parse(ReferenceData.TextOf(File));

    /// <summary>What can be booked from the start.</summary>
    /// <exception cref="InvalidDataException">A field is missing or out of range.</exception>
    public static IReadOnlyList<ServiceItem> Items() => Reading(ReferenceData.TextOf(File), root => (IReadOnlyList<ServiceItem>)[.. root.GetProperty("items").EnumerateArray().Select(ItemOf)]);

    internal static HomeServicePolicy Parse(string text) => Reading(text, PolicyOf);

    private static T Reading<T>(string text, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return read(json.RootElement);
        }
        catch (Exception bad) when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"seed-data/{File}: {bad.Message}", bad);
        }
    }

    private static HomeServicePolicy PolicyOf(JsonElement root)
    {
        var (booking, offers, travel, proof, billing) = (root.GetProperty("booking"), root.GetProperty("offers"), root.GetProperty("travel"), root.GetProperty("proof"), root.GetProperty("billing"));
        return new()
        {
            BookableAhead = Duration.FromDays(AboveZero(booking, "aheadDays")),
            PlanDaysAhead = AboveZero(root.GetProperty("plans"), "daysAhead"),
            PlanVisitsAWeek = AboveZero(root.GetProperty("plans"), "visitsAWeek"),
            ShortestMinutes = AboveZero(booking, "shortestMinutes"),
            LongestMinutes = AboveZero(booking, "longestMinutes"),
            CancelFreelyBefore = Duration.FromMinutes(AboveZero(booking, "cancelFreelyBeforeMinutes")),
            Offers = new(
                Duration.FromSeconds(AboveZero(offers, "seconds")), Whole(offers, "waves"), Duration.FromHours(AboveZero(offers, "leaveToPeopleHours")), Duration.FromMinutes(AboveZero(offers, "askAgainMinutes"))),
            Weights = WeightsOf(root.GetProperty("weights")),
            Scales = ScalesOf(root.GetProperty("scales")),
            UsualHours = (root.GetProperty("usualHours").GetProperty("fromMinute").GetInt32(), AboveZero(root.GetProperty("usualHours"), "untilMinute")),
            MetresPerMinute = AboveZero(travel, "metresPerMinute"),
            BetweenVisitsMinutes = AboveZero(travel, "betweenVisitsMinutes"),
            MostMinutesADay = AboveZero(travel, "mostMinutesADay"),
            Proof = new(
                AboveZero(proof, "fenceMetres"), AboveZero(proof, "fenceMetresRural"), Duration.FromMinutes(AboveZero(proof, "codeMinutes")), Duration.FromMinutes(AboveZero(proof, "lateAfterMinutes")),
                Duration.FromHours(AboveZero(proof, "oldestStampHours")), Duration.FromMinutes(AboveZero(proof, "earlyBeforeMinutes")), Duration.FromMinutes(AboveZero(proof, "lateBeginMinutes")), Duration.FromMinutes(AboveZero(proof, "clockAheadMinutes")),
                AboveZero(proof, "byHandBasisPoints"), Duration.FromMinutes(AboveZero(proof, "nobodyHomeAfterMinutes")), AboveZero(proof, "nobodyHomeFeeFen")),
            Quality = new(AboveZero(root.GetProperty("quality"), "poorStars"), AboveZero(root.GetProperty("quality"), "suspendAtPoor")),
            Billing = new(AboveZero(billing, "unitMinutes"), AboveZero(billing, "roundUpFromMinutes"), AboveZero(billing, "completeBasisPoints")),
            ConfirmWithin = Duration.FromHours(AboveZero(root, "confirmWithinHours")),
            Guarantee = new(AboveZero(root.GetProperty("guarantee"), "warnBelowBasisPoints"), AboveZero(root.GetProperty("guarantee"), "interviewBelowBasisPoints")),
            CallBackBasisPoints = AboveZero(root, "callBackBasisPoints"),
            NoShowAfter = [.. Whole(root, "noShowAfterMinutes").Select(minutes => Duration.FromMinutes(minutes))],
        };
    }

    private static MatchWeights WeightsOf(JsonElement row)
    {
        var weights = new MatchWeights(Part(row, "continuity"), Part(row, "distance"), Part(row, "load"), Part(row, "rating"), Part(row, "fairness"));
        var sum = weights.Continuity + weights.Distance + weights.Load + weights.Rating + weights.Fairness;
        return Math.Abs(sum - 1) < 1e-9 ? weights : throw new InvalidDataException($"seed-data/{File}: weights: must sum to 1.");
    }

    private static MatchScales ScalesOf(JsonElement row) =>
        new(AboveZero(row, "familiarVisits"), Part(row, "familiarPart"), AboveZero(row, "halfMetres"), AboveZero(row, "unratedStars"), AboveZero(row, "fullDaysAWeek"));

    private static ServiceItem ItemOf(JsonElement row)
    {
        var code = row.GetProperty("code").GetString()!;
        var unit = Enum.Parse<ServiceUnit>(row.GetProperty("unit").GetString()!, ignoreCase: true);
        return new()
        {
            Id = DemoIds.Of("serviceItem", code),
            Code = code,
            NameZh = row.GetProperty("nameZh").GetString()!,
            NameEn = row.GetProperty("nameEn").GetString()!,
            Unit = unit,
            PriceFen = AboveZero(row, "priceFen"),
            JobMinutes = unit == ServiceUnit.Job ? AboveZero(row, "jobMinutes") : 0,
            Certificate = row.TryGetProperty("certificate", out var certificate) ? certificate.GetString() : null,
            Workers = AboveZero(row, "workers"),
            IsOffered = true,
        };
    }

    private static IReadOnlyList<int> Whole(JsonElement row, string field) => [.. row.GetProperty(field).EnumerateArray().Select(one => one.GetInt32())];

    private static double Part(JsonElement row, string field) =>
        row.GetProperty(field).GetDouble() is >= 0 and <= 1 and var part ? part : throw new InvalidDataException($"seed-data/{File}: {field}: must be 0 to 1.");

    private static int AboveZero(JsonElement row, string field) => row.GetProperty(field).TryGetInt32(out var value) && value > 0
        ? value
        : throw new InvalidDataException($"seed-data/{File}: {field}: must be a whole number above 0.");
}
