using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.People;

/// <summary>What the city knows of divisions beside their table: former codes, and where a division's seat lies.</summary>
internal sealed class KnownDivisions(CityFacts facts)
{
    private readonly Dictionary<string, string> _successors = ReferenceData.DivisionAliases().ToDictionary(alias => alias.OldCode, alias => alias.NewCode);
    private readonly Dictionary<string, GeoPoint> _seats = ReferenceData.Places().ToDictionary(place => place.Code, place => new GeoPoint(place.Lat, place.Lon));

    /// <summary>How codes that people write are read.</summary>
    public DivisionCodes Codes => new(facts.Divisions, _successors);

    /// <summary>The point of a division, or of the nearest one above it that has one; every district has one.</summary>
    public GeoPoint PointOf(string division) =>
        facts.Divisions.Ancestors(division).Where(_seats.ContainsKey).Select(code => _seats[code]).First();
}
