namespace ElderCare.Domain.Tests.Reviews;

/// <summary>Six cities by another hand.</summary>
internal static class OtherCityStyles
{
    public static readonly IReadOnlyDictionary<string, OtherCityStyle> All = new Dictionary<string, OtherCityStyle>
    {
        ["plain"] = new(),
        ["coarse phones"] = new(Decimals: 5, WholeMinutes: true, HonestRound: 0.12, GpsMetres: 15, HonestQuick: 0.03),
        ["wide country, bad signal"] = new(Kilometres: 40, GpsMetres: 140, LateHours: 20, MissingCheckOut: 0.02),
        ["no planned days"] = new(Planned: false),
        ["small, a quarter of it cheats"] = new(Visits: 400, Sales: 300, CheatShare: 0.25),
        ["few facts, recorded at the start"] = new(Facts: false, RecordedAtStart: true, CheatShare: 0.02),
    };
}
