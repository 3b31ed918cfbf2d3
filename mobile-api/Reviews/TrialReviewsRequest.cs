using System.Text.Json.Serialization;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Reviews;

/// <summary>Visits and meals to be scored, and what is known of people and canteens. Every list may be absent or empty.</summary>
/// <param name="Visits">Visits at homes; each id once.</param>
/// <param name="Sales">Meals at tills; each id once.</param>
/// <param name="Facts">What is known; whoever is not in it is scored without.</param>
internal sealed record TrialReviewsRequest(IReadOnlyList<TrialVisit?>? Visits, IReadOnlyList<TrialSale?>? Sales, TrialFacts? Facts);

/// <summary>A visit: <c>id</c>, <c>workerId</c>, <c>seniorId</c> and <c>startsAt</c> are required.</summary>
/// <param name="Id">Repeated in the score.</param>
/// <param name="WorkerId">Who says that they were there.</param>
/// <param name="SeniorId">Whose home it was.</param>
/// <param name="StartsAt">When it was planned.</param>
/// <param name="Minutes">How long it was planned, 0 to 10,080.</param>
/// <param name="CheckIn">Its beginning as the phone told it.</param>
/// <param name="CheckOut">Its end as the phone told it.</param>
/// <param name="RecordedAt">When the server had it, by the server's clock.</param>
/// <param name="Rating">Stars, 1 to 5.</param>
/// <param name="RatedAt">When they were given.</param>
internal sealed record TrialVisit(
    string? Id, string? WorkerId, string? SeniorId, Instant? StartsAt, int? Minutes, TrialStamp? CheckIn, TrialStamp? CheckOut, Instant? RecordedAt, int? Rating, Instant? RatedAt);

/// <summary>A check-in or check-out.</summary>
/// <param name="Latitude">Degrees north, with the longitude.</param>
/// <param name="Longitude">Degrees east, with the latitude.</param>
/// <param name="AccuracyMetres">Within how many metres the phone believes its position.</param>
/// <param name="Code">What was scanned or typed; it is not judged.</param>
/// <param name="OccurredAt">When, by the phone's clock.</param>
/// <param name="MockLocation">Whether the phone says that an app made its position up.</param>
/// <param name="PhotoSha256">Of the photo; compared whatever its letter case.</param>
/// <param name="Reason">Given for something unusual.</param>
internal sealed record TrialStamp(
    double? Latitude, double? Longitude, double? AccuracyMetres, string? Code, Instant? OccurredAt, bool? MockLocation, string? PhotoSha256, string? Reason);

/// <summary>A meal: <c>id</c>, <c>seniorId</c>, <c>canteenId</c> and <c>soldAt</c> are required.</summary>
/// <param name="Id">Repeated in the score.</param>
/// <param name="SeniorId">In whose name it was sold.</param>
/// <param name="CanteenId">Where.</param>
/// <param name="OperatorId">Who stood at the till.</param>
/// <param name="SoldAt">When.</param>
/// <param name="Period">Which meal; absent: by the hour.</param>
/// <param name="Vouched">Whether staff vouched for the person.</param>
/// <param name="SubsidyFen">Public money in it; absent is taken for some.</param>
internal sealed record TrialSale(
    string? Id, string? SeniorId, string? CanteenId, string? OperatorId, Instant? SoldAt, MealPeriod? Period, bool? Vouched, long? SubsidyFen);

/// <summary>What is known.</summary>
/// <param name="Seniors">People; each id once.</param>
/// <param name="Canteens">Canteens; each id once.</param>
internal sealed record TrialFacts(IReadOnlyList<TrialSenior?>? Seniors, IReadOnlyList<TrialCanteen?>? Canteens);

/// <summary>A person; only <c>id</c> is required.</summary>
/// <param name="Id">The person.</param>
/// <param name="BornOn">Birthday.</param>
/// <param name="DiedOn">Day of death.</param>
/// <param name="Phone">Telephone number.</param>
/// <param name="Latitude">Of the home, with the longitude.</param>
/// <param name="Longitude">Of the home, with the latitude.</param>
/// <param name="Away">When the person was in hospital, in an institution or elsewhere.</param>
internal sealed record TrialSenior(
    string? Id, LocalDate? BornOn, LocalDate? DiedOn, string? Phone, double? Latitude, double? Longitude, IReadOnlyList<TrialAway?>? Away);

/// <summary>Days away: <c>from</c> is required.</summary>
/// <param name="From">The day of leaving.</param>
/// <param name="To">The day of coming back; absent: not yet.</param>
internal sealed record TrialAway(LocalDate? From, LocalDate? To);

/// <summary>A canteen; only <c>id</c> is required.</summary>
/// <param name="Id">The canteen.</param>
/// <param name="Seats">How many can sit.</param>
/// <param name="ClosedOn">The days on which it served nothing; one may stand without a list.</param>
/// <param name="Latitude">With the longitude.</param>
/// <param name="Longitude">With the latitude.</param>
internal sealed record TrialCanteen(
    string? Id, int? Seats, [property: JsonConverter(typeof(OneOrManyDates))] IReadOnlyList<LocalDate>? ClosedOn, double? Latitude, double? Longitude);
