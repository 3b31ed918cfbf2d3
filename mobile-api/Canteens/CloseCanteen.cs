using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.Canteens;

/// <summary>
/// Closes a meal point at short notice, and opens it again. From the commit on it takes no order for those meals, because orders
/// hold on to its version; what stands is called off right after by <see cref="CallOffUnserved"/>.
/// </summary>
internal sealed class CloseCanteen(RequestWriter writer, IClock clock)
{
    private const int LongestDays = 366;

    public Task<Answer<ClosureView>> Close(Guid canteenId, ClosureRequest request, Caller caller, CancellationToken ct)
    {
        Validate(request);
        return writer.Commit(unit =>
        {
            var canteen = Held(unit.HoldCanteen(canteenId), caller);
            var closure = new CanteenClosure(Guid.CreateVersion7(), request.From!.Value, request.To!.Value, [.. (request.Periods ?? []).Distinct().Order()], request.Reason!.Trim(), caller.AccountId, unit.Now);
            canteen.Close(closure, CityClock.DateOf(unit.Now));
            unit.Schedule(CallOffUnserved.TimerKind, canteenId.ToString(), unit.Now);
            unit.Record(caller.Actor, "canteen.closed", canteenId.ToString(), detail: Detail(closure));
            return Answer<ClosureView>.Created($"/api/canteens/{canteenId}/closures/{closure.Id}", ClosureView.Of(closure));
        }, ct);
    }

    /// <summary>Ends a closure; meals that were called off stay so, and can be ordered again.</summary>
    public Task<Answer<ClosureView>> Reopen(Guid canteenId, Guid closureId, Caller caller, CancellationToken ct) => writer.Commit(unit =>
    {
        var canteen = Held(unit.HoldCanteen(canteenId), caller);
        var closure = canteen.Reopen(closureId) ?? throw RequestProblem.NotFound();
        unit.Record(caller.Actor, "canteen.reopened", canteenId.ToString(), detail: Detail(closure));
        return Answer<ClosureView>.Ok(ClosureView.Of(closure));
    }, ct);

    private static Canteen Held(Canteen? canteen, Caller caller) =>
        canteen is not null && caller.MayRun(canteen.Id, canteen.DivisionCode) ? canteen : throw RequestProblem.NotFound();

    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public void Validate(ClosureRequest request)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        new FieldErrors().Present(request.From, "from").Present(request.To, "to").Text(request.Reason, "reason", 2, 100)
            .Require(request.From is null || request.From >= today, "from", "不能早于今天。", "It must not be before today.")
            .Require(request.To is null || request.From is null || request.To >= request.From, "to", "不能早于开始那天。", "It must not be before the first day.")
            .Require(request.Periods is null || request.Periods.Distinct().Count() == request.Periods.Count, "periods", "同一餐写了两次。", "A meal is there twice.")
            .Require(request.To is null || request.To <= today.PlusDays(LongestDays), "to", "最远一年。", "It must be within a year.")
            .ThrowIfAny();
    }

    private static string Detail(CanteenClosure closure) => $"{closure.From:uuuu-MM-dd}/{closure.To:uuuu-MM-dd} {string.Join(',', closure.Periods)} {closure.Reason}".Trim();
}
