using ElderCare.Data;
using ElderCare.Data.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>What the pages say of hour vouchers.</summary>
internal static class MinutesLeft
{
    /// <summary>How many minutes a person's vouchers have for a visit that begins at an instant; null when they have none, and then nothing is said of them.</summary>
    public static long? Of(CityContext db, Guid seniorId, Instant at) => VoucherReads.UsableAt(db, seniorId, at) is > 0 and var minutes ? minutes : null;
}
