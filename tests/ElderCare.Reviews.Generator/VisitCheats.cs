using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>Cheats that spoil or invent one visit at a time.</summary>
internal sealed class VisitCheats(LabelledCity city, Dice dice, HonestVisits honest, List<Round> rounds)
{
    public void Plant()
    {
        Spoil("mock", 20, visit => visit.CheckIn!.MockLocation = true);
        Spoil("far", 25, visit => (visit.CheckIn!.Latitude, visit.CheckIn.Longitude) = dice.At(visit.Senior.Latitude, visit.Senior.Longitude, Math.Exp(dice.Between(Math.Log(500), Math.Log(15_000)))));
        Spoil("short", 30, visit => visit.CheckOut!.OccurredAt = visit.CheckIn!.OccurredAt + Duration.FromSeconds((long)(visit.Minutes * dice.Between(3, 28))));
        Spoil("clockAhead", 15, visit => visit.RecordedAt = visit.CheckIn!.OccurredAt - dice.Seconds(3600, 20_000));
        Spoil("backwards", 10, visit => visit.CheckOut!.OccurredAt = visit.CheckIn!.OccurredAt - dice.Seconds(600, 7200));
        Spoil("noProof", 20, visit => visit.CheckIn = visit.CheckOut = null);
        Photos();
        for (var i = 0; i < 25; i++) OfSomebodyGone("away", senior => senior.Away.Count > 0, senior => senior.Away[0].From.PlusDays(dice.Between(0, Period.DaysBetween(senior.Away[0].From, senior.Away[0].To) - 1)));
        for (var i = 0; i < 15; i++) OfSomebodyGone("dead", senior => senior.DiedOn < LabelledCity.LastDay.PlusDays(-2), senior => senior.DiedOn!.Value.PlusDays(dice.Between(1, 10)));
        for (var i = 0; i < 30; i++) Overlapping();
        for (var i = 0; i < 25; i++) Teleporting();
        for (var i = 0; i < 20; i++) TwoAtOnce();
    }

    private MadeVisit Victim() => Enumerable.Range(0, int.MaxValue).Select(_ => dice.One(city.Visits)).First(visit => visit is { Cheat: null, CheckIn: not null, CheckOut.Reason: null });

    private void Spoil(string kind, int count, Action<MadeVisit> spoil)
    {
        for (var i = 0; i < count; i++)
        {
            var visit = Victim();
            spoil(visit);
            visit.Cheat = kind;
        }
    }

    private void Photos()
    {
        for (var i = 0; i < 30; i++)
        {
            var (one, other) = (Victim(), Victim());
            if (one.StartsAt > other.StartsAt) (one, other) = (other, one);
            if (one == other || one.CheckIn!.Photo is null) continue;
            other.CheckIn!.Photo = one.CheckIn.Photo;
            other.Cheat = "photo";
        }
    }

    private void OfSomebodyGone(string kind, Func<MadeSenior, bool> isGone, Func<MadeSenior, LocalDate> dayOf)
    {
        var round = rounds.Where(round => round.Clients.Exists(client => isGone(client))).ToList() is { Count: > 0 } some ? dice.One(some) : null;
        if (round is null) return;
        var client = dice.One(round.Clients.Where(isGone).ToList());
        var day = dayOf(client);
        if (day <= LabelledCity.LastDay) Invent(kind, round, client, FreeHour(round, day), 60);
    }

    /// <summary>A time at which the worker has no visit, the evening if need be.</summary>
    private Instant FreeHour(Round round, LocalDate day)
    {
        var ends = city.Visits.Where(visit => visit.WorkerId == round.WorkerId && LabelledCity.DayOf(visit.StartsAt) == day).Select(visit => visit.StartsAt + Duration.FromMinutes(visit.Minutes)).DefaultIfEmpty(LabelledCity.At(day, 13)).Max();
        return ends + dice.Seconds(3600, 7200);
    }

    private void Overlapping()
    {
        var (round, known) = Known();
        var elsewhere = round.Clients.Where(client => client.IsThere(LabelledCity.DayOf(known.StartsAt)) && MetresTo(known, client) > 150).ToList();
        if (elsewhere.Count > 0) Invent("overlap", round, dice.One(elsewhere), known.CheckIn!.OccurredAt - round.ClockOff + dice.Seconds(-900, 900), 60);
    }

    private void Teleporting()
    {
        var (round, known) = Known();
        var far = city.Seniors.Where(senior => senior.IsThere(LabelledCity.DayOf(known.StartsAt)) && MetresTo(known, senior) > 5000).ToList();
        Invent("teleport", round, dice.One(far), known.CheckOut!.OccurredAt - round.ClockOff + dice.Seconds(60, 240), 45);
    }

    private void TwoAtOnce()
    {
        var (round, known) = Known();
        var other = dice.One(rounds.Where(other => other != round).ToList());
        Invent("twoAtOnce", other, known.Senior, known.CheckIn!.OccurredAt - round.ClockOff + dice.Seconds(0, 600), known.Minutes);
    }

    private (Round Round, MadeVisit Visit) Known()
    {
        while (true)
        {
            var visit = Victim();
            if (rounds.Find(round => round.WorkerId == visit.WorkerId) is { } round && visit.CheckOut!.OccurredAt - visit.CheckIn!.OccurredAt > Duration.FromMinutes(35)) return (round, visit);
        }
    }

    private static double MetresTo(MadeVisit visit, MadeSenior senior) => Dice.Metres(visit.Senior.Latitude, visit.Senior.Longitude, senior.Latitude, senior.Longitude);

    private void Invent(string kind, Round round, MadeSenior client, Instant at, int minutes)
    {
        var visit = honest.Visit(round, client, at, minutes);
        visit.Cheat = kind;
        city.Visits.Add(visit);
    }
}
