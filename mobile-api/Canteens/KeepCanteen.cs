using System.Text.Json;
using ElderCare.Data.Ledger;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Ledger;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Canteens;

/// <summary>Officers add meal points and change them; one that serves less than before calls off what stands for it.</summary>
internal sealed class KeepCanteen(RequestWriter writer, CityFacts facts, MealPolicy usual)
{
    public Task<Answer<CanteenView>> Create(CanteenRequest request, Caller caller, CancellationToken ct)
    {
        request.Check(creates: true);
        if (!facts.Divisions.Knows(request.DivisionCode!)) throw RequestProblem.Invalid("divisionCode", "没有这个区划。", "There is no such division.");
        if (!caller.Covers(request.DivisionCode!)) throw RequestProblem.NotFound("divisionCode");
        var canteen = New(request);
        request.Apply(canteen);
        return writer.Commit(unit =>
        {
            unit.Insert(canteen);
            unit.Open([.. new[] { AccountKind.CanteenPledged, AccountKind.CanteenReceivable, AccountKind.CashDrawer }
                .Select(kind => LedgerAccount.Open(kind, canteen.Id.ToString(), canteen.DivisionCode))]);
            unit.Record(caller.Actor, "canteen.created", canteen.Id.ToString(), detail: Detail(request));
            return Answer<CanteenView>.Created($"/api/canteens/{canteen.Id}", CanteenView.Of(canteen), Versions.ETag(canteen.Version));
        }, ct);
    }

    public Task<Answer<CanteenView>> Change(Guid id, CanteenRequest request, Caller caller, HttpRequest http, CancellationToken ct)
    {
        request.Check(creates: false);
        return writer.Commit(unit =>
        {
            var canteen = unit.HoldCanteen(id);
            if (canteen is null || !caller.Covers(canteen.DivisionCode)) throw RequestProblem.NotFound();
            Versions.ThrowUnlessMatches(http, canteen.Version);
            var before = canteen.Service;
            request.Apply(canteen);
            if (before != canteen.Service) unit.Schedule(CallOffUnserved.TimerKind, id.ToString(), unit.Now);
            unit.Record(caller.Actor, "canteen.changed", id.ToString(), detail: Detail(request));
            return Answer<CanteenView>.Ok(CanteenView.Of(canteen), Versions.ETag(canteen.Version));
        }, ct);
    }

    private Canteen New(CanteenRequest request) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = request.Name!,
        Kind = request.Kind!.Value,
        Area = request.Kind is CanteenKind.RuralDiningTable or CanteenKind.NeighbourPoint ? CanteenArea.Rural : CanteenArea.Urban,
        DivisionCode = request.DivisionCode!,
        Address = request.Address!,
        Latitude = request.Latitude!.Value,
        Longitude = request.Longitude!.Value,
        Seats = 0,
        Origin = "register",
        Plan = PlanStatus.Planned,
        Status = OperationStatus.Planned,
        DeliveryFen = usual.DeliveryFen,
    };

    /// <summary>What was asked for: a meal point has no personal data.</summary>
    private static string Detail(CanteenRequest request) => JsonSerializer.Serialize(request, Json.Options);
}
