using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Ledger;

/// <summary>The meals ledger of the illustrative Weihai rules in a few lines: who pays a lunch of 15 yuan, and where its money stands.</summary>
internal sealed class MealLedgerModel
{
    public const string CityFund = "fund-371000-meals";
    public const string DistrictFund = "fund-371002-meals";
    public const long PriceFen = 1_500;
    private const long HalfOfUsual = 100;
    private const long HalfOfHardship = 400;
    private readonly Dictionary<Guid, long> _balances = [];
    private readonly HashSet<(Guid Senior, LocalDate Date)> _held = [];

    public IReadOnlyDictionary<Guid, long> Balances => _balances;

    public long this[AccountKind kind, string owner]
    {
        get => _balances.GetValueOrDefault(LedgerAccount.IdOf(kind, owner));
        set => _balances[LedgerAccount.IdOf(kind, owner)] = value;
    }

    /// <summary>Places a meal; null when the wallet does not hold the senior's part.</summary>
    public PlacedMeal? Place(Diner diner, LocalDate date, int quantity, bool fromWallet, Guid canteen)
    {
        var lines = _held.Contains((diner.Id, date)) ? [] : Lines(diner.InHardship);
        var share = PriceFen * quantity - lines.Sum(line => line.Fen + line.OverdrawnFen);
        var payer = fromWallet ? AccountKind.Wallet : AccountKind.SeniorShare;
        if (fromWallet && this[payer, diner.Id.ToString()] < share) return null;
        var meal = new PlacedMeal(diner, date, quantity, fromWallet, canteen, lines, share);
        if (lines.Count > 0) _held.Add((diner.Id, date));
        Move(meal, 1);
        return meal;
    }

    public void Undo(PlacedMeal meal)
    {
        if (meal.Lines.Count > 0) _held.Remove((meal.Diner.Id, meal.Date));
        Move(meal, -1);
    }

    /// <summary>Takes an undoing back.</summary>
    public void Redo(PlacedMeal meal)
    {
        if (meal.Lines.Count > 0) _held.Add((meal.Diner.Id, meal.Date));
        Move(meal, 1);
    }

    public void Settle(PlacedMeal meal)
    {
        foreach (var line in meal.Lines)
        {
            this[AccountKind.FundReserved, line.Fund] -= line.Fen + line.OverdrawnFen;
            this[AccountKind.CanteenReceivable, meal.Canteen.ToString()] += line.Fen + line.OverdrawnFen;
        }
        SettleShare(meal);
    }

    public void Miss(PlacedMeal meal)
    {
        Undo(meal);
        if (!meal.FromWallet) return;
        this[AccountKind.Wallet, meal.Diner.Id.ToString()] -= meal.ShareFen;
        this[AccountKind.CanteenPledged, meal.Canteen.ToString()] += meal.ShareFen;
        SettleShare(meal);
    }

    private void SettleShare(PlacedMeal meal)
    {
        this[AccountKind.CanteenPledged, meal.Canteen.ToString()] -= meal.ShareFen;
        this[meal.FromWallet ? AccountKind.CanteenReceivable : AccountKind.CashDrawer, meal.Canteen.ToString()] += meal.ShareFen;
    }

    private void Move(PlacedMeal meal, int sign)
    {
        foreach (var line in meal.Lines)
        {
            this[AccountKind.Fund, line.Fund] -= sign * line.Fen;
            this[AccountKind.FundOverdraft, line.Fund] -= sign * line.OverdrawnFen;
            this[AccountKind.FundReserved, line.Fund] += sign * (line.Fen + line.OverdrawnFen);
        }
        this[meal.FromWallet ? AccountKind.Wallet : AccountKind.SeniorShare, meal.Diner.Id.ToString()] -= sign * meal.ShareFen;
        this[AccountKind.CanteenPledged, meal.Canteen.ToString()] += sign * meal.ShareFen;
    }

    // Each fund pays its half whole, the district also the city's when that is dry; what is then missing is the senior's, or overdrawn in hardship.
    private List<PaidLine> Lines(bool hardship)
    {
        var half = hardship ? HalfOfHardship : HalfOfUsual;
        var (city, district) = (this[AccountKind.Fund, CityFund], this[AccountKind.Fund, DistrictFund]);
        var (cityPays, districtPays) = (city >= half, district >= half);
        if (cityPays) city -= half;
        if (districtPays) district -= half;
        var lines = new List<PaidLine>();
        if (cityPays) lines.Add(new(CityFund, half, 0));
        if (districtPays) lines.Add(new(DistrictFund, half, 0));
        var takesOver = !cityPays && district >= half;
        if (takesOver)
        {
            lines.Add(new(DistrictFund, half, 0));
            district -= half;
        }
        if (!hardship) return lines;
        if (!cityPays && !takesOver) lines.Add(new(CityFund, Math.Min(city, half), half - Math.Min(city, half)));
        if (!districtPays) lines.Add(new(DistrictFund, Math.Min(district, half), half - Math.Min(district, half)));
        return lines;
    }
}

/// <summary>Who eats.</summary>
internal sealed record Diner(Guid Id, bool InHardship);

/// <summary>What a fund pays, and what its overdraft bears.</summary>
internal sealed record PaidLine(string Fund, long Fen, long OverdrawnFen);

/// <summary>A meal of the model.</summary>
internal sealed record PlacedMeal(Diner Diner, LocalDate Date, int Quantity, bool FromWallet, Guid Canteen, IReadOnlyList<PaidLine> Lines, long ShareFen);
