using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>
/// One person's facts, and the ledger of their lunches of 15 yuan computed afresh from them by the illustrative Weihai rules:
/// what was promised stays promised or becomes cheaper, what was settled stays settled, and the funds pay what is right now.
/// </summary>
internal sealed class PersonLedgerModel(Guid senior, string canteen)
{
    public const string CityFund = "fund-371000-meals";
    public const string Home = "371002";
    private const long PriceFen = 1_500;
    private readonly List<ModelMeal> _meals = [];

    /// <summary>Where the person is registered, each from a day on; the first entry is from the beginning.</summary>
    public List<(LocalDate From, string Division)> Hukou { get; } = [(LocalDate.MinIsoValue, Home)];

    public LocalDate? CategoryEndsOn { get; set; }

    public bool IsDead { get; set; }

    public bool UsedByFamily { get; set; }

    public (AbsenceKind Kind, LocalDate From, LocalDate? To)? Absence { get; set; }

    /// <summary>Every order that was ever placed.</summary>
    public IEnumerable<Guid> Ordered => _meals.Select(meal => meal.OrderId);

    public IEnumerable<ModelMeal> Standing => _meals.Where(meal => meal.IsOpen || meal.IsSettled);

    public bool MayEatOn(LocalDate date) => !IsDead && !IsAbsentOn(date);

    public ModelMeal Place(LocalDate date)
    {
        var meal = new ModelMeal(date) { Lines = Right(date), IsOpen = true };
        _meals.Add(meal);
        return meal;
    }

    /// <summary>What a change of facts does at once to the meals that are ordered.</summary>
    public void Reconsider()
    {
        foreach (var meal in _meals.Where(meal => meal.IsOpen))
        {
            if (MayEatOn(meal.Date))
            {
                var right = Right(meal.Date);
                if (right.Sum(line => line.Fen) >= meal.Lines.Sum(line => line.Fen)) meal.Lines = right;
            }
            else
            {
                meal.IsOpen = false;
            }
        }
    }

    /// <summary>What every account has gained or lost by the person's meals.</summary>
    public Dictionary<Guid, long> Afresh()
    {
        var books = new Dictionary<Guid, long>();
        foreach (var meal in Standing)
        {
            var (right, share, subsidy) = (meal.IsOpen ? meal.Lines : Right(meal.Date), PriceFen - meal.Lines.Sum(line => line.Fen), meal.Lines.Sum(line => line.Fen));
            foreach (var (fund, fen) in right) Add(AccountKind.Fund, fund, -fen);
            Add(AccountKind.SeniorShare, senior.ToString(), -share);
            if (meal.IsOpen)
            {
                foreach (var (fund, fen) in meal.Lines) Add(AccountKind.FundReserved, fund, fen);
                Add(AccountKind.CanteenPledged, canteen, share);
                continue;
            }
            Add(AccountKind.CashDrawer, canteen, share);
            Add(AccountKind.CanteenReceivable, canteen, subsidy);
            var tooMuch = subsidy - right.Sum(line => line.Fen);
            if (IsDead && !UsedByFamily) Add(AccountKind.CanteenReceivable, canteen, -tooMuch);
            else Add(AccountKind.SeniorAdjustment, senior.ToString(), -tooMuch);
        }
        return books.Where(account => account.Value != 0).ToDictionary();

        void Add(AccountKind kind, string owner, long fen)
        {
            var id = LedgerAccount.IdOf(kind, owner);
            books[id] = books.GetValueOrDefault(id) + fen;
        }
    }

    private bool IsAbsentOn(LocalDate date) => Absence is { } absence && absence.From <= date && (absence.To is not { } to || date < to);

    private IReadOnlyList<(string Fund, long Fen)> Right(LocalDate date)
    {
        if (IsDead || (IsAbsentOn(date) && Absence!.Value.Kind == AbsenceKind.Institution)) return [];
        var hukou = Hukou.Last(period => period.From <= date).Division;
        var district = hukou.StartsWith("3710", StringComparison.Ordinal) ? hukou : Home; // who is registered elsewhere matches by where they live
        var half = CategoryEndsOn is { } ends && ends <= date ? 100 : 400;
        return [(CityFund, half), ($"fund-{district}-meals", half)];
    }
}

/// <summary>A lunch of the model.</summary>
internal sealed class ModelMeal(LocalDate date)
{
    public LocalDate Date => date;

    /// <summary>What each fund was asked for when the meal was ordered or last priced.</summary>
    public IReadOnlyList<(string Fund, long Fen)> Lines { get; set; } = [];

    public bool IsOpen { get; set; }

    public bool IsSettled { get; set; }

    public Guid OrderId { get; set; }

    public string Code { get; set; } = "";
}
