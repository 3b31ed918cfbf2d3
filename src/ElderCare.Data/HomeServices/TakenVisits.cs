using System.Collections.Concurrent;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.HomeServices;

/// <summary>
/// The visits that caregivers have taken, by the week: tens of thousands that every decision weighs. A week is read once; a visit of
/// which a change is told, on this node or by the feed, is read again before anything else is decided.
/// </summary>
public sealed class TakenVisits(CityDatabase database)
{
    /// <summary>Bookings reach two months ahead.</summary>
    private const int MostWeeks = 12;

    /// <summary>Beyond so many changes the weeks themselves are read again.</summary>
    private const int MostDoubted = 2_000;

    private const string Columns = """SELECT "Id", "WorkerId", "SecondWorkerId", "SeniorId", "Latitude", "Longitude", "StartsAt", "Minutes", "State" FROM "ServiceOrders" """;

    private static readonly string OfWeek = $"""
        {Columns}WHERE "State" IN ({string.Join(", ", Enum.GetValues<ServiceOrderState>().Where(state => state != ServiceOrderState.Cancelled).Select(state => $"'{state}'"))})
        AND "StartsAt" >= @p0 AND "StartsAt" < @p1 AND "WorkerId" IS NOT NULL
        """;

    private readonly ConcurrentDictionary<Guid, byte> _doubted = new();
    private readonly Dictionary<LocalDate, VisitWeek> _weeks = [];
    private readonly Lock _reading = new();
    private volatile bool _isAsked;

    /// <summary>Has a visit be read again before anything else is decided.</summary>
    public void Doubt(Guid order)
    {
        if (_isAsked) _doubted[order] = 0;
    }

    /// <summary>The week of a day as it is.</summary>
    public VisitWeek WeekOf(LocalDate day)
    {
        var monday = day.PlusDays(1 - (int)day.DayOfWeek);
        lock (_reading)
        {
            _isAsked = true;
            if (_doubted.Count > MostDoubted) _weeks.Clear();
            if (_weeks.Count == 0) _doubted.Clear();
            try
            {
                ReadDoubted();
            }
            catch
            {
                _weeks.Clear(); // what could not be read must not pass for unchanged
                throw;
            }
            if (_weeks.TryGetValue(monday, out var known)) return known;
            if (_weeks.Count >= MostWeeks) _weeks.Remove(_weeks.Keys.Min());
            return _weeks[monday] = Read(monday);
        }
    }

    private void ReadDoubted()
    {
        foreach (var id in _doubted.Keys)
        {
            _doubted.TryRemove(id, out _); // first: what changes while it is read is doubted again
            foreach (var row in database.Read(sql => sql.Query($"""{Columns}WHERE "Id" = @p0""", TakenVisit.Of, id)))
            {
                foreach (var week in _weeks.Values) week.Put(row);
            }
        }
    }

    private VisitWeek Read(LocalDate monday)
    {
        var week = new VisitWeek(CityClock.At(monday, LocalTime.Midnight) - Duration.FromDays(1), CityClock.At(monday.PlusDays(7), LocalTime.Midnight) + Duration.FromDays(1)); // a visit at its edge may reach over it
        week.PutAll(database.Read(sql => sql.Query(OfWeek, TakenVisit.Of, week.From.ToUnixTimeTicks(), week.Until.ToUnixTimeTicks())));
        return week;
    }
}
