using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>Cheats that are a worker's habit.</summary>
internal sealed class WorkerCheats(LabelledCity city, Dice dice, HonestVisits honest, List<Round> rounds)
{
    private readonly Queue<Round> _cheaters = new(dice.Some(rounds, rounds.Count));

    public void Plant()
    {
        for (var i = 0; i < 2; i++) Habit("roundTimes", 0.92, visit => visit.CheckOut!.OccurredAt = visit.CheckIn!.OccurredAt + Duration.FromMinutes(visit.Minutes));
        for (var i = 0; i < 3; i++) Habit("instantStars", 0.6, Stars);
        for (var i = 0; i < 3; i++) BackFill();
        for (var i = 0; i < 2; i++) SamePointEverywhere();
        for (var i = 0; i < 4; i++) SamePointAtHome();
        for (var i = 0; i < 10; i++) OverlongDay();
        for (var i = 0; i < 10; i++) UnderAnotherName();
    }

    private List<MadeVisit> Honest(Round round) => [.. city.Visits.Where(visit => visit.WorkerId == round.WorkerId && visit is { Cheat: null, CheckIn: not null, CheckOut.Reason: null }).OrderBy(visit => visit.StartsAt)];

    private void Habit(string kind, double share, Action<MadeVisit> spoil)
    {
        foreach (var visit in Honest(_cheaters.Dequeue()).Where(_ => dice.Chance(share)))
        {
            spoil(visit);
            visit.Cheat = kind;
        }
    }

    private void Stars(MadeVisit visit)
    {
        visit.Rating = 5;
        visit.RatedAt = visit.CheckOut!.OccurredAt + dice.Seconds(1, 8);
    }

    /// <summary>Sits down in the last days of a month and writes what is missing.</summary>
    private void BackFill()
    {
        var month = LabelledCity.FirstDay.PlusMonths(dice.Between(0, 2));
        var end = month.PlusMonths(1).PlusDays(-1);
        var writes = LabelledCity.At(end, dice.Between(19, 22));
        foreach (var visit in dice.Some([.. Honest(_cheaters.Dequeue()).Where(visit => LabelledCity.DayOf(visit.StartsAt) is var day && day >= month && day < end.PlusDays(-1))], dice.Between(8, 16)))
        {
            visit.RecordedAt = writes + dice.Seconds(0, 2400);
            visit.Cheat = "backFilled";
        }
    }

    private void SamePointEverywhere()
    {
        var visits = Honest(_cheaters.Dequeue());
        var point = visits[0].CheckIn!;
        var (latitude, longitude) = dice.At(point.Latitude, point.Longitude, dice.Between(20, 900));
        foreach (var visit in visits.Skip(dice.Between(0, visits.Count - 20)).Take(16))
        {
            (visit.CheckIn!.Latitude, visit.CheckIn.Longitude) = (latitude, longitude);
            visit.Cheat = "samePointEverywhere";
        }
    }

    private void SamePointAtHome()
    {
        var home = Honest(_cheaters.Dequeue()).GroupBy(visit => visit.Senior).MaxBy(visits => visits.Count())!.ToList();
        var point = home[0].CheckIn!;
        foreach (var visit in home.Skip(1).Where(_ => dice.Chance(0.7)))
        {
            (visit.CheckIn!.Latitude, visit.CheckIn.Longitude) = (point.Latitude, point.Longitude);
            visit.Cheat = "samePointAtHome";
        }
    }

    /// <summary>More visits after a full day than anybody can bear.</summary>
    private void OverlongDay()
    {
        var round = dice.One(rounds);
        var day = LabelledCity.FirstDay.PlusDays(dice.Between(0, 90));
        var at = LabelledCity.At(day, 7) - Duration.FromMinutes(20);
        var clients = round.Clients.Where(client => client.IsThere(day)).ToList();
        if (city.Visits.Exists(visit => visit.WorkerId == round.WorkerId && LabelledCity.DayOf(visit.StartsAt) == day) || clients.Count < 9) return;
        var minutes = 0;
        foreach (var client in dice.Some(clients, 9))
        {
            var visit = honest.Visit(round, client, at, 95);
            if (minutes > 600) visit.Cheat = "overlong";
            city.Visits.Add(visit);
            var lasted = visit.CheckOut is { } ended ? (ended.OccurredAt - visit.CheckIn!.OccurredAt).TotalMinutes : 95;
            minutes += (int)lasted;
            at += Duration.FromMinutes(lasted) + dice.Seconds(900, 1500);
        }
    }

    /// <summary>The worker's day is full; the rest goes by a colleague's name, who is at work elsewhere.</summary>
    private void UnderAnotherName()
    {
        var (round, other) = (dice.One(rounds), dice.One(rounds));
        var visits = city.Visits.Where(visit => visit.WorkerId == round.WorkerId && visit is { Cheat: null, CheckOut.Reason: null, CheckIn: not null }).ToList();
        var known = dice.One(visits);
        var busy = city.Visits.FirstOrDefault(visit => visit.WorkerId == other.WorkerId && visit is { Cheat: null, CheckOut: not null, CheckIn: not null, Minutes: >= 45 } && LabelledCity.DayOf(visit.StartsAt) == LabelledCity.DayOf(known.StartsAt));
        if (round == other || busy is null || Dice.Metres(busy.Senior.Latitude, busy.Senior.Longitude, known.Senior.Latitude, known.Senior.Longitude) < 300) return;
        var visit = honest.Visit(other, known.Senior, busy.CheckIn!.OccurredAt - other.ClockOff + dice.Seconds(0, 900), 60);
        visit.Cheat = "underAnotherName";
        city.Visits.Add(visit);
    }
}
