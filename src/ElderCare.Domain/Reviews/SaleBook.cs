using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Reviews;

/// <summary>The meals of a case with their canteens, days and order.</summary>
internal sealed class SaleBook : IPersonRecords
{
    private readonly int[] _person;
    private readonly int[] _canteen;
    private readonly LocalDate[] _day;
    private readonly List<KnownCanteen?> _known = [];
    private readonly Dictionary<(int Person, int Canteen), int> _together = [];

    public SaleBook(IReadOnlyList<ReviewedSale> sales, IReadOnlyList<KnownCanteen> canteens, PeopleBook people)
    {
        Sales = sales;
        (_person, _canteen, _day) = (new int[sales.Count], new int[sales.Count], new LocalDate[sales.Count]);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var canteen in canteens) _known[NumberOf(canteen.Id)] = canteen;
        for (var sale = 0; sale < sales.Count; sale++)
        {
            _person[sale] = people.NumberOf(sales[sale].SeniorId);
            _canteen[sale] = NumberOf(sales[sale].CanteenId);
            _day[sale] = CityClock.DateOf(sales[sale].SoldAt);
            _together[(_person[sale], _canteen[sale])] = Familiarity(sale) + 1;
        }
        ByPerson = new int[sales.Count];
        for (var sale = 0; sale < sales.Count; sale++) ByPerson[sale] = sale;
        Array.Sort(ByPerson, (one, other) => (_person[one], sales[one].SoldAt, one).CompareTo((_person[other], sales[other].SoldAt, other)));

        int NumberOf(string id)
        {
            if (numbers.TryGetValue(id, out var number)) return number;
            numbers[id] = number = _known.Count;
            _known.Add(null);
            return number;
        }
    }

    public IReadOnlyList<ReviewedSale> Sales { get; }

    public int Count => Sales.Count;

    /// <summary>All meals by person, then by time.</summary>
    public int[] ByPerson { get; }

    public int PersonOf(int record) => _person[record];

    public Instant At(int record) => Sales[record].SoldAt;

    public LocalDate DayOf(int record) => _day[record];

    /// <summary>The number of the canteen.</summary>
    public int CanteenOf(int sale) => _canteen[sale];

    /// <summary>What is known of the canteen.</summary>
    public KnownCanteen? Known(int sale) => _known[_canteen[sale]];

    /// <summary>Which meal of the day it is: as told, or else by the hour.</summary>
    public MealPeriod PeriodOf(int sale) => Sales[sale].Period ?? (Sales[sale].SoldAt.WithOffset(CityClock.Offset).Hour switch
    {
        < 10 => MealPeriod.Breakfast,
        < 15 => MealPeriod.Lunch,
        _ => MealPeriod.Dinner,
    });

    /// <summary>How many meals of this person in this canteen there are.</summary>
    public int Familiarity(int sale) => _together.GetValueOrDefault((_person[sale], _canteen[sale]));
}
