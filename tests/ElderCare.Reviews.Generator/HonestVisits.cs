using System.Globalization;
using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>A worker with clients and ways of their own.</summary>
internal sealed record Round(string WorkerId, List<MadeSenior> Clients, double Thoroughness, Duration ClockOff, double KilometresPerHour);

/// <summary>Sixty caregivers on their rounds, honest, with all that goes a little wrong.</summary>
internal sealed class HonestVisits(LabelledCity city, Dice dice)
{
    private static readonly int[] Plans = [30, 45, 60, 60, 60, 90, 120];

    private readonly Dictionary<MadeSenior, List<MadeVisit>> _atHome = [];

    /// <summary>Adds three months of visits; gives the rounds, those who stand in last.</summary>
    public List<Round> Make()
    {
        var rounds = Rounds();
        var standIns = Enumerable.Range(0, 5).Select(i => new Round($"stand-in-{i.ToString(CultureInfo.InvariantCulture)}", [], 1, dice.Seconds(-180, 180), 25)).ToList();
        var isBusy = new HashSet<(Round, LocalDate)>();
        foreach (var round in rounds)
        {
            var daysOff = dice.Some(LabelledCity.Days.ToList(), 14).ToHashSet();
            var brokenOn = dice.Chance(0.2) ? LabelledCity.FirstDay.PlusDays(dice.Between(3, 80)) : (LocalDate?)null;
            foreach (var day in LabelledCity.Days)
            {
                if (!daysOff.Contains(day)) Day(round, day, brokenOn is { } broken && day >= broken && day <= broken.PlusDays(1) ? LabelledCity.At(broken.PlusDays(2), 9) : null);
                else if (dice.Chance(0.3) && dice.One(standIns) is var standIn && isBusy.Add((standIn, day))) Day(standIn with { Clients = round.Clients }, day, null);
            }
        }
        return rounds;
    }

    private List<Round> Rounds()
    {
        var rounds = new List<Round>();
        for (var i = 0; i < 60; i++)
        {
            var first = dice.One(city.Seniors);
            var near = city.Seniors.OrderBy(senior => Dice.Metres(first.Latitude, first.Longitude, senior.Latitude, senior.Longitude) + senior.Latitude).Take(60).ToList();
            var clients = dice.Some(near, dice.Between(10, 16));
            clients.AddRange(clients.SelectMany(client => city.Seniors.Where(other => other != client && other.Latitude == client.Latitude && other.Longitude == client.Longitude)).Except(clients).ToList());
            rounds.Add(new($"worker-{i.ToString(CultureInfo.InvariantCulture)}", clients, dice.Between(0.9, 1.06), dice.Seconds(-180, 180), dice.Between(14, 38)));
        }
        return rounds;
    }

    private void Day(Round round, LocalDate day, Instant? syncedAt)
    {
        var at = LabelledCity.At(day, dice.Between(7.3, 8.6));
        var end = LabelledCity.At(day, dice.Chance(0.03) ? 19.5 : 17);
        MadeSenior? last = null;
        foreach (var client in dice.Some(round.Clients, dice.Between(3, 6)))
        {
            if (!client.IsThere(day)) continue;
            if (last is not null) at += Travel(round, last, client);
            if (at > end) break;
            at = One(round, client, at, dice.One(Plans), syncedAt);
            last = client;
            var spouse = round.Clients.Find(other => other != client && other.Latitude == client.Latitude && other.Longitude == client.Longitude && other.IsThere(day));
            if (spouse is not null && dice.Chance(0.5)) at = Instant.Max(at, One(round, spouse, dice.Chance(0.3) ? at - Duration.FromMinutes(30) : at + dice.Seconds(10, 200), 45, syncedAt));
        }
        if (last is not null && dice.Chance(0.02)) One(round, last, LabelledCity.At(day, dice.Between(20.5, 23.4)), 45, syncedAt); // somebody to look in at night
    }

    private Duration Travel(Round round, MadeSenior from, MadeSenior to) =>
        dice.Seconds(120, 900) + Duration.FromHours(Dice.Metres(from.Latitude, from.Longitude, to.Latitude, to.Longitude) * 1.2 / 1000 / round.KilometresPerHour);

    private Instant One(Round round, MadeSenior client, Instant at, int minutes, Instant? syncedAt)
    {
        var visit = Visit(round, client, at, minutes);
        if (syncedAt is { } synced) visit.RecordedAt = synced + dice.Seconds(1, 120);
        if (!_atHome.TryGetValue(client, out var others)) _atHome[client] = others = [];
        if (others.Exists(other => other.WorkerId != round.WorkerId && other.StartsAt < visit.StartsAt + Duration.FromHours(4) && visit.StartsAt < other.StartsAt + Duration.FromHours(4))) return at; // somebody else is there
        others.Add(visit);
        city.Visits.Add(visit);
        return at + (visit.CheckOut is { } ended && visit.CheckIn is { } began ? ended.OccurredAt - began.OccurredAt : Duration.FromMinutes(minutes));
    }

    /// <summary>An honest visit with its noise.</summary>
    public MadeVisit Visit(Round round, MadeSenior client, Instant at, int minutes)
    {
        var lasted = Lasted(round, minutes, out var reason);
        var began = at + round.ClockOff;
        var visit = new MadeVisit
        {
            WorkerId = round.WorkerId,
            Senior = client,
            StartsAt = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 900 * 900),
            Minutes = minutes,
            CheckIn = Stamp(client, began),
            CheckOut = dice.Chance(0.005) ? null : Stamp(client, began + lasted),
            RecordedAt = at + lasted + (dice.Chance(0.04) ? dice.Seconds(300, 36_000) : dice.Seconds(1, 30)),
        };
        if (visit.CheckOut is not null) visit.CheckOut.Reason = reason;
        if (visit.CheckOut is not null && dice.Chance(0.012)) (visit.CheckOut.Latitude, visit.CheckOut.Longitude) = dice.At(client.Latitude, client.Longitude, dice.Between(400, 2500)); // to the doctor
        if (dice.Chance(0.35)) Rate(visit, at + lasted);
        return visit;
    }

    private Duration Lasted(Round round, int minutes, out string? reason)
    {
        reason = null;
        if (dice.Chance(0.03)) return Duration.FromMinutes(minutes);
        if (dice.Chance(0.01))
        {
            reason = "senior was tired";
            return Duration.FromSeconds(minutes * dice.Between(10, 30));
        }
        return Duration.FromSeconds((long)(minutes * 60 * (dice.Chance(0.03) ? dice.Between(0.62, 0.85) : Math.Clamp(dice.Bell(round.Thoroughness, 0.06), 0.7, 1.4))));
    }

    private void Rate(MadeVisit visit, Instant ended)
    {
        visit.Rating = dice.Chance(0.7) ? 5 : dice.Between(2, 4);
        visit.RatedAt = ended + (dice.Chance(0.03) ? dice.Seconds(3, 90) : dice.Seconds(120, 150_000));
    }

    public MadeStamp Stamp(MadeSenior client, Instant at)
    {
        var inside = dice.Chance(0.06);
        var error = inside ? dice.Between(30, 120) : dice.Between(3, 18);
        var (latitude, longitude) = dice.Around(client.Latitude, client.Longitude, error);
        return new() { Latitude = latitude, Longitude = longitude, AccuracyMetres = Math.Round(error * dice.Between(0.9, 2), 1), OccurredAt = at, Photo = dice.Chance(0.6) ? dice.Hash() : null };
    }
}
