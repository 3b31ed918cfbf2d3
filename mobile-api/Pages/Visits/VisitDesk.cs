using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Home;
using ElderCare.MobileApi.Pages.Look;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>Visits as the person's side sees them.</summary>
internal sealed class VisitDesk(CityDatabase database, VisitCodes codes, PlanDesk plans, Visitor you)
{
    private const int MostShown = 50;

    /// <summary>States in which a visit waits for somebody: to come, or to say whether it was so.</summary>
    private static readonly ServiceOrderState[] Waiting = [.. ServiceOrder.Standing, ServiceOrderState.Completed, ServiceOrderState.Disputed];

    public async Task<VisitBoard> Board(Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var people = await HomePages.SeniorsOf(caller, db).AsNoTracking().ToListAsync(ct);
        var ids = people.ConvertAll(senior => senior.Id);
        var orders = db.ServiceOrders.AsNoTracking().Where(order => ids.Contains(order.SeniorId));
        var next = await orders.Where(order => Waiting.Contains(order.State)).OrderBy(order => order.StartsAt).ThenBy(order => order.Id).Take(MostShown).ToListAsync(ct);
        var past = await orders.Where(order => !Waiting.Contains(order.State)).OrderByDescending(order => order.StartsAt).ThenBy(order => order.Id).Take(MostShown).ToListAsync(ct);
        var namesWho = people.Count > 1;
        return new(
            [.. people.Select(senior => (senior.Name, Left: MinutesLeft.Of(db, senior.Id, you.Now))).Where(person => person.Left is not null).Select(person => (person.Name, person.Left!.Value))],
            people.Exists(senior => SeniorAccess.Of(caller, senior).Rights.HasFlag(FamilyRights.Order)),
            [.. ServiceOrders.RowsOf(db, next).Select(row => LineOf(row, namesWho))], [.. ServiceOrders.RowsOf(db, past).Select(row => LineOf(row, namesWho))],
            await plans.Lines(db, people, caller, ct));
    }

    /// <exception cref="RequestProblem">404 when it is not a visit of theirs.</exception>
    public async Task<Visit> Show(Guid id, Caller caller, VisitTyped typed, CancellationToken ct)
    {
        using var db = database.Read();
        var order = await db.ServiceOrders.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw RequestProblem.NotFound();
        var row = ServiceOrders.RowOf(db, order);
        var access = row.AccessOf(caller).Demand();
        if (!access.Person.IsTheirSide) throw RequestProblem.NotFound();
        var mayOrder = access.Person.Rights.HasFlag(FamilyRights.Order);
        var plan = mayOrder ? await PlanDesk.PlanOf(db, order, ct) : null;
        var (covered, pays) = EndVisit.PaymentOf(order, row.Item);
        var isComing = ServiceOrder.Coming.Contains(order.State);
        return new()
        {
            Id = id,
            Service = you.Say(row.Item.NameZh, row.Item.NameEn),
            State = StateOf(row),
            Who = caller.Account.SeniorId == order.SeniorId ? null : row.SeniorName,
            StartsAt = order.StartsAt,
            EndsAt = order.EndsAt,
            Minutes = order.Minutes,
            Address = row.Address,
            Notes = order.Notes,
            WorkerSex = order.WorkerSex,
            VoucherMinutes = covered,
            SelfPayFen = pays,
            CheckedInAt = order.CheckedInAt,
            CheckedOutAt = order.CheckedOutAt,
            PaidMinutes = order.PaidMinutes,
            Rating = order.Rating,
            Comment = order.Comment,
            Code = isComing && mayOrder ? codes.Of(order.SeniorId, you.Now) : null,
            MayCancel = mayOrder && ServiceOrder.NotBegun.Contains(order.State),
            MayConfirm = mayOrder && order.State == ServiceOrderState.Completed,
            MayDispute = mayOrder && order.State is (ServiceOrderState.Completed or ServiceOrderState.Confirmed),
            MayRepeat = mayOrder && plan is null && order.State is not (ServiceOrderState.Cancelled or ServiceOrderState.Disputed),
            Plan = plan,
            Typed = typed,
        };
    }

    private VisitLine LineOf(ServiceOrderRow row, bool namesWho) => new(
        row.Order.Id, row.Order.StartsAt, row.Order.Minutes, you.Say(row.Item.NameZh, row.Item.NameEn), StateOf(row), namesWho ? row.SeniorName : null);

    private static VisitState StateOf(ServiceOrderRow row) => new(row.Order.State, row.WorkerName, row.Order.Reason);
}
