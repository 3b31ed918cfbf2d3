using System.Globalization;
using CsvHelper;
using ElderCare.Domain.People;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.People.Import;

/// <summary>Reads the cells of one row after another into forms; a cell that cannot be read is named.</summary>
internal sealed class SeniorRowReader(CsvReader csv, SeniorColumns columns, FindingList problems)
{
    private const int LongestCell = 2_000;
    private static readonly LocalDatePattern[] Dates = [LocalDatePattern.Iso, .. new[] { "uuuu/M/d", "uuuuMMdd" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    /// <summary>
    /// The form in the row on which the reader stands, without the cells that cannot be read; null when it has more cells than the
    /// header, for then nobody knows which cell is which.
    /// </summary>
    public SeniorForm? Read()
    {
        if (csv.FieldCount > columns.Count)
        {
            problems.Add(csv.LineNumber, "row", new("比表头多出单元格", "It has more cells than the header"));
            return null;
        }
        var before = problems.Count;
        var document = Word(SeniorColumn.IdDocument, ChineseWords.Documents);
        return new()
        {
            IdDocument = document,
            IdDocumentIsUnclear = problems.Count > before,
            Name = Text(SeniorColumn.Name),
            IdNumber = Text(SeniorColumn.IdNumber),
            BornOn = Date(SeniorColumn.BornOn),
            Sex = Word(SeniorColumn.Sex, ChineseWords.Sexes),
            HukouDivision = Text(SeniorColumn.HukouDivision),
            ResidenceDivision = Text(SeniorColumn.ResidenceDivision),
            Address = Text(SeniorColumn.Address),
            Latitude = Degrees(SeniorColumn.Latitude),
            Longitude = Degrees(SeniorColumn.Longitude),
            Phone = Text(SeniorColumn.Phone),
            SelfCare = Word(SeniorColumn.SelfCare, ChineseWords.SelfCare),
            Living = Word(SeniorColumn.Living, ChineseWords.Living),
            Diets = Items(SeniorColumn.Diets),
            Allergies = Items(SeniorColumn.Allergies),
            Conditions = Items(SeniorColumn.Conditions),
            Medicines = Items(SeniorColumn.Medicines),
            DoorNote = Text(SeniorColumn.DoorNote),
            Categories = Categories(),
        };
    }

    /// <summary>A spreadsheet would compute such a cell when the list is opened there again, also after wide or small forms have become plain.</summary>
    private static bool IsFormula(string text, SeniorColumn column) =>
        text[0] is '=' or '@' or '-' or '＝' or '＠' or '－' or '﹦' or '﹫' or '﹣'
        || (text[0] is '+' or '＋' or '﹢' && (column != SeniorColumn.Phone || (PhoneNumber.Normalise(text) is null && Landline.Normalise(text) is null)));

    private string? Text(SeniorColumn column)
    {
        var place = columns.PlaceOf(column);
        if (place < 0 || place >= csv.FieldCount) return null;
        if (csv.GetSpan(place).Length > LongestCell)
        {
            Problem(column, "内容太长", "It is too long");
            return null;
        }
        var text = csv.GetString(place)?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (!IsFormula(text, column)) return text;
        Problem(column, "不能以 = + - @ 开头，看起来是公式", "It must not begin with = + - @, as a formula does");
        return null;
    }

    private T? Word<T>(SeniorColumn column, IReadOnlyDictionary<string, T> chinese) where T : struct, Enum
    {
        if (Text(column) is not { } text) return null;
        if (Words<T>.TryRead(text, out var word) || chinese.TryGetValue(text, out word)) return word;
        Problem(column, $"只能是：{string.Join("、", chinese.Keys)}", $"It must be one of {string.Join(", ", Words<T>.All)}");
        return null;
    }

    private LocalDate? Date(SeniorColumn column)
    {
        if (Text(column) is not { } text) return null;
        if (DateOf(text) is { } date) return date;
        Problem(column, "日期要写成 1950-01-31", "A date is written as 1950-01-31");
        return null;
    }

    private static LocalDate? DateOf(string text)
    {
        foreach (var pattern in Dates)
        {
            if (pattern.Parse(text) is { Success: true, Value: { Year: >= 1 and <= 9999 } date }) return date;
        }
        return null;
    }

    private double? Degrees(SeniorColumn column)
    {
        if (Text(column) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)) return degrees;
        Problem(column, "要写成度数，例如 37.5", "It is written in degrees, such as 37.5");
        return null;
    }

    private IReadOnlyList<string> Items(SeniorColumn column) =>
        Text(column)?.Split([';', '；', '、', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The claims of a cell; none when one of them cannot be read, or the others would be counted wrongly.</summary>
    private IReadOnlyList<CategoryClaim> Categories()
    {
        var (before, claims) = (problems.Count, new List<CategoryClaim>());
        foreach (var item in Items(SeniorColumn.Categories))
        {
            var parts = item.Split(':', '：');
            var dates = parts.Skip(1).Select(DateOf).ToList();
            if (dates.Count is 1 or 2 && dates.TrueForAll(date => date is not null)) claims.Add(new(parts[0], dates[0], dates.ElementAtOrDefault(1)));
            else Problem(SeniorColumn.Categories, "要写成 代码:起始日期，或 代码:起始日期:结束日期", "It is written as code:from or code:from:to");
        }
        return problems.Count == before ? claims : [];
    }

    private void Problem(SeniorColumn column, string zh, string en) => problems.Add(csv.LineNumber, Words<SeniorColumn>.Of(column), new(zh, en));
}
