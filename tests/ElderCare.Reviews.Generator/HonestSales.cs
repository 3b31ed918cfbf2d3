namespace ElderCare.Reviews.Generator;

/// <summary>Twelve hundred diners, honest, with all that goes a little wrong.</summary>
internal sealed class HonestSales(LabelledCity city, Dice dice)
{
    private readonly Dictionary<(MadeCanteen, NodaTime.LocalDate, string), int> _seated = [];

    public void Make()
    {
        var vouching = city.Canteens.ToDictionary(canteen => canteen, _ => dice.Between(0.02, 0.25));
        var noReader = (Canteen: dice.One(city.Canteens), From: LabelledCity.FirstDay.PlusDays(dice.Between(5, 70)));
        foreach (var diner in dice.Some(city.Seniors, 1200))
        {
            var usual = city.Canteens.OrderBy(canteen => Dice.Metres(diner.Latitude, diner.Longitude, canteen.Latitude, canteen.Longitude)).Take(4).ToList();
            var (appetite, evening) = (dice.Between(0.15, 0.75), dice.Chance(0.25));
            foreach (var day in LabelledCity.Days)
            {
                if (!diner.IsThere(day)) continue;
                var canteen = dice.Chance(0.06) ? dice.One(usual) : usual[diner.Id.Length % 2];
                var isVouched = dice.Chance(canteen == noReader.Canteen && day >= noReader.From && day < noReader.From.PlusDays(4) ? 0.95 : vouching[canteen]);
                if (dice.Chance(appetite)) Eat(diner, canteen, day, "lunch", isVouched);
                if (evening && dice.Chance(0.3)) Eat(diner, canteen, day, "dinner", isVouched);
            }
        }
    }

    private void Eat(MadeSenior diner, MadeCanteen canteen, NodaTime.LocalDate day, string period, bool isVouched)
    {
        var seated = _seated.GetValueOrDefault((canteen, day, period));
        if (canteen.ClosedOn.Contains(day) || seated >= canteen.Seats * 2.5) return;
        _seated[(canteen, day, period)] = seated + 1;
        city.Sales.Add(Sale(diner, canteen, day, period, isVouched, dice));
        if (dice.Chance(0.002)) city.Sales.Add(Sale(diner, canteen, day, period, isVouched, dice, subsidyFen: 0)); // one to take along, at full price
    }

    public static MadeSale Sale(MadeSenior diner, MadeCanteen canteen, NodaTime.LocalDate day, string period, bool isVouched, Dice dice, long subsidyFen = 300) => new()
    {
        Senior = diner,
        Canteen = canteen,
        OperatorId = dice.One(canteen.Operators),
        SoldAt = LabelledCity.At(day, period == "lunch" ? dice.Between(10.8, 12.9) : dice.Between(16.8, 18.6)),
        Period = period,
        Vouched = isVouched,
        SubsidyFen = subsidyFen,
    };
}
