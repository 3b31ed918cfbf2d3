using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>A visit at somebody's home that is to be judged.</summary>
/// <param name="Id">Its id, repeated in the score.</param>
/// <param name="WorkerId">Who says that they were there.</param>
/// <param name="SeniorId">Whose home it was.</param>
/// <param name="StartsAt">When it was planned.</param>
/// <param name="Minutes">How long it was planned; null when nobody said.</param>
/// <param name="CheckIn">Its beginning; null when nobody checked in.</param>
/// <param name="CheckOut">Its end; null when nobody checked out.</param>
/// <param name="RecordedAt">When the server had it, by the server's clock.</param>
/// <param name="Rating">Stars, 1 to 5.</param>
/// <param name="RatedAt">When the stars were given.</param>
public sealed record ReviewedVisit(
    string Id, string WorkerId, string SeniorId, Instant StartsAt, int? Minutes, VisitStamp? CheckIn, VisitStamp? CheckOut, Instant? RecordedAt, int? Rating, Instant? RatedAt);
