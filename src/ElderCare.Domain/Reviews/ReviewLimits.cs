namespace ElderCare.Domain.Reviews;

/// <summary>From where on something counts as a sign. Shares are from 0 to 1.</summary>
/// <param name="BesideHomeMetres">Beyond the phone's own doubt, a check-in is beside the home from here.</param>
/// <param name="FarFromHomeMetres">And far from it from here.</param>
/// <param name="CheckOutElsewhereMetres">A check-out is elsewhere from here: people are taken to the doctor.</param>
/// <param name="AccuracyDoubts">How many times the phone's own accuracy its position may be wrong.</param>
/// <param name="SameHomeMetres">Homes that are nearer are one: couples, and flats above each other.</param>
/// <param name="SamePointDays">On how many days exactly the same position is a sign.</param>
/// <param name="SamePointShare">And in which share of the visits of one worker to one person.</param>
/// <param name="SamePointHomes">At how many homes it is a sign without more.</param>
/// <param name="CutShortShare">A visit below this share of the plan is cut short.</param>
/// <param name="SomewhatShortShare">And below this one somewhat short.</param>
/// <param name="OffPlanHours">A visit that begins so far from its plan is off it.</param>
/// <param name="ClockToleranceMinutes">By how much clocks may differ.</param>
/// <param name="ClockAheadMinutes">By how much a phone ahead of the server is a sign.</param>
/// <param name="RoundMinutes">A multiple of this is a round time.</param>
/// <param name="RoundToleranceSeconds">How exactly.</param>
/// <param name="RoundLeastVisits">Of how many visits on a worker's habit shows.</param>
/// <param name="RoundShare">Which share of round times is a habit.</param>
/// <param name="LateHours">What is recorded later is late.</param>
/// <param name="InTimeHours">What is recorded within this time was recorded by a phone that worked.</param>
/// <param name="VeryLateHours">What is recorded later than this is late beyond any dead phone.</param>
/// <param name="MonthEndLateHours">The same at the end of a month, when accounts are made.</param>
/// <param name="TogetherHours">What is recorded later than this joins a cluster of late ones.</param>
/// <param name="TogetherVisits">How many late ones on a day are a cluster.</param>
/// <param name="MonthEndDays">How many days before and after the turn of the month count as its end.</param>
/// <param name="InstantStarsSeconds">Stars within this time after the check-out are instant.</param>
/// <param name="InstantStarsVisits">How many are a habit of a worker.</param>
/// <param name="InstantStarsShare">And in which share of the rated visits.</param>
/// <param name="InstantStarsTimesUsual">Or how many times as many as among all workers.</param>
/// <param name="InstantStarsRare">While at most this share of all others is rated so fast, each is a strong sign.</param>
/// <param name="TeamVisits">Two workers who begin together at one person so often are a team of a service for two.</param>
/// <param name="OverlapMinutes">Visits that overlap by less are honest clocks and late check-outs.</param>
/// <param name="TravelKilometresPerHour">No worker travels faster by the bare times.</param>
/// <param name="TravelDoorToDoorKilometresPerHour">Nor faster with the slack added.</param>
/// <param name="TravelSlackMinutes">What clocks and doors may take.</param>
/// <param name="TravelLeastMetres">Nearer places are not judged.</param>
/// <param name="HoursPerDay">What a worker may work on a day.</param>
/// <param name="HoursToleranceMinutes">Overtime that is no sign.</param>
/// <param name="HandOverMinutes">A colleague who comes within this time takes the place of the one before.</param>
/// <param name="SharedPhonePeople">More people with one number are too many.</param>
/// <param name="LeastAgeYears">Who is younger is not served as a senior.</param>
/// <param name="DinerKilometresPerHour">No old person travels faster between canteens.</param>
/// <param name="CanteenLeastMeals">Of how many meals on a canteen's habit shows.</param>
/// <param name="VouchedShare">Which share of vouched meals, or of one operator's, is a habit.</param>
/// <param name="OneOperatorCanteensShare">One operator for everything is no sign where more than this share of the canteens, and more than one, have one.</param>
/// <param name="TurnsPerMeal">How often a seat is taken during one meal.</param>
/// <param name="CrowdedTurns">From how many turns on a meal is crowded if it is also unusual for the canteen.</param>
/// <param name="CrowdedTimesUsual">How many times the canteen's usual meal is unusual.</param>
/// <param name="RegularMeals">With so many other meals here a diner is a regular.</param>
/// <param name="CommonShare">A sign that more than this share of all records has proves nothing of one of them and weighs less.</param>
/// <param name="CommonLeastRecords">From so many records on that is asked.</param>
/// <param name="KnownShare">Where more than this share of the people is known, who is not is a sign.</param>
/// <param name="LookBackDays">The visits of so many days are scored beside each other each night.</param>
public sealed record ReviewLimits(
    double BesideHomeMetres, double FarFromHomeMetres, double CheckOutElsewhereMetres, double AccuracyDoubts, double SameHomeMetres,
    double SamePointDays, double SamePointShare, double SamePointHomes,
    double CutShortShare, double SomewhatShortShare, double OffPlanHours, double ClockToleranceMinutes, double ClockAheadMinutes,
    double RoundMinutes, double RoundToleranceSeconds, double RoundLeastVisits, double RoundShare,
    double InTimeHours, double LateHours, double VeryLateHours, double MonthEndLateHours, double TogetherHours, double TogetherVisits, double MonthEndDays,
    double InstantStarsSeconds, double InstantStarsVisits, double InstantStarsShare, double InstantStarsTimesUsual, double InstantStarsRare,
    double TeamVisits, double OverlapMinutes, double TravelKilometresPerHour, double TravelDoorToDoorKilometresPerHour, double TravelSlackMinutes, double TravelLeastMetres,
    double HoursPerDay, double HoursToleranceMinutes, double HandOverMinutes, double SharedPhonePeople, double LeastAgeYears, double DinerKilometresPerHour,
    double CanteenLeastMeals, double VouchedShare, double OneOperatorCanteensShare, double TurnsPerMeal, double CrowdedTurns, double CrowdedTimesUsual, double RegularMeals,
    double CommonShare, double CommonLeastRecords, double KnownShare, double LookBackDays);
