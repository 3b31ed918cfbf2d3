using System.Globalization;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Reviews;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.Reviews;

/// <summary>Writes down visits and meals of August 2026, all as honest ones are unless told otherwise; each person lives so many metres east of the first.</summary>
internal sealed class Diary
{
    public static readonly ReviewPolicy Policy = ReviewPolicies.Read();
    private static readonly GeoPoint First = new(37.5, 122.1);
    private readonly List<ReviewedVisit> _visits = [];
    private readonly List<ReviewedSale> _sales = [];
    private readonly Dictionary<string, KnownSenior> _seniors = [];
    private readonly Dictionary<string, KnownCanteen> _canteens = [];

    public static GeoPoint At(double metresEast) => new(First.Latitude, First.Longitude + metresEast / (111_195 * Math.Cos(First.Latitude * Math.PI / 180)));

    /// <summary>A moment such as <c>3 09:05</c> of August, the city's time.</summary>
    public static Instant On(string dayAndTime)
    {
        var words = dayAndTime.Split(' ', ':');
        return CityClock.At(new LocalDate(2026, 8, 1), LocalTime.Midnight) + Duration.FromDays(int.Parse(words[0], CultureInfo.InvariantCulture) - 1)
            + Duration.FromMinutes(60 * int.Parse(words[1], CultureInfo.InvariantCulture) + int.Parse(words[2], CultureInfo.InvariantCulture));
    }

    public Diary Person(string id, double metresEast = 0, Func<KnownSenior, KnownSenior>? but = null)
    {
        var senior = new KnownSenior(id, new(1941, 5, 6), null, $"phone of {id}", At(metresEast), []);
        _seniors[id] = but is null ? senior : but(senior);
        return this;
    }

    public Diary Canteen(string id, double metresEast = 0, int seats = 40, params LocalDate[] closedOn)
    {
        _canteens[id] = new(id, seats, closedOn.ToHashSet(), At(metresEast));
        return this;
    }

    /// <summary>A visit of an hour, checked in near the home a little late; its id is <c>v1</c>, <c>v2</c> and so on.</summary>
    public Diary Visit(string worker, string senior, string at, double lasted = 57.3, Func<ReviewedVisit, ReviewedVisit>? but = null)
    {
        if (!_seniors.ContainsKey(senior)) Person(senior);
        var (number, planned) = (_visits.Count + 1, On(at));
        var (began, ended) = (planned + Duration.FromSeconds(41 + number), planned + Duration.FromSeconds(41 + number) + Duration.FromSeconds(lasted * 60 + number));
        var visit = new ReviewedVisit($"v{number}", worker, senior, planned, 60, Stamp(senior, began, number), Stamp(senior, ended, number + 0.5), ended + Duration.FromSeconds(4), null, null);
        _visits.Add(but is null ? visit : but(visit));
        return this;
    }

    /// <summary>A subsidised lunch by card; its id is <c>m1</c>, <c>m2</c> and so on.</summary>
    public Diary Meal(string senior, string canteen, string at, Func<ReviewedSale, ReviewedSale>? but = null)
    {
        if (!_seniors.ContainsKey(senior)) Person(senior);
        if (!_canteens.ContainsKey(canteen)) Canteen(canteen);
        var number = _sales.Count + 1;
        var sale = new ReviewedSale($"m{number}", senior, canteen, $"{canteen}{number % 3}", On(at), MealPeriod.Lunch, false, 300);
        _sales.Add(but is null ? sale : but(sale));
        return this;
    }

    /// <summary>Several of something, numbered from 0.</summary>
    public Diary Times(int count, Action<Diary, int> write)
    {
        for (var i = 0; i < count; i++) write(this, i);
        return this;
    }

    public ReviewCase Case => new(_visits, _sales, [.. _seniors.Values], [.. _canteens.Values]);

    public TruthScores Judge() => TruthScoring.Score(Case, Policy);

    /// <summary>Phones err by up to 20 m, never twice alike.</summary>
    private VisitStamp Stamp(string senior, Instant at, double number)
    {
        var home = _seniors[senior].Home ?? First;
        return new(home.Latitude + Math.Sin(number * 7) * 0.00015, home.Longitude + Math.Cos(number * 5) * 0.00015, 12, at, false, $"photo {number.ToString(CultureInfo.InvariantCulture)}", null);
    }
}
