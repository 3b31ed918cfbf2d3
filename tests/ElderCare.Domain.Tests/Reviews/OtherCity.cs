using System.Globalization;
using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.Reviews;

/// <summary>
/// A labelled city by another hand than the demo's: no rounds, no neighbourhoods, cheats drawn record by record in equal parts.
/// It was written after the detector's limits were set on seed A, to see whether they fit that one city only.
/// </summary>
internal sealed class OtherCity
{
    private const int Days = 60;
    private static readonly LocalDate First = new(2026, 3, 1);
    private readonly OtherCityStyle _style;
    private readonly Random _random;
    private readonly List<KnownSenior> _seniors = [];
    private readonly List<KnownCanteen> _canteens = [];
    private readonly List<ReviewedVisit> _visits = [];
    private readonly List<ReviewedSale> _sales = [];
    private readonly List<GeoPoint> _homes = [];
    private readonly Dictionary<string, string> _cheats = new(StringComparer.Ordinal);

    private OtherCity(OtherCityStyle style, int seed)
    {
        (_style, _random) = (style, new Random(seed));
        var seniors = Math.Max(60, style.Visits / 15);
        for (var i = 0; i < seniors; i++) _homes.Add(new(36 + Real(0, style.Kilometres) / 111.2, 120.4 + Real(0, style.Kilometres) / 90));
        for (var i = 0; i < seniors; i++) _seniors.Add(Senior(i));
        for (var i = 0; i < Math.Clamp(style.Sales / 1000, 4, 30); i++) _canteens.Add(new($"c{i}", 60, new HashSet<LocalDate> { First.PlusDays(10 + i), First.PlusDays(30 + i) }, style.Facts ? _homes[i] : null));
        var workers = Math.Max(6, style.Visits / (Days * 4));
        for (var day = 0; day < Days; day++)
        {
            for (var worker = 0; worker < workers; worker++) WorkersDay(worker, First.PlusDays(day), workers);
        }
        HonestSales();
        new OtherCheats(_style, _random, this).Plant();
    }

    public IReadOnlyDictionary<string, string> Cheats => _cheats;

    public List<ReviewedVisit> Visits => _visits;

    public List<ReviewedSale> Sales => _sales;

    public List<KnownSenior> Seniors => _seniors;

    public List<KnownCanteen> Canteens => _canteens;

    public ReviewCase Case => new(_visits, _sales, _seniors, _canteens);

    public static OtherCity Make(OtherCityStyle style, int seed) => new(style, seed);

    public static FraudFigures Judge(OtherCity city, ReviewPolicy policy)
    {
        var scores = TruthScoring.Score(city.Case, policy);
        var all = scores.Visits.Concat(scores.Sales).ToList();
        return new(
            [.. all.Where(one => city._cheats.ContainsKey(one.Id)).GroupBy(one => city._cheats[one.Id], StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new KindFound(kind.Key, kind.Count(), kind.Count(one => one.IsFlagged)))],
            all.Count, all.Count(one => one.IsFlagged),
            [.. all.Where(one => one.IsFlagged && !city._cheats.ContainsKey(one.Id)).GroupBy(one => string.Join(" ", one.Reasons), StringComparer.Ordinal).OrderByDescending(one => one.Count()).Select(one => (one.Key, one.Count()))]);
    }

    public double Real(double least, double most) => least + _random.NextDouble() * (most - least);

    public void Label(string id, string kind) => _cheats[id] = kind;

    public GeoPoint Home(string seniorId) => _homes[int.Parse(seniorId.AsSpan(1), CultureInfo.InvariantCulture)];

    public Instant Tick(Instant at) => Instant.FromUnixTimeSeconds(_style.WholeMinutes ? at.ToUnixTimeSeconds() / 60 * 60 : at.ToUnixTimeSeconds());

    public ReviewedVisit Visit(string worker, string senior, Instant startsAt, int minutes)
    {
        var began = Tick(startsAt + Duration.FromSeconds(Real(-300, 600)));
        var lasted = _random.NextDouble() < _style.HonestRound ? minutes * 60.0 : minutes * Real(54, 66);
        var ended = Tick(began + Duration.FromSeconds(lasted));
        var isRated = _random.NextDouble() < 0.4;
        var late = _random.NextDouble() < 0.05 ? Real(0.2, _style.LateHours) * 3600 : Real(0, 20);
        var rating = isRated ? _random.NextDouble() < 0.8 ? 5 : _random.Next(1, 5) : (int?)null;
        return new(
            $"v{_visits.Count}", worker, senior, startsAt, minutes, Stamp(senior, began), _random.NextDouble() < _style.MissingCheckOut ? null : Stamp(senior, ended),
            (_style.RecordedAtStart ? began : ended) + Duration.FromSeconds(late), rating, isRated ? ended + Duration.FromSeconds(_random.NextDouble() < _style.HonestQuick ? Real(2, 10) : Real(60, 90_000)) : null);
    }

    public ReviewedSale Sale(string senior, string canteen, LocalDate day, long subsidyFen = 400) =>
        new($"s{_sales.Count}", senior, canteen, $"{canteen}-o{_random.Next(3)}", CityClock.At(day, new LocalTime(11, 0)) + Duration.FromSeconds(Real(0, 7000)), MealPeriod.Lunch, _random.NextDouble() < 0.1, subsidyFen);

    /// <summary>Whether the person can be met on a day, at its edge too.</summary>
    public static bool IsThere(KnownSenior senior, LocalDate day) => !(senior.DiedOn <= day) && !senior.Away.Any(away => day >= away.From && day <= away.To);

    private VisitStamp Stamp(string senior, Instant at)
    {
        var home = Home(senior);
        double Off() => Real(-_style.GpsMetres, _style.GpsMetres) / 111_195;
        return new(Math.Round(home.Latitude + Off(), _style.Decimals), Math.Round(home.Longitude + Off(), _style.Decimals), Math.Round(Real(0.5, 1.5) * _style.GpsMetres), at, false, Convert.ToHexString(BitConverter.GetBytes(_random.NextInt64())), null);
    }

    private KnownSenior Senior(int number)
    {
        var leaves = First.PlusDays(_random.Next(Days - 10));
        return new(
            $"p{number}", First.PlusYears(-_random.Next(62, 95)), number % 40 == 0 ? First.PlusDays(_random.Next(10, Days - 10)) : null, _style.Facts ? $"0631{number}" : null,
            _style.Facts ? _homes[number] : null, number % 12 == 1 ? [new(leaves, leaves.PlusDays(_random.Next(3, 9)))] : []);
    }

    private void WorkersDay(int worker, LocalDate day, int workers)
    {
        var hour = 8.0;
        for (var i = 0; i < 4; i++)
        {
            var senior = _seniors[(worker + workers * _random.Next(_seniors.Count / workers)) % _seniors.Count];
            var minutes = 30 * _random.Next(1, 4);
            var at = CityClock.At(day, LocalTime.Midnight) + Duration.FromMinutes((long)(60 * (_style.Planned ? hour : Real(8, 17))));
            hour += minutes / 60.0 + 1.1 + _style.Kilometres / 40;
            if (IsThere(senior, day)) _visits.Add(Visit($"w{worker}", senior.Id, at, minutes));
        }
    }

    private void HonestSales()
    {
        var share = _style.Sales / (double)(Days * _seniors.Count);
        for (var day = First; day < First.PlusDays(Days); day = day.PlusDays(1))
        {
            for (var number = 0; number < _seniors.Count; number++)
            {
                var canteen = _canteens[number % _canteens.Count];
                if (_random.NextDouble() < Math.Min(1, share) && IsThere(_seniors[number], day) && !canteen.ClosedOn.Contains(day)) _sales.Add(Sale(_seniors[number].Id, canteen.Id, day));
            }
        }
    }
}
