using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Looks at all funds now and then and tells officers once of each that runs short, by a task and its event: orders do not pay for looking.</summary>
internal sealed class FundWatch(CityDatabase database, CityWriter writer, CityFacts facts, FundWatchPolicy policy, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "funds.watch";
    private static readonly Duration Year = Duration.FromDays(365);

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        using var db = database.Read();
        var told = (await db.FundAlerts.ToListAsync(ct)).ToLookup(alert => alert.FundId, alert => alert.Shortage);
        foreach (var fund in await db.Funds.OrderBy(fund => fund.Id).ToListAsync(ct))
        {
            var before = told[fund.Id].ToHashSet();
            var shortages = database.Read(sql => StandingOf(fund, sql, now)).Shortages(policy);
            if (!shortages.SetEquals(before)) await writer.Commit(Lane.Bulk, unit => Tell(unit, fund, before, shortages), ct);
        }
        return now + policy.Every;
    }

    private static FundStanding StandingOf(Fund fund, SqlSession sql, Instant now)
    {
        var caps = FundCap.Of(fund, CityClock.DateOf(now)).ToDictionary(cap => cap.Span, cap => (sql.LeftOf([cap]), cap.CapFen));
        return new(
            sql.BalanceOf(AccountKind.Fund, fund.Id), sql.Allotted(fund.Id, now - Year),
            caps.TryGetValue(CapSpan.Month, out var month) ? month : null, caps.TryGetValue(CapSpan.Year, out var year) ? year : null);
    }

    private void Tell(CityUnit unit, Fund fund, HashSet<FundShortage> before, IReadOnlySet<FundShortage> shortages)
    {
        foreach (var over in before.Except(shortages))
        {
            unit.Sql.Execute("""DELETE FROM "FundAlerts" WHERE "FundId" = @p0 AND "Shortage" = @p1""", fund.Id, over.ToString());
        }
        foreach (var shortage in shortages.Except(before))
        {
            if (!unit.TryInsert(new FundAlertRow { FundId = fund.Id, Shortage = shortage, RaisedAt = unit.Now })) continue; // another node was faster
            var what = Words(shortage);
            unit.Raise(TaskKind.Review, fund.DivisionCode, fund.Id, null, $"{fund.NameZh}：{what.Zh}，请安排。", $"{fund.NameEn}: {what.En}; see to it.", facts);
            unit.Record("system", "fund.runsShort", fund.Id, detail: shortage.ToString());
        }
    }

    private static Bilingual Words(FundShortage shortage) => shortage switch
    {
        FundShortage.Balance => new("余额不多了", "little money is left"),
        FundShortage.MonthlyCap => new("本月额度快用完了", "little of this month's cap is left"),
        _ => new("今年额度快用完了", "little of this year's cap is left"),
    };
}
