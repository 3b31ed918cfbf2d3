using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Reads of the programmes; rules are public, so every officer reads all.</summary>
internal static class VoucherProgrammes
{
    /// <summary>A programme by which the caller may grant: of every city, or of a city that lies in the caller's division or has it.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public static async Task<VoucherProgrammeRow> Demand(CityDatabase database, string code, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var programme = await db.VoucherProgrammes.SingleOrDefaultAsync(row => row.Code == code, ct);
        return programme is not null && (programme.CityCode == VoucherType.AnyCity || caller.Covers(programme.CityCode)
            || (caller.Account.DivisionCode is { } mine && caller.Divisions.Covers(programme.CityCode, mine))) ? programme : throw RequestProblem.NotFound("programmeCode");
    }

    public static async Task<Page<VoucherProgrammeView>> List(CityDatabase database, CategoryCodes categories, Caller caller, bool english, CancellationToken ct)
    {
        using var db = database.Read();
        var cities = await db.VoucherProgrammes.ToDictionaryAsync(row => row.Code, row => row.CityCode, ct);
        var versions = await VoucherTypes.Read(db, null, ct);
        var inForce = versions.On(CityClock.DateOf(caller.Now)).Select(version => version.Name).ToHashSet();
        var programmes = versions.GroupBy(version => version.Type.Programme()).OrderBy(programme => programme.Key, StringComparer.Ordinal).Select(programme => new VoucherProgrammeView(
            programme.Key, cities[programme.Key],
            programme.Any(version => inForce.Contains(version.Name) && version.Type.WhyNothing(categories) is null), programme.Any(version => version.Type.IsIllustrative()),
            [.. programme.Select(version => VoucherTypeView.Of(version, inForce.Contains(version.Name), version.Type.WhyNothing(categories), english))]));
        return new([.. programmes], null);
    }
}
