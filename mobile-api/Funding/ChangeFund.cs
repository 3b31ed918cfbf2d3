using System.Text.Json.Nodes;
using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Changes the terms of a fund. A new cap counts what was taken in its month and year before it was set.</summary>
internal sealed class ChangeFund(RequestWriter writer, CityDatabase database, FundFacts funds, IClock clock)
{
    /// <summary>What was taken longer ago than this is summed before the unit, so that the unit stays short.</summary>
    private static readonly Duration Recent = Duration.FromMinutes(1);

    public async Task<Answer<FundView>> Handle(string id, JsonObject change, Caller caller, HttpRequest http, CancellationToken ct)
    {
        var known = await FundEndpoints.Find(database, id, caller, ct);
        Versions.ThrowUnlessMatches(http, known.Version);
        RefuseTwice(change);
        RefuseFixed(change);
        var terms = FundTermsRequest.Merge(known.Terms(), change).Read(new FieldErrors(), caller.Divisions);
        var cutoff = clock.GetCurrentInstant() - Recent;
        var earlier = Enum.GetValues<CapSpan>().ToDictionary(span => span, span => TakenBefore(id, span, cutoff));
        try
        {
            return await writer.Commit(unit =>
            {
                var fund = unit.Db.Funds.Single(fund => fund.Id == id);
                if (fund.Version != known.Version) throw Versions.Stale();
                fund.Change(terms);
                unit.Db.SaveChanges(); // who changes it at the same time waits here
                SetCap(unit, id, CapSpan.Month, terms.MonthlyCapFen, earlier[CapSpan.Month], cutoff);
                SetCap(unit, id, CapSpan.Year, terms.YearlyCapFen, earlier[CapSpan.Year], cutoff);
                unit.Record(caller.Actor, "fund.changed", id, detail: change.ToJsonString(Json.Options));
                funds.ReloadAfter(unit);
                return Answer<FundView>.Ok(FundView.Of(fund, unit.Sql, unit.Now), Versions.ETag(fund.Version));
            }, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Versions.Stale();
        }
    }

    /// <summary>What says whose fund it is stays as it was made.</summary>
    private static void RefuseFixed(JsonObject change)
    {
        var errors = new FieldErrors();
        foreach (var name in new[] { "id", "nameZh", "nameEn", "divisionCode", "payer" }) errors.Require(!change.ContainsKey(name), name, "不能修改。", "It cannot be changed.");
        errors.ThrowIfAny();
    }

    /// <summary>A JSON object is read when it is asked, and only then minds a field that is there twice.</summary>
    private static void RefuseTwice(JsonObject change)
    {
        try
        {
            _ = change.Count;
        }
        catch (ArgumentException)
        {
            throw RequestProblem.Invalid("body", "同一个字段写了两次。", "A field is there twice.", "request.malformed");
        }
    }

    private long TakenBefore(string id, CapSpan span, Instant cutoff)
    {
        var since = Start(span, cutoff + Recent);
        return since < cutoff ? database.ReadSnapshot(sql => sql.Taken(id, since, since, cutoff)) : 0;
    }

    private static void SetCap(CityUnit unit, string fundId, CapSpan span, long? capFen, long takenEarlier, Instant cutoff)
    {
        var today = CityClock.DateOf(unit.Now);
        var cap = FundCap.IdOf(fundId, span, today);
        if (capFen is not { } most)
        {
            unit.Sql.Execute("""DELETE FROM "FundCaps" WHERE "Id" = @p0""", cap);
            return;
        }
        var isThere = unit.Sql.Query("""SELECT 1 FROM "FundCaps" WHERE "Id" = @p0""" + (unit.IsAlone ? "" : " FOR UPDATE"), _ => true, cap).Count == 1;
        var since = Start(span, unit.Now);
        var taken = takenEarlier + unit.Sql.Taken(fundId, since, since < cutoff ? cutoff : since, Instant.MaxValue);
        var period = span == CapSpan.Month ? new Bilingual("本月", "this month") : new Bilingual("今年", "this year");
        RuleViolation.ThrowIf(taken > most, "funds.capBelowTaken", $"{period.Zh}已经用了 {Money.Yuan(taken)} 元，上限不能比这更低。", $"{Money.Yuan(taken)} yuan have been taken {period.En}; the cap cannot be lower.", span == CapSpan.Month ? "monthlyCapFen" : "yearlyCapFen");
        if (!isThere) unit.Insert(FundCap.Of(fundId, span, today, most, taken));
        else unit.Sql.Execute("""UPDATE "FundCaps" SET "CapFen" = @p0, "Remaining" = @p0 - @p1 WHERE "Id" = @p2""", most, taken, cap);
    }

    private static Instant Start(CapSpan span, Instant now) => CityClock.At(FundCap.StartOf(span, CityClock.DateOf(now)), LocalTime.Midnight);
}
