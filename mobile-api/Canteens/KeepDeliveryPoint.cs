using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Canteens;

/// <summary>The places to which a canteen brings meals; orders that stand for one that is closed are still brought there.</summary>
internal sealed class KeepDeliveryPoint(RequestWriter writer, CityDatabase database, CityFacts facts)
{
    private const int LongestRouteMetres = 200_000;

    public async Task<Answer<DeliveryPointView>> Create(Guid canteenId, DeliveryPointRequest request, Caller caller, CancellationToken ct)
    {
        var canteen = await RunBy(caller, canteenId, ct);
        Check(request, creates: true);
        var division = request.DivisionCode ?? canteen.DivisionCode;
        if (!facts.Divisions.Knows(division)) throw RequestProblem.Invalid("divisionCode", "没有这个区划。", "There is no such division.");
        var point = new DeliveryPoint { Id = Guid.CreateVersion7(), CanteenId = canteenId, Name = request.Name!, DivisionCode = division, Latitude = request.Latitude!.Value, Longitude = request.Longitude!.Value };
        return await writer.Commit(unit =>
        {
            Apply(request, point, unit);
            unit.Insert(point);
            unit.Record(caller.Actor, "deliveryPoint.created", point.Id.ToString());
            return Answer<DeliveryPointView>.Created($"/api/delivery-points/{point.Id}", DeliveryPointView.Of(point), Versions.ETag(point.Version));
        }, ct);
    }

    public async Task<Answer<DeliveryPointView>> Change(Guid id, DeliveryPointRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        Check(request, creates: false);
        await RunBy(caller, (await Find(id, ct)).CanteenId, ct);
        try
        {
            return await writer.Commit(unit =>
            {
                var point = unit.Db.DeliveryPoints.Single(point => point.Id == id);
                Versions.ThrowUnlessMatches(http, point.Version);
                Apply(request, point, unit);
                unit.Record(caller.Actor, "deliveryPoint.changed", id.ToString());
                return Answer<DeliveryPointView>.Ok(DeliveryPointView.Of(point), Versions.ETag(point.Version));
            }, ct);
        }
        catch (DbUpdateException)
        {
            throw Versions.Stale();
        }
    }

    public async Task<Answer<DeliveryPointView>> Read(Guid id, CancellationToken ct)
    {
        var point = await Find(id, ct);
        return Answer<DeliveryPointView>.Ok(DeliveryPointView.Of(point), Versions.ETag(point.Version));
    }

    private async Task<DeliveryPoint> Find(Guid id, CancellationToken ct)
    {
        using var db = database.Read();
        return await db.DeliveryPoints.SingleOrDefaultAsync(point => point.Id == id, ct) ?? throw RequestProblem.NotFound();
    }

    private async Task<Canteen> RunBy(Caller caller, Guid canteenId, CancellationToken ct)
    {
        using var db = database.Read();
        var canteen = await db.Canteens.SingleOrDefaultAsync(canteen => canteen.Id == canteenId, ct);
        return canteen is not null && caller.MayRun(canteenId, canteen.DivisionCode) ? canteen : throw RequestProblem.NotFound();
    }

    private static void Check(DeliveryPointRequest request, bool creates)
    {
        var errors = new FieldErrors();
        if (creates) errors.Present(request.Name, "name").Present(request.Latitude, "latitude").Present(request.Longitude, "longitude");
        if (request.Name is not null) errors.Text(request.Name, "name", 2, 60);
        errors.Require(creates || request.DivisionCode is null, "divisionCode", "区划不能改，请新建一个。", "The division cannot be changed; add another point.")
            .Require(request.Latitude is null or >= -90 and <= 90, "latitude", "要 -90 到 90。", "It must be -90 to 90.")
            .Require(request.Longitude is null or >= -180 and <= 180, "longitude", "要 -180 到 180。", "It must be -180 to 180.")
            .Require(request.RouteMetres is null or > 0 and <= LongestRouteMetres, "routeMetres", $"要 1 到 {LongestRouteMetres} 米。", $"It must be 1 to {LongestRouteMetres} metres.")
            .ThrowIfAny();
    }

    private static void Apply(DeliveryPointRequest request, DeliveryPoint point, CityUnit unit)
    {
        point.Name = request.Name?.Trim() ?? point.Name;
        point.Latitude = request.Latitude ?? point.Latitude;
        point.Longitude = request.Longitude ?? point.Longitude;
        point.RouteMetres = request.RouteMetres ?? point.RouteMetres;
        point.ClosedAt = request.InUse switch { false => point.ClosedAt ?? unit.Now, true => null, null => point.ClosedAt };
        point.Version++;
    }
}
