using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.People.Import;

/// <summary>Where in a row each column stands, read from the header.</summary>
internal sealed class SeniorColumns
{
    /// <summary>What the API document says of the file.</summary>
    public const string Document =
        "CSV with commas, UTF-8 (with or without BOM) or GB18030/GBK, a header and no line breaks in cells. Headers in English or Chinese, in any order: "
        + "name 姓名, idNumber 证件号码, hukouDivision 户籍区划, residenceDivision 居住区划 (required); idDocument 证件类型, bornOn 出生日期, sex 性别, address 住址, latitude 纬度, longitude 经度, "
        + "phone 电话, selfCare 自理能力, living 居住情况, diets 饮食, allergies 过敏 (codes, several with ;), conditions 疾病, medicines 用药 (several with ;), doorNote 进门说明, categories 人群类别 (code:from or code:from:to, several with ;). "
        + "Words as in RegisterSenior or in Chinese; dates 1950-01-31, 1950/1/31 or 19500131. A cell that begins with = + - @ is refused as a formula, but for + in a phone number. At most 300,000 rows, 100 columns and 64 MB.";

    /// <summary>Columns of a header, far above what a list has: each that is unknown is named in the answer.</summary>
    private const int Most = 100;

    private static readonly Dictionary<SeniorColumn, string> Chinese = new()
    {
        [SeniorColumn.Name] = "姓名",
        [SeniorColumn.IdDocument] = "证件类型",
        [SeniorColumn.IdNumber] = "证件号码",
        [SeniorColumn.BornOn] = "出生日期",
        [SeniorColumn.Sex] = "性别",
        [SeniorColumn.HukouDivision] = "户籍区划",
        [SeniorColumn.ResidenceDivision] = "居住区划",
        [SeniorColumn.Address] = "住址",
        [SeniorColumn.Latitude] = "纬度",
        [SeniorColumn.Longitude] = "经度",
        [SeniorColumn.Phone] = "电话",
        [SeniorColumn.SelfCare] = "自理能力",
        [SeniorColumn.Living] = "居住情况",
        [SeniorColumn.Diets] = "饮食",
        [SeniorColumn.Allergies] = "过敏",
        [SeniorColumn.Conditions] = "疾病",
        [SeniorColumn.Medicines] = "用药",
        [SeniorColumn.DoorNote] = "进门说明",
        [SeniorColumn.Categories] = "人群类别",
    };

    private static readonly SeniorColumn[] Required = [SeniorColumn.Name, SeniorColumn.IdNumber, SeniorColumn.HukouDivision, SeniorColumn.ResidenceDivision];

    private readonly int[] _places = [.. Enum.GetValues<SeniorColumn>().Select(_ => -1)];

    private SeniorColumns(int count) => Count = count;

    /// <summary>How many columns the file has.</summary>
    public int Count { get; }

    /// <summary>Where a column stands, counted from 0; -1 when the file lacks it.</summary>
    public int PlaceOf(SeniorColumn column) => _places[(int)column];

    /// <summary>Reads the header and says what is wrong with it.</summary>
    public static SeniorColumns Of(IReadOnlyList<string> headers, FindingList problems)
    {
        var columns = new SeniorColumns(headers.Count);
        if (headers.Count > Most)
        {
            problems.Add(1, "row", new($"表头有 {headers.Count} 列，最多 {Most} 列", $"The header has {headers.Count} columns; at most {Most}"));
            return columns;
        }
        for (var place = 0; place < headers.Count; place++)
        {
            var (number, column) = (place + 1, Named(headers[place]));
            if (column is null) problems.Add(1, $"column {number}", new($"第 {number} 列的表头不认识", $"The header of column {number} is not known"));
            else if (columns.PlaceOf(column.Value) >= 0) problems.Add(1, Words<SeniorColumn>.Of(column.Value), new("表头出现了两次", "The header is there twice"));
            else columns._places[(int)column] = place;
        }
        foreach (var lacking in Required.Where(column => columns.PlaceOf(column) < 0))
        {
            problems.Add(1, Words<SeniorColumn>.Of(lacking), new($"缺少这一列（{Words<SeniorColumn>.Of(lacking)} 或 {Chinese[lacking]}）", $"The column {Words<SeniorColumn>.Of(lacking)} is missing"));
        }
        return columns;
    }

    private static SeniorColumn? Named(string header)
    {
        var name = header.Trim();
        foreach (var column in Enum.GetValues<SeniorColumn>())
        {
            if (string.Equals(name, Words<SeniorColumn>.Of(column), StringComparison.OrdinalIgnoreCase) || name == Chinese[column]) return column;
        }
        return null;
    }
}
