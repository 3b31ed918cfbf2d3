using System.Globalization;

namespace ElderCare.Reviews.Generator;

/// <summary>Who lives where: 2,000 people in 14 neighbourhoods, 20 canteens.</summary>
internal static class CityPlan
{
    private const int People = 2000;
    private const int Neighbourhoods = 14;
    private const double Latitude = 37.45;
    private const double Longitude = 122.1;

    public static void Settle(LabelledCity city, Dice dice)
    {
        var places = Enumerable.Range(0, Neighbourhoods).Select(_ => (Latitude: Latitude + dice.Between(-0.09, 0.09), Longitude: Longitude + dice.Between(-0.12, 0.12))).ToList();
        while (city.Seniors.Count < People) Household(city, dice, dice.One(places));
        foreach (var senior in city.Seniors) Fate(senior, dice);
        for (var i = 0; i < 20; i++) Canteen(city, dice, places[i % Neighbourhoods], i);
    }

    /// <summary>Some live as couples, with one telephone; some share one of a child with a neighbour.</summary>
    private static void Household(LabelledCity city, Dice dice, (double Latitude, double Longitude) place)
    {
        var (latitude, longitude) = dice.Around(place.Latitude, place.Longitude, 500);
        var phone = dice.Chance(0.03) ? null : dice.Chance(0.02) && city.Seniors.Count > 0 ? city.Seniors[^1].Phone : dice.Phone();
        for (var person = 0; person < (dice.Chance(0.1) ? 2 : 1); person++)
        {
            city.Seniors.Add(new()
            {
                Id = $"senior-{city.Seniors.Count.ToString(CultureInfo.InvariantCulture)}",
                BornOn = LabelledCity.FirstDay.PlusYears(-60).PlusDays(-dice.Between(100, 35 * 365)),
                Phone = phone,
                Latitude = latitude,
                Longitude = longitude,
            });
        }
    }

    private static void Fate(MadeSenior senior, Dice dice)
    {
        if (dice.Chance(0.02)) senior.DiedOn = LabelledCity.FirstDay.PlusDays(dice.Between(5, 80));
        if (!dice.Chance(0.07)) return;
        var from = LabelledCity.FirstDay.PlusDays(dice.Between(0, 80));
        senior.Away.Add((from, from.PlusDays(dice.Between(2, 14))));
    }

    private static void Canteen(LabelledCity city, Dice dice, (double Latitude, double Longitude) place, int number)
    {
        var (latitude, longitude) = dice.Around(place.Latitude, place.Longitude, 300);
        var canteen = new MadeCanteen { Id = $"canteen-{number.ToString(CultureInfo.InvariantCulture)}", Seats = dice.Between(24, 70), Latitude = latitude, Longitude = longitude };
        for (var i = 0; i < (dice.Chance(0.15) ? 1 : dice.Between(2, 4)); i++) canteen.Operators.Add($"{canteen.Id}-till-{i.ToString(CultureInfo.InvariantCulture)}");
        var sundaysOff = dice.Chance(0.4);
        foreach (var day in LabelledCity.Days)
        {
            if ((sundaysOff && day.DayOfWeek == NodaTime.IsoDayOfWeek.Sunday) || dice.Chance(0.015)) canteen.ClosedOn.Add(day);
        }
        city.Canteens.Add(canteen);
    }
}
