using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.MobileApi.Realtime;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>The terms of all funds, asked at every order: read once, read again after a change, on other nodes when their feed gets there.</summary>
internal sealed class FundFacts(CityDatabase database)
{
    /// <summary>An event between nodes: nobody else is addressed.</summary>
    public const string Changed = "funds.changed";
    private static readonly IReadOnlyList<FundCap> NoCaps = [];
    private readonly Lock _reading = new();
    private volatile Dictionary<string, Fund> _funds = [];

    /// <summary>The fund of an id; null when there is none.</summary>
    public Fund? Find(string fundId) => _funds.GetValueOrDefault(fundId);

    /// <summary>The caps that a fund has on a date, none of it taken.</summary>
    public IReadOnlyList<FundCap> CapsOf(string fundId, LocalDate date) =>
        Find(fundId) is { } fund && (fund.MonthlyCapFen ?? fund.YearlyCapFen) is not null ? FundCap.Of(fund, date) : NoCaps;

    /// <summary>Reads everything again.</summary>
    public void Reload()
    {
        lock (_reading) // what was read earlier never replaces what was read later
        {
            using var db = database.Read();
            _funds = db.Funds.ToDictionary(fund => fund.Id, StringComparer.Ordinal);
        }
    }

    /// <summary>Has every node read the funds again once a change is committed.</summary>
    public void ReloadAfter(CityUnit unit)
    {
        unit.AfterCommit(Reload);
        unit.Tell(Changed, "city", new { }, [Audiences.Nodes]);
    }
}
