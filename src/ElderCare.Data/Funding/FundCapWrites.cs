using System.Globalization;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>Takes from the caps of funds inside a unit; a fund without a cap costs nothing here.</summary>
public static class FundCapWrites
{
    private const string PutBack = """UPDATE "FundCaps" SET "Remaining" = "Remaining" + @p0 WHERE "Id" = @p1""";

    /// <summary>
    /// Keeps caps for this unit until it ends, and makes those that their month or year lacks: a unit that runs beside others takes
    /// their locks in the order in which groups do, before any balance.
    /// </summary>
    public static void HoldCaps(this CityUnit unit, IReadOnlyCollection<FundCap> caps)
    {
        if (caps.Count == 0 || unit.IsAlone || unit.IsForeseen) return;
        var ordered = caps.DistinctBy(cap => cap.Id).OrderBy(cap => cap.Id).ToList();
        if (Lock(unit, ordered) == ordered.Count) return;
        unit.TryInsertAll([.. ordered]);
        Lock(unit, ordered);
    }

    /// <summary>Takes an amount from all caps of a fund, or from none: false when one of them has less left.</summary>
    public static bool TryTake(this CityUnit unit, IReadOnlyList<FundCap> caps, long fen)
    {
        for (var i = 0; i < caps.Count; i++)
        {
            if (TryTake(unit, caps[i], fen)) continue;
            unit.Return(caps.Take(i), fen);
            return false;
        }
        return true;
    }

    /// <summary>Puts back what was taken from caps.</summary>
    public static void Return(this CityUnit unit, IEnumerable<FundCap> caps, long fen)
    {
        foreach (var cap in caps) unit.Sql.Execute(PutBack, fen, cap.Id);
    }

    /// <summary>The least that is left of the caps of a fund, in fen; without a cap there is no end to it.</summary>
    public static long LeftOf(this SqlSession sql, IReadOnlyList<FundCap> caps) => caps.Count == 0 ? long.MaxValue : caps.Min(cap =>
        sql.Query("""SELECT "Remaining" FROM "FundCaps" WHERE "Id" = @p0""", row => row.GetInt64(0), cap.Id) is [var left] ? left : cap.CapFen);

    /// <summary>Gives an amount that goes back to a fund back to the month and year in which it was taken, when the unit ends.</summary>
    public static void ReturnLater(this CityUnit unit, string fundId, Instant takenAt, long fen)
    {
        var takenOn = CityClock.DateOf(takenAt);
        foreach (var span in Enum.GetValues<CapSpan>())
        {
            var cap = FundCap.IdOf(fundId, span, takenOn);
            unit.CapReturns[cap] = unit.CapReturns.GetValueOrDefault(cap) + fen;
        }
    }

    /// <summary>Writes what the unit has given back to caps; a fund that has no cap has no row to write to.</summary>
    public static void SettleCaps(this CityUnit unit)
    {
        foreach (var (cap, fen) in unit.CapReturns) unit.Sql.Queue(PutBack, fen, cap);
        unit.CapReturns.Clear();
    }

    // On PostgreSQL the row was made when it was held; alone, the first taking of a month makes it.
    private static bool TryTake(CityUnit unit, FundCap cap, long fen)
    {
        Deduction[] taking = [new(Stock.FundCaps, cap.Id, fen)];
        return unit.TryDeduct(taking) || (unit.TryInsert(cap) && unit.TryDeduct(taking));
    }

    private static int Lock(CityUnit unit, List<FundCap> caps)
    {
        var places = string.Join(", ", Enumerable.Range(0, caps.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")));
        object?[] ids = [.. caps.Select(cap => (object?)cap.Id)];
        return unit.Sql.Query($"""SELECT 1 FROM "FundCaps" WHERE "Id" IN ({places}) ORDER BY "Id" FOR UPDATE""", _ => true, ids).Count;
    }
}
