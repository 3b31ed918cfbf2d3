using ElderCare.Domain.Shared;

namespace ElderCare.Data.Seeding;

/// <summary>Where things of the demo stand: near their town's or district's seat, spread towards the middle of the city so that few fall into the sea.</summary>
internal sealed class DemoPlaces
{
    private const double MetresPerDegree = 111_195;

    private readonly Dictionary<string, DivisionRecord> _divisions;
    private readonly Dictionary<string, GeoPoint> _points;
    private readonly Dictionary<string, GeoPoint> _middles;
    private readonly ILookup<string, DivisionRecord> _towns;

    public DemoPlaces()
    {
        _divisions = ReferenceData.Divisions().ToDictionary(division => division.Code);
        var places = ReferenceData.Places();
        _points = places.ToDictionary(place => place.Code, place => new GeoPoint(place.Lat, place.Lon));
        _middles = places.Where(place => place.Level == "district").GroupBy(place => place.City)
            .ToDictionary(city => city.Key, city => new GeoPoint(city.Average(place => place.Lat), city.Average(place => place.Lon)));
        // Codes whose last three digits begin with 3 or more are farms, zones, prisons and the like.
        _towns = _divisions.Values.Where(division => division.Level == "town" && division.Code[6] <= '2').ToLookup(town => town.Parent!);
    }

    public DivisionRecord Division(string code) => _divisions[code];

    public IReadOnlyList<DivisionRecord> DistrictsOf(string city) =>
        [.. _divisions.Values.Where(division => division.Level == "district" && division.Parent == city).OrderBy(district => district.Code, StringComparer.Ordinal)];

    /// <summary>The districts of a city that take part in the demo: of Changzhou only Wujin.</summary>
    public IReadOnlyList<DivisionRecord> DistrictsWithPeople(string city) => [.. DistrictsOf(city).Where(district => city != "320400" || district.Code == "320412")];

    /// <summary>Streets (街道) and towns (镇, 乡) of a district.</summary>
    public IReadOnlyList<DivisionRecord> TownsOf(string district) => [.. _towns[district].OrderBy(town => town.Code, StringComparer.Ordinal)];

    /// <summary>A point in a town or district that depends on nothing but its arguments.</summary>
    public GeoPoint Near(string code, string what)
    {
        var dice = new Random(Seed(code + what));
        var centre = Centre(code);
        return Moved(centre, Inland(centre, _middles[_divisions[code].City!]), 150 + dice.Next(700), dice.Next(-500, 500));
    }

    private GeoPoint Centre(string code)
    {
        if (_points.TryGetValue(code, out var known)) return known;
        // A town without a point of its own: streets close to the seat, other towns farther out.
        var town = _divisions[code];
        var seat = _points[town.Parent!];
        var dice = new Random(Seed(code));
        var (along, across) = code[6] == '0' ? (dice.Next(300, 2_500), dice.Next(-500, 500)) : (dice.Next(2_500, 9_000), dice.Next(-2_000, 2_000));
        return Moved(seat, Inland(seat, _middles[town.City!]), along, across);
    }

    private static double Inland(GeoPoint from, GeoPoint middle) =>
        Math.Atan2((middle.Longitude - from.Longitude) * Math.Cos(from.Latitude * Math.PI / 180), middle.Latitude - from.Latitude);

    private static GeoPoint Moved(GeoPoint from, double bearing, double along, double across)
    {
        var north = along * Math.Cos(bearing) - across * Math.Sin(bearing);
        var east = along * Math.Sin(bearing) + across * Math.Cos(bearing);
        var latitude = from.Latitude + north / MetresPerDegree;
        var longitude = from.Longitude + east / (MetresPerDegree * Math.Cos(from.Latitude * Math.PI / 180));
        return new(Math.Round(latitude, 5), Math.Round(longitude, 5));
    }

    /// <summary>The same at every start, which <see cref="string.GetHashCode()"/> is not.</summary>
    private static int Seed(string text) => text.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter)) & int.MaxValue;
}
