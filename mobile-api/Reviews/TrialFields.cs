using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.Reviews;

/// <summary>What is wrong with the fields of lists, each named with its place, such as <c>visits[3].checkIn.latitude</c>.</summary>
internal sealed class TrialFields
{
    /// <summary>Whoever sends a hundred thousand bad rows is told of the first hundred fields.</summary>
    private const int MostNamed = 100;

    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    private readonly FieldErrors _errors = new();
    private string _row = "";

    /// <summary>Whether the row that is being read has been good so far.</summary>
    public bool AreGood { get; private set; } = true;

    /// <summary>Reads every row of a list, and refuses empty ones and ids that come twice.</summary>
    public List<TTo> Each<TFrom, TTo>(IReadOnlyList<TFrom?>? rows, string list, Func<TFrom, string?> idOf, Func<TFrom, TrialFields, TTo?> read) where TFrom : class where TTo : class
    {
        var (good, ids) = (new List<TTo>(rows?.Count ?? 0), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < (rows?.Count ?? 0) && _errors.All.Count < MostNamed; i++)
        {
            (_row, AreGood) = ($"{list}[{i}]", true);
            if (rows![i] is not { } row)
            {
                Fail("", "必须填写。", "It is required.");
                continue;
            }
            if (idOf(row) is { } id) Require(ids.Add(id), "id", "这个编号出现了两次。", "The id comes twice.");
            if (read(row, this) is { } made) good.Add(made);
        }
        return good;
    }

    public void Require(bool holds, string field, string zh, string en)
    {
        if (!holds) Fail(field, zh, en);
    }

    public void Present(object? value, string field) => Require(value is not null, field, "必须填写。", "It is required.");

    public void Id(string? value, string field, int longest)
    {
        Require(!string.IsNullOrWhiteSpace(value), field, "必须填写。", "It is required.");
        Require(value is null || value.Length <= longest, field, $"最多 {longest} 个字符。", $"{longest} characters at most.");
    }

    public void Between(double? value, double least, double most, string field) =>
        Require(value is null || (value >= least && value <= most), field, $"要 {least:0} 到 {most:0}。", $"It must be {least:0} to {most:0}.");

    /// <summary>Clocks that were never set say 1970; none says a year that no old person lives in.</summary>
    public void Time(Instant? value, string field) =>
        Require(value is null || value.Value.InUtc().Year is >= FirstYear and <= LastYear, field, $"要在 {FirstYear} 到 {LastYear} 年之间。", $"It must be in the years {FirstYear} to {LastYear}.");

    /// <summary>Both degrees or none.</summary>
    public void Place(double? latitude, double? longitude, string prefix)
    {
        Between(latitude, -90, 90, $"{prefix}latitude");
        Between(longitude, -180, 180, $"{prefix}longitude");
        Require(latitude is not null || longitude is null, $"{prefix}latitude", "经纬度要一起填。", "Latitude and longitude go together.");
        Require(longitude is not null || latitude is null, $"{prefix}longitude", "经纬度要一起填。", "Latitude and longitude go together.");
    }

    /// <exception cref="RequestProblem">400 that names the fields.</exception>
    public void ThrowIfAny() => _errors.ThrowIfAny();

    private void Fail(string field, string zh, string en)
    {
        AreGood = false;
        _errors.Require(false, field.Length == 0 ? _row : $"{_row}.{field}", zh, en);
    }
}
