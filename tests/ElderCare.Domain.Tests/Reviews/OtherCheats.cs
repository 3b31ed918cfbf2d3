using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.Reviews;

/// <summary>Cheats as another author might plant them, in equal parts.</summary>
internal sealed class OtherCheats(OtherCityStyle style, Random random, OtherCity city)
{
    private const int VisitKinds = 15;
    private const int SaleKinds = 6;
    private readonly List<int> _victims = [.. Enumerable.Range(0, city.Visits.Count).OrderBy(_ => random.Next())];

    public void Plant()
    {
        var each = Math.Max(3, (int)(style.CheatShare * city.Visits.Count / VisitKinds));
        Change("mock", each, visit => visit with { CheckIn = visit.CheckIn! with { MockLocation = true } });
        if (style.Facts) Change("far", each, visit => visit with { CheckIn = visit.CheckIn! with { Latitude = visit.CheckIn.Latitude + city.Real(0.006, 0.1) } });
        Change("photo", each, visit => visit with { CheckIn = visit.CheckIn! with { PhotoSha256 = city.Visits.Where(other => other.StartsAt < visit.StartsAt).ElementAtOrDefault(random.Next(200))?.CheckIn?.PhotoSha256 ?? city.Visits[^1].CheckIn!.PhotoSha256 } });
        Change("cutShort", each, visit => visit with { CheckOut = visit.CheckIn! with { OccurredAt = city.Tick(visit.CheckIn!.OccurredAt!.Value + Duration.FromSeconds(visit.Minutes!.Value * city.Real(5, 27))) } });
        Change("noCheckIn", each, visit => visit with { CheckIn = null });
        Change("backwards", each, visit => visit with { CheckOut = visit.CheckIn! with { OccurredAt = visit.CheckIn!.OccurredAt!.Value - Duration.FromMinutes(random.Next(15, 200)) } });
        Change("clockAhead", each, visit => visit with { RecordedAt = visit.CheckIn!.OccurredAt!.Value - Duration.FromMinutes(random.Next(90, 600)) });
        Groups("samePoint", each, 5, (visit, model) => visit with { CheckIn = visit.CheckIn! with { Latitude = model.CheckIn!.Latitude, Longitude = model.CheckIn.Longitude } });
        Groups("backFilled", each, 6, (visit, model) => visit with { RecordedAt = CityClock.At(visit.StartsAt.InUtc().Date.With(DateAdjusters.EndOfMonth), new LocalTime(22, 0)) + Duration.FromSeconds(random.Next(600)) });
        Groups("instantStars", each, 8, (visit, _) => visit with { Rating = 5, RatedAt = visit.CheckOut?.OccurredAt!.Value + Duration.FromSeconds(random.Next(1, 9)) });
        RoundWorker();
        for (var i = 0; i < each; i++) AfterDeathOrAway();
        for (var i = 0; i < each; i++) Overlap();
        if (style.Facts) for (var i = 0; i < each; i++) Teleport();
        PlantSales(Math.Max(3, (int)(style.CheatShare * city.Sales.Count / SaleKinds)));
    }

    private void Change(string kind, int count, Func<ReviewedVisit, ReviewedVisit> change)
    {
        for (var i = 0; i < count; i++) Set(kind, Next(), change);
    }

    private void Set(string kind, int victim, Func<ReviewedVisit, ReviewedVisit> change)
    {
        city.Visits[victim] = change(city.Visits[victim]);
        city.Label(city.Visits[victim].Id, kind);
    }

    private int Next()
    {
        while (true)
        {
            var victim = _victims[^1];
            _victims.RemoveAt(_victims.Count - 1);
            if (!city.Cheats.ContainsKey(city.Visits[victim].Id) && city.Visits[victim] is { CheckIn: not null, CheckOut: not null }) return victim;
        }
    }

    /// <summary>The same for several visits of a worker.</summary>
    private void Groups(string kind, int count, int size, Func<ReviewedVisit, ReviewedVisit, ReviewedVisit> change)
    {
        for (var done = 0; done < count;)
        {
            var model = city.Visits[Next()];
            var month = model.StartsAt.InUtc().Month;
            var others = _victims.Where(i => city.Visits[i] is { CheckOut: not null } visit && visit.WorkerId == model.WorkerId && visit.StartsAt.InUtc() is { Day: < 27 } at && at.Month == month).Take(size).ToList();
            foreach (var other in others) Set(kind, other, visit => change(visit, model));
            _victims.RemoveAll(others.Contains);
            done += Math.Max(1, others.Count);
        }
    }

    private void RoundWorker()
    {
        var worker = city.Visits[Next()].WorkerId;
        foreach (var i in _victims.Where(i => city.Visits[i].WorkerId == worker && city.Visits[i].CheckOut is not null && random.NextDouble() < 0.85).ToList())
        {
            Set("round", i, visit => visit with { CheckOut = visit.CheckOut! with { OccurredAt = visit.CheckIn!.OccurredAt!.Value + Duration.FromMinutes(visit.Minutes!.Value) } });
        }
    }

    private void AfterDeathOrAway()
    {
        var gone = city.Seniors.Where(senior => senior.DiedOn is not null || senior.Away.Count > 0).ElementAt(random.Next(city.Seniors.Count(senior => senior.DiedOn is not null || senior.Away.Count > 0)));
        var day = gone.DiedOn is { } died ? died.PlusDays(random.Next(1, 9)) : gone.Away[0].From.PlusDays(random.Next(Math.Max(1, Period.DaysBetween(gone.Away[0].From, gone.Away[0].To!.Value))));
        Add(gone.DiedOn is null ? "away" : "dead", $"extra{random.Next(1000)}", gone.Id, CityClock.At(day, new LocalTime(random.Next(8, 18), 10)));
    }

    private void Overlap()
    {
        var known = city.Visits[Next()];
        Add("overlap", known.WorkerId, city.Seniors[random.Next(city.Seniors.Count)].Id, known.StartsAt + Duration.FromMinutes(random.Next(0, 12)));
    }

    private void Teleport()
    {
        var known = city.Visits[Next()];
        var far = city.Seniors.FirstOrDefault(senior => city.Home(senior.Id).MetresTo(city.Home(known.SeniorId)) > 7000 && OtherCity.IsThere(senior, CityClock.DateOf(known.StartsAt)));
        if (far is null || known.CheckOut?.OccurredAt is not { } ended) return;
        var visit = city.Visit(known.WorkerId, far.Id, ended, 30);
        Insert("teleport", visit with { CheckIn = visit.CheckIn! with { OccurredAt = ended + Duration.FromMinutes(3) }, CheckOut = visit.CheckOut is null ? null : visit.CheckOut with { OccurredAt = ended + Duration.FromMinutes(32) } });
    }

    private void Add(string kind, string worker, string senior, Instant at) => Insert(kind, city.Visit(worker, senior, at, 60));

    private void Insert(string kind, ReviewedVisit visit)
    {
        city.Visits.Add(visit);
        city.Label(visit.Id, kind);
    }

    private void PlantSales(int each)
    {
        foreach (var sale in city.Sales.OrderBy(_ => random.Next()).Take(each).ToList()) Sell("meal two", sale.SeniorId, city.Canteens[(city.Canteens.FindIndex(canteen => canteen.Id == sale.CanteenId) + 1) % city.Canteens.Count], CityClock.DateOf(sale.SoldAt));
        for (var i = 0; i < each; i++)
        {
            var dead = city.Seniors[random.Next(city.Seniors.Count / 40) * 40];
            Sell("meal dead", dead.Id, city.Canteens[0], dead.DiedOn!.Value.PlusDays(random.Next(1, 9)));
        }
        for (var i = 0; i < each; i++)
        {
            var canteen = city.Canteens[random.Next(city.Canteens.Count)];
            Sell("meal closed", city.Seniors[random.Next(city.Seniors.Count)].Id, canteen, canteen.ClosedOn.First());
        }
        for (var staff = 0; staff < 5; staff++)
        {
            city.Seniors.Add(city.Seniors[0] with { Id = $"p{staff}9999", BornOn = new(1980, 1, 1), DiedOn = null, Phone = null });
            for (var i = 0; i < each / 5; i++) Sell("meal staff", $"p{staff}9999", city.Canteens[staff % city.Canteens.Count], new LocalDate(2026, 3, 1).PlusDays(i % 60));
        }
        if (city.Sales.Count < 5000) return;
        var till = city.Canteens[^1].Id;
        for (var i = 0; i < city.Sales.Count; i++)
        {
            if (city.Sales[i].CanteenId != till || city.Cheats.ContainsKey(city.Sales[i].Id) || random.NextDouble() < 0.03) continue;
            city.Sales[i] = city.Sales[i] with { Vouched = true };
            city.Label(city.Sales[i].Id, "meal vouched");
        }
    }

    private void Sell(string kind, string senior, KnownCanteen canteen, LocalDate day)
    {
        if (kind != "meal closed" && canteen.ClosedOn.Contains(day)) return;
        var sale = city.Sale(senior, canteen.Id, day);
        city.Sales.Add(sale);
        city.Label(sale.Id, kind);
    }
}
