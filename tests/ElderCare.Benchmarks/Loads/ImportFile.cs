using System.Globalization;
using System.Text;
using NodaTime;

namespace ElderCare.Benchmarks.Loads;

/// <summary>A file of invented people of Weihai, with numbers under a prefix that was never issued.</summary>
internal static class ImportFile
{
    private const int PerDay = 900;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly LocalDate First = new(1900, 1, 1); // older than everybody in the demo
    private static readonly string[] Divisions = ["371002", "371003", "371082", "371083", "371002001", "371002002", "371002100"];
    private static readonly string[] Surnames = [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗".Select(letter => letter.ToString())];
    private static readonly string[] GivenNames = ["秀英", "桂兰", "玉珍", "淑华", "建国", "志强", "丽", "芳", "军", "平"];

    /// <summary>UTF-8, one line for each.</summary>
    public static byte[] Of(int people)
    {
        var dice = new Random(people);
        var text = new StringBuilder("name,idNumber,hukouDivision,residenceDivision,address,phone,selfCare,living,categories\n");
        for (var n = 0; n < people; n++)
        {
            var division = Divisions[dice.Next(Divisions.Length)];
            var phone = dice.Next(100) < 82 ? (19_900_000_000 + dice.Next(100_000_000)).ToString(CultureInfo.InvariantCulture) : "";
            text.Append(CultureInfo.InvariantCulture, $"{Surnames[dice.Next(Surnames.Length)]}{GivenNames[dice.Next(GivenNames.Length)]},{NumberOf(n)},{division[..6]},{division},");
            text.Append(CultureInfo.InvariantCulture, $"新威路 {dice.Next(300)} 号,{phone},{(n % 16 == 0 ? "半失能" : "自理")},{(n % 7 == 0 ? "独居" : "与家人同住")},{(n % 8 == 0 ? "minimumLivingAllowance:2025-01-01" : "")}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string NumberOf(int n)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"330399{First.PlusDays(n / PerDay):uuuuMMdd}{(n % PerDay) + 1:000}");
        return body + CheckDigits[body.Select((digit, place) => (digit - '0') * Weights[place]).Sum() % 11];
    }
}
