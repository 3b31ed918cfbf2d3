using System.Globalization;
using NodaTime;

namespace ElderCare.Reviews.Generator;

/// <summary>Cheats at tills.</summary>
internal sealed class SaleCheats(LabelledCity city, Dice dice)
{
    public void Plant()
    {
        AfterDeath();
        WhileAway();
        for (var i = 0; i < 60; i++) TwoCanteens();
        var canteens = dice.Some(city.Canteens, 7);
        foreach (var canteen in canteens.Take(2)) VouchedForAll(canteen);
        foreach (var canteen in canteens.Skip(2)) InventedDiners(canteen);
        for (var i = 0; i < 4; i++) ClosedDay();
        for (var i = 0; i < 2; i++) OnePhone();
        StaffMeals();
    }

    private void Add(string kind, MadeSenior diner, MadeCanteen canteen, LocalDate day, bool isVouched = false)
    {
        var sale = HonestSales.Sale(diner, canteen, day, "lunch", isVouched, dice);
        sale.Cheat = kind;
        city.Sales.Add(sale);
    }

    private void AfterDeath()
    {
        foreach (var dead in dice.Some(city.Seniors.Where(senior => senior.DiedOn is not null).ToList(), 12))
        {
            var canteen = dice.One(city.Canteens);
            for (var i = 0; i < 4; i++)
            {
                if (dead.DiedOn!.Value.PlusDays(dice.Between(1, 8)) is var day && day <= LabelledCity.LastDay && !canteen.ClosedOn.Contains(day)) Add("dead", dead, canteen, day);
            }
        }
    }

    private void WhileAway()
    {
        foreach (var away in dice.Some(city.Seniors.Where(senior => senior.Away.Count > 0).ToList(), 40))
        {
            var canteen = dice.One(city.Canteens);
            if (away.Away[0].From.PlusDays(1) is var day && !canteen.ClosedOn.Contains(day)) Add("away", away, canteen, day);
        }
    }

    private void TwoCanteens()
    {
        var sale = dice.One(city.Sales);
        var day = LabelledCity.DayOf(sale.SoldAt);
        var other = dice.One(city.Canteens);
        if (other != sale.Canteen && sale is { Cheat: null, Period: "lunch", SubsidyFen: > 0 } && !other.ClosedOn.Contains(day)) Add("twoCanteens", sale.Senior, other, day);
    }

    /// <summary>For a month the till is fed from a list.</summary>
    private void VouchedForAll(MadeCanteen canteen)
    {
        var month = LabelledCity.FirstDay.PlusMonths(dice.Between(0, 2));
        foreach (var sale in city.Sales.Where(sale => sale.Canteen == canteen && sale.Cheat is null && LabelledCity.DayOf(sale.SoldAt) is var day && day >= month && day < month.PlusMonths(1)).ToList())
        {
            sale.Vouched = dice.Chance(0.985);
            if (sale.Vouched) sale.Cheat = "vouched";
        }
    }

    private void InventedDiners(MadeCanteen canteen)
    {
        var day = LabelledCity.FirstDay.PlusDays(dice.Between(0, 91));
        if (canteen.ClosedOn.Contains(day)) return;
        foreach (var diner in dice.Some(city.Seniors.Where(senior => senior.IsThere(day)).ToList(), canteen.Seats * 4)) Add("beyondSeats", diner, canteen, day, dice.Chance(0.4));
    }

    private void ClosedDay()
    {
        var canteen = dice.One(city.Canteens.Where(canteen => canteen.ClosedOn.Count > 0).ToList());
        var day = dice.One(canteen.ClosedOn.ToList());
        foreach (var diner in dice.Some(city.Seniors.Where(senior => senior.IsThere(day)).ToList(), 25)) Add("closed", diner, canteen, day);
    }

    private void OnePhone()
    {
        var (canteen, phone) = (dice.One(city.Canteens), dice.Phone());
        foreach (var diner in dice.Some(city.Seniors.Where(senior => !city.Sales.Exists(sale => sale.Senior == senior) && !city.Visits.Exists(visit => visit.Senior == senior)).ToList(), dice.Between(7, 10)))
        {
            diner.Phone = phone;
            foreach (var day in LabelledCity.Days.Where(day => diner.IsThere(day) && !canteen.ClosedOn.Contains(day) && dice.Chance(0.2))) Add("sharedPhone", diner, canteen, day);
        }
    }

    /// <summary>Some of the staff pay in full; some let the city pay.</summary>
    private void StaffMeals()
    {
        for (var i = 0; i < 24; i++)
        {
            var (canteen, isCheat) = (dice.One(city.Canteens), i < 8);
            var staff = new MadeSenior { Id = $"staff-{i.ToString(CultureInfo.InvariantCulture)}", BornOn = new LocalDate(dice.Between(1970, 1998), dice.Between(1, 12), dice.Between(1, 28)), Phone = dice.Phone(), Latitude = canteen.Latitude, Longitude = canteen.Longitude };
            city.Seniors.Add(staff);
            foreach (var day in LabelledCity.Days.Where(day => !canteen.ClosedOn.Contains(day) && dice.Chance(0.3)))
            {
                var sale = HonestSales.Sale(staff, canteen, day, "lunch", false, dice, isCheat ? 300 : 0);
                if (isCheat) sale.Cheat = "staff";
                city.Sales.Add(sale);
            }
        }
    }
}
