using ElderCare.Domain.Access;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Reviews;

internal static class ReviewEndpoints
{
    /// <summary>Who judges what others claim; it names nobody whom they did not send themselves.</summary>
    private static readonly Role[] Reviewers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.Auditor, Role.Supervisor];

    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        var reviews = api.MapGroup("/reviews").WithTags("Reviews").For(Reviewers);
        reviews.MapPost("/trial", (HttpContext http, TrialReviews trial) => trial.Handle(http, Language.IsEnglish(http.Request)))
            .WithMetadata(new LargeBody(), new IdempotencyKeyIgnored())
            .Accepts<TrialReviewsRequest>("application/json")
            .WithName("TrialReviews").WithSummary("How doubtful given visits and meals are, and why; stores nothing")
            .WithDescription("Answers the visits and then the sales, in their order. Everything is judged beside everything else that is sent: habits, overlaps and copies show only so. A score decides nothing; from 0.5 a person looks at it.")
            .Produces<Page<ReviewScoreView>>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        reviews.MapGet("/", (ReviewQueue queue, bool? decided, int? limit, string? cursor, Caller caller, HttpRequest http, CancellationToken ct) => queue.List(decided, limit, cursor, caller, Language.IsEnglish(http), ct))
            .WithName("ListReviews").WithSummary("Visits that the truth score doubts, of the caller's divisions, the latest first").Produces<Page<VisitReviewView>>().ProducesProblem(400);
        reviews.MapPost("/{id:guid}/decide", (Guid id, FindingRequest request, ReviewQueue queue, Caller caller, HttpRequest http, CancellationToken ct) => queue.Decide(id, request.Checked(), caller, Language.IsEnglish(http), ct))
            .For(ServiceAccess.Officers).WithName("DecideReview").WithSummary("What was found of a doubtful visit, by its id; where it was not so, what is paid is corrected")
            .WithDescription("409 reviews.decided the second time. The tasks about it are closed with the finding.")
            .Produces<VisitReviewView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }
}
