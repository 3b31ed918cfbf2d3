using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Reviews;

/// <summary>Doubtful visits, for people to look into; what they find ends the doubt, and corrects what is paid where it was not so.</summary>
internal sealed class ReviewQueue(CityDatabase database, RequestWriter requests, CityFacts facts)
{
    /// <summary>Those of the caller's divisions, the latest visit first.</summary>
    public async Task<Page<VisitReviewView>> List(bool? decided, int? limit, string? cursor, Caller caller, bool english, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = database.Read();
        var visible = ServiceAccess.Visible(db, caller, facts);
        var reviews = db.VisitReviews.Where(review => visible.Any(order => order.Id == review.OrderId));
        if (decided is { } wanted) reviews = reviews.Where(review => review.Verdict != null == wanted);
        if (page.AfterId is { } after) reviews = reviews.Where(review => review.OrderId < after);
        var found = await reviews.OrderByDescending(review => review.OrderId).Take(page.Take).ToListAsync(ct);
        var ids = found.Select(review => review.OrderId).ToList();
        var rows = ServiceOrders.RowsOf(db, await db.ServiceOrders.Where(order => ids.Contains(order.Id)).ToListAsync(ct)).ToDictionary(row => row.Order.Id);
        return Page<VisitReviewView>.Of([.. found.Select(review => VisitReviewView.Of(review, ServiceOrderView.Of(rows[review.OrderId], rows[review.OrderId].AccessOf(caller), english), english))], page, view => $"{view.Visit.Id}");
    }

    /// <summary>Writes down what was found. Where it was not so, the minutes that were served are paid and no more.</summary>
    public Task<Answer<VisitReviewView>> Decide(Guid orderId, FindingRequest request, Caller caller, bool english, CancellationToken ct) => requests.Commit(unit =>
    {
        var order = unit.HoldServiceOrder(orderId) ?? throw RequestProblem.NotFound();
        if (!ServiceOrders.RowOf(unit.Db, order).AccessOf(caller).Demand().Person.MaySee) throw RequestProblem.NotFound();
        var review = unit.Db.VisitReviews.SingleOrDefault(row => row.OrderId == orderId) ?? throw RequestProblem.NotFound();
        review.Decide(request.Verdict!.Value, request.Finding!.Trim(), caller.AccountId, unit.Now);
        if (review.Verdict == ReviewVerdict.NotSo) PayLess(unit, order, request.Minutes!.Value, review.Finding!, caller.Actor);
        else if (order.State == ServiceOrderState.Disputed) Pay(unit, order, order.PaidMinutes ?? 0, review.Finding!, caller.Actor); // the dispute is decided, too
        unit.Record(caller.Actor, "visitReview.decided", $"{orderId}", order.SeniorId, Words<ReviewVerdict>.Of(review.Verdict!.Value));
        unit.Settle(TaskKind.Review, order.DivisionCode, $"{orderId}", review.Finding!, caller.Actor, facts);
        unit.Db.SaveChanges();
        unit.TellOfVisit(order, unit.NameOf(order), unit.Db.ServiceItems.AsNoTracking().Single(item => item.Id == order.ServiceItemId), facts);
        var row = ServiceOrders.RowOf(unit.Db, order);
        return Answer<VisitReviewView>.Ok(VisitReviewView.Of(review, ServiceOrderView.Of(row, row.AccessOf(caller), english), english));
    }, ct);

    /// <summary>What was not confirmed yet is disputed by whoever looked into it.</summary>
    private void PayLess(CityUnit unit, ServiceOrder order, int minutes, string finding, string actor)
    {
        if (minutes > order.PaidMinutes) throw RequestProblem.Invalid("minutes", $"最多 {order.PaidMinutes}：现在付这么多。", $"It must be {order.PaidMinutes} at most, which is what is paid now.");
        if (order.State == ServiceOrderState.Completed) order.Dispute(finding);
        Pay(unit, order, minutes, finding, actor);
    }

    private void Pay(CityUnit unit, ServiceOrder order, int minutes, string finding, string actor) =>
        EndVisit.Correct(unit, order, unit.Db.ServiceItems.AsNoTracking().Single(item => item.Id == order.ServiceItemId), minutes, finding, actor, facts);
}

/// <summary>What was found of a doubtful visit.</summary>
/// <param name="Verdict">Whether it was as claimed.</param>
/// <param name="Minutes">When it was not so: the minutes that are paid, from 0.</param>
/// <param name="Finding">Why, up to 200 characters.</param>
internal sealed record FindingRequest(ReviewVerdict? Verdict, int? Minutes, string? Finding)
{
    /// <exception cref="RequestProblem">400 that names every field that is missing or malformed.</exception>
    public FindingRequest Checked()
    {
        new FieldErrors().Present(Verdict, "verdict").Text(Finding, "finding", 1, 200).Require(Minutes is null or >= 0, "minutes", "不能小于 0。", "It must not be below 0.")
            .Require(Verdict is null || Minutes is not null == (Verdict == ReviewVerdict.NotSo), "minutes", "不属实时要写明该付多少分钟，属实时不写。", "It goes with notSo, and only with it.").ThrowIfAny();
        return this;
    }
}

/// <summary>A doubtful visit.</summary>
/// <param name="Visit">The visit as the caller may see it.</param>
/// <param name="Score">0 to below 1.</param>
/// <param name="Reasons">Stable codes of what speaks against it.</param>
/// <param name="Explanation">The same in words.</param>
/// <param name="ScoredAt">When.</param>
/// <param name="Verdict">What was found; absent while nobody has looked.</param>
/// <param name="Finding">Why.</param>
/// <param name="DecidedAt">When.</param>
internal sealed record VisitReviewView(
    ServiceOrderView Visit, double Score, IReadOnlyList<string> Reasons, IReadOnlyList<string> Explanation, Instant ScoredAt, ReviewVerdict? Verdict, string? Finding, Instant? DecidedAt)
{
    public static VisitReviewView Of(VisitReview review, ServiceOrderView visit, bool english) => new(
        visit, review.Score, [.. review.Reasons.Select(ReviewWords.CodeOf)], [.. review.Reasons.Select(reason => ReviewWords.Of(reason).In(english))], review.ScoredAt, review.Verdict, review.Finding, review.DecidedAt);
}
