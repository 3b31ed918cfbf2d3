namespace ElderCare.Domain.Reviews;

/// <summary>
/// What can speak against a visit or a meal. How much each weighs is policy. Where two records contradict each other, one reason is
/// for the one that is more likely wrong, or for both when nothing tells, and a lighter one for the other.
/// </summary>
public enum ReviewReason
{
    /// <summary>The person had died before that day.</summary>
    VisitAfterDeath,

    /// <summary>The person was away that day.</summary>
    VisitWhileAway,

    /// <summary>The person left later that day, or came back that day, or the list of absences is not followed by anybody.</summary>
    VisitAtEdgeOfAbsence,

    /// <summary>Nearly everybody is known, this person is not.</summary>
    VisitOfUnknownPerson,

    /// <summary>The person's telephone number is that of too many people.</summary>
    VisitOfSharedPhone,

    /// <summary>The phone says that its position is made up.</summary>
    MockLocation,

    /// <summary>Checked in far from the home.</summary>
    FarFromHome,

    /// <summary>Checked in outside the home, but near it.</summary>
    BesideHome,

    /// <summary>Checked out far from the home.</summary>
    CheckedOutElsewhere,

    /// <summary>Exactly the same position as at several other homes.</summary>
    SamePointElsewhere,

    /// <summary>Exactly the same position as at one other visit, or as at other homes while it is this home's own.</summary>
    SamePointShared,

    /// <summary>Exactly the same position at this home on several days.</summary>
    SamePointAgain,

    /// <summary>No check-in, and no reason for it.</summary>
    NoCheckIn,

    /// <summary>No check-out, and no reason for it.</summary>
    NoCheckOut,

    /// <summary>Checked out before checking in.</summary>
    EndsBeforeItBegins,

    /// <summary>Far shorter than planned, and no reason for it.</summary>
    CutShort,

    /// <summary>Far shorter than planned, with a reason; or a little more than half.</summary>
    SomewhatShort,

    /// <summary>Began on another day than planned.</summary>
    OffPlan,

    /// <summary>The phone's clock was ahead of the server's by far.</summary>
    ClockAhead,

    /// <summary>Lasted exactly a round time, as nearly all of this worker's visits.</summary>
    RoundTimesAlways,

    /// <summary>Lasted exactly a round time.</summary>
    RoundTime,

    /// <summary>Recorded long after, together with others.</summary>
    BackFilledTogether,

    /// <summary>Recorded long after.</summary>
    RecordedLate,

    /// <summary>The photo was used before.</summary>
    PhotoUsedBefore,

    /// <summary>The photo was used again later.</summary>
    PhotoUsedAgain,

    /// <summary>Five stars within seconds, as many of this worker's visits.</summary>
    InstantStarsAlways,

    /// <summary>Five stars within seconds, which nearly nobody gives.</summary>
    InstantStarsRare,

    /// <summary>Five stars within seconds.</summary>
    InstantStars,

    /// <summary>At the same time as another visit of the worker.</summary>
    Overlaps,

    /// <summary>Another visit of the worker is at the same time, but is more likely the wrong one.</summary>
    Overlapped,

    /// <summary>Nobody can travel so fast from one visit to the next.</summary>
    ImpossibleTravel,

    /// <summary>Impossible to reach from or to another visit that is more likely the wrong one.</summary>
    ImpossibleNeighbour,

    /// <summary>Another worker was with the person at the same time.</summary>
    TwoWorkersAtOnce,

    /// <summary>Another worker at the same time, who is more likely the wrong one, or who comes as regularly.</summary>
    SecondWorkerPresent,

    /// <summary>Takes the place of a colleague whose day was full, at once after.</summary>
    DodgesHoursCap,

    /// <summary>Beyond the hours that a worker may work on a day.</summary>
    BeyondHoursCap,

    /// <summary>On a day on which the worker exceeded the hours.</summary>
    OverlongDay,

    /// <summary>The person had died before that day.</summary>
    MealAfterDeath,

    /// <summary>The person was away that day.</summary>
    MealWhileAway,

    /// <summary>The person left later that day, or came back that day, or the list of absences is not followed by anybody.</summary>
    MealAtEdgeOfAbsence,

    /// <summary>Nearly everybody is known, this person is not.</summary>
    MealOfUnknownPerson,

    /// <summary>The person's telephone number is that of too many people.</summary>
    MealOfSharedPhone,

    /// <summary>Subsidised for somebody who is not old enough.</summary>
    MealTooYoung,

    /// <summary>The same meal in two canteens.</summary>
    TwoCanteens,

    /// <summary>The same meal in two canteens, and the other is more likely the wrong one.</summary>
    OtherCanteenToo,

    /// <summary>Nobody can travel so fast from one canteen to the other.</summary>
    CanteensTooFarApart,

    /// <summary>The same meal twice in one canteen.</summary>
    MealTwice,

    /// <summary>Vouched for, as nearly all of this canteen's meals.</summary>
    VouchedAlways,

    /// <summary>By one person at the till, as nearly all of this canteen's meals, unlike in other canteens.</summary>
    OneOperatorAlways,

    /// <summary>More meals than seats allow, and nothing shows that the person is usually there.</summary>
    BeyondSeats,

    /// <summary>More meals than seats allow, but the person is usually there.</summary>
    FullHouse,

    /// <summary>Subsidised on a day on which the canteen was closed.</summary>
    CanteenClosed,

    /// <summary>Sold on a day on which the canteen was closed, without public money.</summary>
    PaidWhileClosed,
}
