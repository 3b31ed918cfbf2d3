using System.Text.Json;
using ElderCare.Domain.Reviews;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Reviews;

/// <summary>Scores what it is given by the rules that score a city's own visits and meals; stores nothing.</summary>
internal sealed class TrialReviews(ReviewPolicy policy)
{
    /// <exception cref="RequestProblem">400 that names fields, 413, 415, 503 while others send as much.</exception>
    public async Task<Page<ReviewScoreView>> Handle(HttpContext http, bool english)
    {
        if (!http.Request.HasJsonContentType()) throw Problems.OfStatus(StatusCodes.Status415UnsupportedMediaType);
        var reviewed = TrialCase.Of(await Read(http));
        var scores = TruthScoring.Score(reviewed, policy);
        return new([.. scores.Visits.Select(score => ReviewScoreView.Of(score, "visit", english)), .. scores.Sales.Select(score => ReviewScoreView.Of(score, "sale", english))], null);
    }

    /// <summary>A body of an ordinary size waits for no large one.</summary>
    private static async Task<TrialReviewsRequest> Read(HttpContext http)
    {
        try
        {
            var request = http.Request.ContentLength <= BodyLimit.Bytes
                ? await JsonSerializer.DeserializeAsync<TrialReviewsRequest>(http.Request.Body, Json.Options, http.RequestAborted)
                : JsonSerializer.Deserialize<TrialReviewsRequest>((await LargeBodies.Take(http)).Span, Json.Options);
            return request ?? throw RequestProblem.Invalid("body", "必须填写。", "It is required.");
        }
        catch (JsonException bad)
        {
            throw new BadHttpRequestException(bad.Message, StatusCodes.Status400BadRequest, bad);
        }
    }
}
