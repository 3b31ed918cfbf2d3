using System.Text.Json;
using System.Text.Json.Nodes;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Funding;

/// <summary>For what, for whom, where, and how much at most a fund pays; in a change what is absent stays and null takes it away.</summary>
internal record FundTermsRequest
{
    private const int MostOfAList = 50;

    /// <inheritdoc cref="Fund.Purpose"/>
    public string? Purpose { get; init; }

    /// <inheritdoc cref="Fund.Categories"/>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <inheritdoc cref="Fund.AgeFrom"/>
    public int? AgeFrom { get; init; }

    /// <inheritdoc cref="Fund.AgeTo"/>
    public int? AgeTo { get; init; }

    /// <inheritdoc cref="Fund.Divisions"/>
    public IReadOnlyList<string>? Divisions { get; init; }

    /// <inheritdoc cref="Fund.CanteenTags"/>
    public IReadOnlyList<string>? CanteenTags { get; init; }

    /// <inheritdoc cref="Fund.MonthlyCapFen"/>
    public long? MonthlyCapFen { get; init; }

    /// <inheritdoc cref="Fund.YearlyCapFen"/>
    public long? YearlyCapFen { get; init; }

    /// <summary>The terms that hold with the members of a change put over them.</summary>
    /// <exception cref="RequestProblem">400 when a member has the wrong type.</exception>
    public static FundTermsRequest Merge(FundTerms now, JsonObject change)
    {
        var merged = JsonSerializer.SerializeToNode(now, Json.Options)!.AsObject();
        foreach (var (name, value) in change) merged[name] = value?.DeepClone();
        try
        {
            return merged.Deserialize<FundTermsRequest>(Json.Options)!;
        }
        catch (JsonException wrong)
        {
            throw RequestProblem.Invalid(wrong.Path is { Length: > 2 } path ? path[2..] : "body", "格式不对。", "It has the wrong type or form.", "request.malformed");
        }
    }

    /// <summary>The terms, once every field is valid.</summary>
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public FundTerms Read(FieldErrors errors, DivisionTree divisions)
    {
        errors.Require(Purpose is null || Purpose.Trim().Length is > 0 and <= 200, "purpose", "要 1 到 200 个字。", "It must have 1 to 200 characters.")
            .Require(AgeFrom is null or (>= 0 and <= 130), "ageFrom", "要 0 到 130。", "It must be 0 to 130.")
            .Require(AgeTo is null or (>= 0 and <= 130), "ageTo", "要 0 到 130。", "It must be 0 to 130.")
            .Require(AgeFrom is null || AgeTo is null || AgeFrom < AgeTo, "ageTo", "要大于 ageFrom。", "It must be above ageFrom.");
        Words(errors, Categories, "categories");
        Words(errors, CanteenTags, "canteenTags");
        Words(errors, Divisions, "divisions");
        for (var i = 0; i < (Divisions?.Count ?? 0); i++) errors.Require(Divisions![i] is { } code && divisions.Knows(code), $"divisions[{i}]", "没有这个区划。", "There is no such division.");
        Cap(errors, MonthlyCapFen, "monthlyCapFen");
        Cap(errors, YearlyCapFen, "yearlyCapFen");
        errors.ThrowIfAny();
        return new()
        {
            Purpose = Purpose?.Trim(),
            Categories = Categories ?? [],
            AgeFrom = AgeFrom,
            AgeTo = AgeTo,
            Divisions = Divisions ?? [],
            CanteenTags = CanteenTags ?? [],
            MonthlyCapFen = MonthlyCapFen,
            YearlyCapFen = YearlyCapFen,
        };
    }

    private static void Words(FieldErrors errors, IReadOnlyList<string>? words, string field) => errors
        .Require(words is null || words.Count <= MostOfAList, field, $"最多 {MostOfAList} 个。", $"{MostOfAList} at most.")
        .Require(words is null || words.All(word => word is { Length: > 0 and <= 40 }), field, "每个 1 到 40 个字。", "Each must have 1 to 40 characters.");

    private static void Cap(FieldErrors errors, long? capFen, string field) =>
        errors.Require(capFen is null or (>= 0 and <= FundLimits.MostFen), field, $"要 0 到 {FundLimits.MostFen} 分。", $"It must be 0 to {FundLimits.MostFen} fen.");
}
