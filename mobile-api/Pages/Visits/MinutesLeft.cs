using ElderCare.Data;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>What the pages say of hour vouchers.</summary>
internal static class MinutesLeft
{
    /// <summary>How many minutes a person's vouchers have for a visit that begins at an instant; null when that is not known, and then nothing is said of it.</summary>
    public static long? Of(CityContext db, Guid seniorId, Instant at) => null;
}
