namespace ElderCare.Domain.Shared;

/// <summary>A place on earth, WGS-84 degrees.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusMetres = 6_371_008.8;

    /// <summary>A little more than a degree of latitude is, so that no rounding makes it less.</summary>
    private const double MetresPerDegreeAtMost = EarthRadiusMetres * Math.PI / 180 * 1.000_001;

    /// <summary>Whether a latitude can be that of a home in China.</summary>
    public static bool IsLatitudeOfHome(double? latitude) => latitude is >= 3 and <= 54;

    /// <summary>Whether a longitude can be that of a home in China.</summary>
    public static bool IsLongitudeOfHome(double? longitude) => longitude is >= 73 and <= 136;

    /// <summary>Never less than the distance in metres, and cheap: along a meridian, and along a parallel as if it were the equator.</summary>
    public double MetresAtMostTo(GeoPoint other) => (Math.Abs(other.Latitude - Latitude) + Math.Abs(other.Longitude - Longitude)) * MetresPerDegreeAtMost;

    /// <summary>Great-circle distance in metres (haversine).</summary>
    public double MetresTo(GeoPoint other)
    {
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var dLat = Radians(other.Latitude - Latitude);
        var dLng = Radians(other.Longitude - Longitude);
        var h = Math.Pow(Math.Sin(dLat / 2), 2)
            + Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * Math.Pow(Math.Sin(dLng / 2), 2);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
