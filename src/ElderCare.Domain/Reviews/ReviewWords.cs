using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Reviews;

/// <summary>The stable code of each reason, and what it says to the person who looks into it.</summary>
public static class ReviewWords
{
    private static readonly Dictionary<ReviewReason, (string Code, Bilingual Words)> All = new()
    {
        [ReviewReason.VisitAfterDeath] = ("visits.afterDeath", new("老人在这天之前已经去世。", "The person had died before that day.")),
        [ReviewReason.VisitWhileAway] = ("visits.whileAway", new("老人这天住院或不在家。", "The person was in hospital or away that day.")),
        [ReviewReason.VisitAtEdgeOfAbsence] = ("visits.atEdgeOfAbsence", new("老人这天离家或回家，可能遇得到，也可能遇不到。", "The person left or came back that day: they may have been met or not.")),
        [ReviewReason.VisitOfUnknownPerson] = ("visits.unknownPerson", new("登记里没有这位老人。", "The person is not in the register.")),
        [ReviewReason.VisitOfSharedPhone] = ("visits.sharedPhone", new("太多老人用同一个电话号码。", "Too many people have the same telephone number.")),
        [ReviewReason.MockLocation] = ("visits.mockLocation", new("手机说定位是软件造的。", "The phone says that an app made its position up.")),
        [ReviewReason.FarFromHome] = ("visits.farFromHome", new("签到的地方离老人家很远。", "Checked in far from the home.")),
        [ReviewReason.BesideHome] = ("visits.besideHome", new("签到的地方在老人家附近，但不在家里。", "Checked in near the home, but outside it.")),
        [ReviewReason.CheckedOutElsewhere] = ("visits.checkedOutElsewhere", new("签退的地方离老人家很远。", "Checked out far from the home.")),
        [ReviewReason.SamePointElsewhere] = ("visits.samePointElsewhere", new("定位和在好几家时一模一样。", "Exactly the same position as at several other homes.")),
        [ReviewReason.SamePointShared] = ("visits.samePointShared", new("定位和另一次上门时一模一样。", "Exactly the same position as at another visit.")),
        [ReviewReason.SamePointAgain] = ("visits.samePointAgain", new("好几天的定位一模一样，真手机不会这样。", "Exactly the same position on several days, which real phones never give.")),
        [ReviewReason.NoCheckIn] = ("visits.noCheckIn", new("没有签到，也没有说明原因。", "No check-in, and no reason for it.")),
        [ReviewReason.NoCheckOut] = ("visits.noCheckOut", new("没有签退，也没有说明原因。", "No check-out, and no reason for it.")),
        [ReviewReason.EndsBeforeItBegins] = ("visits.endsBeforeItBegins", new("签退早于签到。", "Checked out before checking in.")),
        [ReviewReason.CutShort] = ("visits.cutShort", new("不到约定时长的一半，也没有说明原因。", "Less than half of the planned time, and no reason for it.")),
        [ReviewReason.SomewhatShort] = ("visits.somewhatShort", new("比约定时长短不少。", "Rather shorter than planned.")),
        [ReviewReason.OffPlan] = ("visits.offPlan", new("开始时间和约定的差了大半天以上。", "Began half a day or more from the planned time.")),
        [ReviewReason.ClockAhead] = ("visits.clockAhead", new("手机的时间比服务器收到的时间还晚。", "The phone's time is later than when the server had it.")),
        [ReviewReason.RoundTimesAlways] = ("visits.roundTimesAlways", new("时长是整数，而且这名护理员几乎每次都是。", "Lasted exactly a round time, as nearly all of this worker's visits.")),
        [ReviewReason.RoundTime] = ("visits.roundTime", new("时长正好是整数。", "Lasted exactly a round time.")),
        [ReviewReason.BackFilledTogether] = ("visits.backFilledTogether", new("事后很久才补录，而且一次补了很多条。", "Recorded long after, together with others.")),
        [ReviewReason.RecordedLate] = ("visits.recordedLate", new("过了一天以上才补录。", "Recorded more than a day later.")),
        [ReviewReason.PhotoUsedBefore] = ("visits.photoUsedBefore", new("照片以前用过。", "The photo was used before.")),
        [ReviewReason.PhotoUsedAgain] = ("visits.photoUsedAgain", new("照片后来又被用了。", "The photo was used again later.")),
        [ReviewReason.InstantStarsAlways] = ("visits.instantStarsAlways", new("签退后几秒内就给了五星，这名护理员常常这样。", "Five stars within seconds, as often with this worker.")),
        [ReviewReason.InstantStarsRare] = ("visits.instantStarsRare", new("签退后几秒内就给了五星，别人几乎没有这样的。", "Five stars within seconds, which nearly nobody gives.")),
        [ReviewReason.InstantStars] = ("visits.instantStars", new("签退后几秒内就给了五星。", "Five stars within seconds.")),
        [ReviewReason.Overlaps] = ("visits.overlaps", new("同一名护理员同时在另一家。", "The worker was in another home at the same time.")),
        [ReviewReason.Overlapped] = ("visits.overlapped", new("同一名护理员同时还有一次上门，那一次更可疑。", "The worker has another visit at the same time, which is the more doubtful one.")),
        [ReviewReason.ImpossibleTravel] = ("visits.impossibleTravel", new("从上一家到下一家不可能这么快。", "Nobody can travel so fast from one home to the next.")),
        [ReviewReason.ImpossibleNeighbour] = ("visits.impossibleNeighbour", new("和前后一次上门隔得太远，那一次更可疑。", "Too far from the visit before or after, which is the more doubtful one.")),
        [ReviewReason.TwoWorkersAtOnce] = ("visits.twoWorkersAtOnce", new("老人家里同时还有另一名护理员。", "Another worker was with the person at the same time.")),
        [ReviewReason.SecondWorkerPresent] = ("visits.secondWorkerPresent", new("老人家里同时还有另一名护理员，那一次更可疑，或者两人都常来。", "Another worker was there at the same time, whose visit is the more doubtful one, or both come regularly.")),
        [ReviewReason.DodgesHoursCap] = ("visits.dodgesHoursCap", new("紧接着一名工时已满的同事，可能是换名字记工时。", "At once after a colleague whose day was full: the hours may be under another name.")),
        [ReviewReason.BeyondHoursCap] = ("visits.beyondHoursCap", new("超出一天的工时上限。", "Beyond the hours that a worker may work on a day.")),
        [ReviewReason.OverlongDay] = ("visits.overlongDay", new("这名护理员这天超了工时。", "The worker exceeded the hours that day.")),
        [ReviewReason.MealAfterDeath] = ("sales.afterDeath", new("老人在这天之前已经去世。", "The person had died before that day.")),
        [ReviewReason.MealWhileAway] = ("sales.whileAway", new("老人这天住院或不在家。", "The person was in hospital or away that day.")),
        [ReviewReason.MealAtEdgeOfAbsence] = ("sales.atEdgeOfAbsence", new("老人这天离家或回家。", "The person left or came back that day.")),
        [ReviewReason.MealOfUnknownPerson] = ("sales.unknownPerson", new("登记里没有这位老人。", "The person is not in the register.")),
        [ReviewReason.MealOfSharedPhone] = ("sales.sharedPhone", new("太多老人用同一个电话号码。", "Too many people have the same telephone number.")),
        [ReviewReason.MealTooYoung] = ("sales.tooYoung", new("不满 60 岁，却用了补贴。", "Subsidised for somebody who is not old enough.")),
        [ReviewReason.TwoCanteens] = ("sales.twoCanteens", new("同一餐在两家食堂用了补贴。", "The same meal was subsidised in two canteens.")),
        [ReviewReason.OtherCanteenToo] = ("sales.otherCanteenToo", new("同一餐在另一家食堂也有一笔，那一笔更可疑或者没有补贴。", "The same meal was sold in another canteen too, which is the more doubtful one or had no subsidy.")),
        [ReviewReason.CanteensTooFarApart] = ("sales.canteensTooFarApart", new("两家食堂相隔太远，来不及。", "Nobody can travel so fast from one canteen to the other.")),
        [ReviewReason.MealTwice] = ("sales.twice", new("同一餐在同一家食堂用了两次补贴。", "The same meal was subsidised twice in one canteen.")),
        [ReviewReason.VouchedAlways] = ("sales.vouchedAlways", new("靠工作人员担保，而且这家食堂几乎每餐都是。", "Vouched for, as nearly all of this canteen's meals.")),
        [ReviewReason.OneOperatorAlways] = ("sales.oneOperatorAlways", new("这家食堂几乎每餐都由同一个人收银，别家不是这样。", "One person rang up nearly all of this canteen's meals, unlike in others.")),
        [ReviewReason.BeyondSeats] = ("sales.beyondSeats", new("这一餐的人数超过座位能坐下的，这位老人平时也不来。", "More meals than the seats allow, and the person is not usually there.")),
        [ReviewReason.FullHouse] = ("sales.fullHouse", new("这一餐的人数超过座位能坐下的。", "More meals than the seats allow.")),
        [ReviewReason.CanteenClosed] = ("sales.canteenClosed", new("食堂这天不开，却用了补贴。", "Subsidised on a day on which the canteen was closed.")),
        [ReviewReason.PaidWhileClosed] = ("sales.paidWhileClosed", new("食堂这天不开。", "Sold on a day on which the canteen was closed.")),
    };

    /// <summary>The stable code, such as <c>visits.overlaps</c>.</summary>
    public static string CodeOf(ReviewReason reason) => All[reason].Code;

    /// <summary>What it says.</summary>
    public static Bilingual Of(ReviewReason reason) => All[reason].Words;
}
