using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>A senior's record for those who keep it; the one place that decides who that is.</summary>
internal static class SeniorRecords
{
    /// <summary>Staff who keep the records of their division.</summary>
    public static readonly Role[] Keepers =
        [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Agent, Role.Supervisor];

    /// <summary>Staff who have the document before them: they say who somebody is.</summary>
    public static readonly Role[] SeeDocuments = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker];

    /// <summary>Locks a senior's row without changing it: who changes the same person too waits.</summary>
    public const string OneByOne = """UPDATE "Seniors" SET "Version" = "Version" WHERE "Id" = @p0""";

    /// <summary>The senior, for this unit alone until it ends, if the caller keeps the record and it still stands.</summary>
    /// <exception cref="RequestProblem">404 for an outsider, 403 for one who only sees the senior.</exception>
    /// <exception cref="Domain.Shared.RuleViolation"><c>people.merged</c>.</exception>
    public static Senior Take(this CityUnit unit, Guid id, Caller caller)
    {
        unit.Sql.Execute(OneByOne, id);
        var senior = Demand(unit.Db.Seniors.SingleOrDefault(senior => senior.Id == id), caller);
        senior.ThrowIfMerged();
        return senior;
    }

    /// <summary>As <see cref="Take"/>, also for the senior and for a guardian: what they themselves may say.</summary>
    /// <inheritdoc cref="Take"/>
    public static Senior TakeOwn(this CityUnit unit, Guid id, Caller caller)
    {
        if (!IsSelf(caller, id) && !IsGuardian(caller, id)) return unit.Take(id, caller);
        unit.Sql.Execute(OneByOne, id);
        var senior = unit.Db.Seniors.SingleOrDefault(senior => senior.Id == id) ?? throw RequestProblem.NotFound();
        senior.ThrowIfMerged();
        return senior;
    }

    /// <summary>Whether the caller is the senior.</summary>
    public static bool IsSelf(Caller caller, Guid id) => caller.Is(Role.Senior) && caller.Account.SeniorId == id;

    /// <summary>Whether the caller is the senior's guardian right now.</summary>
    public static bool IsGuardian(Caller caller, Guid id) =>
        caller.Is(Role.Family) && caller.Links.Any(link => link.SeniorId == id && link.IsGuardian && link.HoldsAt(caller.Now));

    /// <summary>The senior as the caller sees them.</summary>
    /// <exception cref="RequestProblem">404 for an outsider.</exception>
    public static async Task<(Senior Senior, SeniorAccess Access)> Find(CityContext db, Guid id, Caller caller, CancellationToken ct)
    {
        var senior = await db.Seniors.SingleOrDefaultAsync(senior => senior.Id == id, ct);
        return senior is not null && SeniorAccess.Of(caller, senior) is { MaySee: true } access ? (senior, access) : throw RequestProblem.NotFound();
    }

    /// <summary>Writes down that somebody who is not of the senior's side has read of them.</summary>
    public static Task RecordRead(this CityWriter writer, Caller caller, SeniorAccess access, string action, Guid seniorId, CancellationToken ct, string? subject = null) =>
        access.IsTheirSide ? Task.CompletedTask : writer.Commit(Lane.Interactive, unit => unit.Record(caller.Actor, action, subject ?? seniorId.ToString(), seniorId), ct);

    /// <summary>Whether the caller keeps the records of where the senior lives or is registered.</summary>
    public static bool IsKeeper(Caller caller, Senior senior) =>
        caller.Is(Keepers) && (caller.Covers(senior.ResidenceDivision) || caller.Covers(senior.HukouDivision));

    /// <exception cref="RequestProblem">404 for an outsider, 403 for one who only sees the senior.</exception>
    private static Senior Demand(Senior? senior, Caller caller)
    {
        if (senior is null || !SeniorAccess.Of(caller, senior).MaySee) throw RequestProblem.NotFound();
        return IsKeeper(caller, senior) ? senior : throw RequestProblem.Forbidden();
    }
}
