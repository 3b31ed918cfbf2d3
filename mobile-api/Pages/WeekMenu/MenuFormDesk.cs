using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Canteens;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Pages.Ordering;
using ElderCare.MobileApi.Requests;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.WeekMenu;

/// <summary>One menu as a form and back: prices in yuan, allergens in words, a dish without a name is left out.</summary>
internal sealed class MenuFormDesk(CityDatabase database, PutMenu put, MealPolicy times, Visitor you)
{
    private const int BlankRows = 3;
    private const int MostRows = 50;
    private static readonly LocalDateTimePattern BrowserTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly char[] BetweenWords = ['、', '，', ',', ' '];

    public MenuForm Open(Caller staff, LocalDate date, MealPeriod period)
    {
        var menu = database.Read(sql => sql.Menu(staff.Account.CanteenId!.Value, date, period));
        var rows = (menu?.Dishes ?? []).Select(dish => new MenuFormRow(dish.Id.ToString(), dish.Name, Money.Yuan(dish.PriceFen), dish.Capacity.ToString(CultureInfo.InvariantCulture), AllergensOf(dish.Allergens)));
        var closes = (menu?.OrdersCloseAt ?? times.OrdersCloseAt(date, period)).WithOffset(CityClock.Offset).LocalDateTime;
        return new(date, period, menu?.Version, BrowserTime.Format(closes), [.. rows, .. Blank(BlankRows)], new Dictionary<string, string>());
    }

    /// <summary>What was typed.</summary>
    public MenuForm Read(LocalDate date, MealPeriod period, IFormCollection form)
    {
        var rows = Enumerable.Range(0, Math.Min(form["name"].Count, MostRows)).Select(i => new MenuFormRow(At("id", i), At("name", i), At("price", i), At("capacity", i), At("allergens", i)));
        return new(date, period, NumberOf(form["version"].ToString()), form["closesAt"].ToString(), [.. rows], new Dictionary<string, string>());

        string At(string field, int i) => form[field].Count > i ? form[field][i]!.Trim() : "";
    }

    public Task<Answer<MenuView>> Save(MenuForm typed, Caller staff, HttpContext http, CancellationToken ct)
    {
        var closes = BrowserTime.Parse(typed.ClosesAt);
        var dishes = typed.Rows.Where(row => row.Name.Length > 0).Select(row => new MenuDishRequest(
            Guid.TryParse(row.Id, out var id) ? id : null, row.Name, FenOf(row.Price), [.. row.Allergens.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries).Select(CodeOf)], NumberOf(row.Capacity))).ToList();
        // The form carries the version as a program would send it.
        if (typed.Version is { } version) http.Request.Headers.IfMatch = Versions.ETag(version);
        else http.Request.Headers.IfNoneMatch = "*";
        return put.Handle(staff.Account.CanteenId!.Value, typed.Date, typed.Period, new(closes is { Success: true, Value.Year: >= 1 and <= 9999 } ? CityClock.At(closes.Value.Date, closes.Value.TimeOfDay) : null, dishes), staff, http.Request, ct);
    }

    /// <summary>The form with each error beside its field, and those of no field together above it; rows without a name do not count.</summary>
    public MenuForm WithErrors(MenuForm typed, RequestProblem no)
    {
        var rows = typed.Rows.Select((row, i) => (row, i)).Where(row => row.row.Name.Length > 0).Select(row => row.i).ToList();
        var errors = no.Errors.GroupBy(error => FieldOf(error.Key, rows), StringComparer.Ordinal).ToDictionary(field => field.Key, field => string.Join(' ', field.Select(WordsOf)), StringComparer.Ordinal);
        return typed with { Errors = errors };
    }

    private string WordsOf(KeyValuePair<string, Bilingual> error) => error.Key switch
    {
        "date" => you.Say($"日期：{error.Value.Zh}", $"Date: {error.Value.En}"),
        _ when error.Key.EndsWith(".priceFen", StringComparison.Ordinal) => PriceWords,
        _ => you.Say(error.Value),
    };

    private string PriceWords => you.Say("写成 9.50 这样，最多 1000 元。", "Write it as 9.50, at most 1000 yuan.");

    private static string FieldOf(string field, List<int> rows) =>
        field.StartsWith("dishes[", StringComparison.Ordinal) && int.TryParse(field["dishes[".Length..field.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture, out var i)
            ? $"{field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..]}{rows[i]}"
            : field == "ordersCloseAt" ? field : "";

    private string AllergensOf(IEnumerable<string> codes) => string.Join('、', codes.Select(you.AllergenOf));

    private static string CodeOf(string word) => DishWords.CodeOf(word) ?? word;

    private static IEnumerable<MenuFormRow> Blank(int rows) => Enumerable.Repeat(new MenuFormRow("", "", "", "", ""), rows);

    private static long? FenOf(string yuan) => decimal.TryParse(yuan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000 && amount * 100 == decimal.Truncate(amount * 100) ? (long)(amount * 100) : null;

    private static int? NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
