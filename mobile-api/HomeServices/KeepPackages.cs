using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>Packages of care: what a city promises by the day and the week. Officers keep those of their division; all who order may read all.</summary>
internal sealed class KeepPackages(CityDatabase database, RequestWriter requests)
{
    public async Task<Page<CarePackageView>> List(bool english, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var rows = db.CarePackages.AsNoTracking();
        if (page.AfterId is { } after) rows = rows.Where(row => row.Id < after);
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(ct);
        return Page<CarePackageView>.Of([.. found.Select(row => CarePackageView.Of(row, english))], page, view => view.Id.ToString());
    }

    public async Task<Answer<CarePackageView>> Get(Guid id, bool english, CancellationToken ct)
    {
        using var db = database.Read();
        var package = await db.CarePackages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw RequestProblem.NotFound();
        return Answer<CarePackageView>.Ok(CarePackageView.Of(package, english), Versions.ETag(package.Version));
    }

    public async Task<Answer<CarePackageView>> Add(CarePackageRequest request, Caller caller, bool english, CancellationToken ct)
    {
        var errors = new FieldErrors().Require(request.DivisionCode is not null && caller.Covers(request.DivisionCode), "divisionCode", "不在您的辖区。", "It is not in your division.");
        var minimums = request.Read(errors, null, await Services(ct));
        return await requests.Commit(unit =>
        {
            var package = new CarePackage
            {
                Id = Guid.CreateVersion7(),
                Code = request.Code!,
                NameZh = request.NameZh!.Trim(),
                NameEn = request.NameEn!.Trim(),
                DivisionCode = request.DivisionCode!,
                Minimums = minimums,
                IsOffered = request.IsOffered ?? true,
            };
            RuleViolation.ThrowIf(!unit.TryInsert(package), "packages.codeTaken", "这个代码已经用过，请换一个。", "The code is taken; choose another.", "code");
            unit.Record(caller.Actor, "carePackage.added", package.Id.ToString());
            return Answer<CarePackageView>.Created($"/api/service-packages/{package.Id}", CarePackageView.Of(package, english), Versions.ETag(package.Version));
        }, ct);
    }

    public async Task<Answer<CarePackageView>> Change(Guid id, CarePackageRequest request, Caller caller, bool english, HttpRequest http, CancellationToken ct)
    {
        var services = await Services(ct);
        return await requests.Commit(unit =>
        {
            if (!unit.IsAlone) unit.Sql.Query("""SELECT 1 FROM "CarePackages" WHERE "Id" = @p0 FOR UPDATE""", _ => true, id);
            var package = unit.Db.CarePackages.SingleOrDefault(row => row.Id == id);
            if (package is null || !caller.Covers(package.DivisionCode)) throw RequestProblem.NotFound();
            Versions.ThrowUnlessMatches(http, package.Version);
            var minimums = request.Read(new(), package, services);
            RuleViolation.ThrowIf(
                !minimums.SequenceEqual(package.Minimums) && unit.Db.ServicePlans.Any(plan => plan.PackageId == id), "packages.inUse", "已有人用这个服务包，承诺不能再改。请停用它，再建一个。",
                "People's plans carry it: what is promised stays. Stop offering it and add another.", "minimums");
            package.Minimums = minimums;
            (package.NameZh, package.NameEn, package.IsOffered) = (request.NameZh?.Trim() ?? package.NameZh, request.NameEn?.Trim() ?? package.NameEn, request.IsOffered ?? package.IsOffered);
            package.Version++;
            unit.Record(caller.Actor, "carePackage.changed", id.ToString());
            return Answer<CarePackageView>.Ok(CarePackageView.Of(package, english), Versions.ETag(package.Version));
        }, ct);
    }

    private async Task<IReadOnlySet<string>> Services(CancellationToken ct)
    {
        using var db = database.Read();
        return (await db.ServiceItems.Select(item => item.Code).ToListAsync(ct)).ToHashSet();
    }
}
