using System.Net;
using System.Text;
using System.Text.Json;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Files that are wrong: every row and field is named, in two languages, and nothing is kept.</summary>
public sealed class BadSeniorListTests(SharedCities cities) : IClassFixture<SharedCities>
{
    private static readonly string Row = SeniorList.Row(Numbered("33039919010203001"));
    private static readonly string Wrong = Numbered("33039919010203001") is var right && right[^1] == '0' ? right[..^1] + '1' : right[..^1] + '0';
    private static readonly byte[] Damaged = [.. Encoding.UTF8.GetBytes(SeniorList.Of(Row)), 0xE4, 0xB8, (byte)'\n'];

    private static readonly Dictionary<string, (byte[] File, string Where)> Table = new()
    {
        ["a broken quote"] = Text(SeniorList.Of(Row, "\"李秀兰,330399,371002,371002,,,", Row.Replace("李秀兰", "", StringComparison.Ordinal)), "3 row; 4 name; 4 idNumber"),
        ["text after a quote"] = Text(SeniorList.Of("\"李\"秀兰,330399,371002,371002,,,"), "2 row"),
        ["a line break in a cell"] = Text(SeniorList.Of("\"李\n秀兰\",330399,371002,371002,,,"), "2 row; 3 row"),
        ["no header"] = Text(Row, "1 column 1; 1 column 2; 1 column 3; 1 column 4; 1 column 5; 1 column 6; 1 column 7; 1 name; 1 idNumber; 1 hukouDivision; 1 residenceDivision"),
        ["an unknown column"] = Text(SeniorList.Of(Row).Replace("phone", "telephone", StringComparison.Ordinal), "1 column 6"),
        ["a column twice"] = Text(SeniorList.Of(Row).Replace("phone", "姓名", StringComparison.Ordinal), "1 name"),
        ["a missing column"] = Text("name,hukouDivision,residenceDivision\n李秀兰,371002,371002\n", "1 idNumber"),
        ["semicolons"] = Text(SeniorList.Of(Row).Replace(',', ';'), "1 column 1; 1 name; 1 idNumber; 1 hukouDivision; 1 residenceDivision"),
        ["nothing"] = Text("", "1 name; 1 idNumber; 1 hukouDivision; 1 residenceDivision"),
        ["a header and nothing"] = Text(SeniorList.Of(), "1 row"),
        ["too many cells"] = Text(SeniorList.Of(Row + ",more"), "2 row"),
        ["a wrong check digit"] = Text(SeniorList.Of(SeniorList.Row(Wrong)), "2 idNumber"),
        ["a birth in the future"] = Text(SeniorList.Of(SeniorList.Row(Numbered("33039920270101001"))), "2 idNumber"),
        ["a birth too long ago"] = Text(SeniorList.Of(SeniorList.Row(Numbered("33039918900101001"))), "2 idNumber"),
        ["two people with one number"] = Text(SeniorList.Of(Row, Row.Replace("李秀兰", "王秀英", StringComparison.Ordinal)), "3 idNumber"),
        ["a number as a spreadsheet spoils it"] = Text(SeniorList.Of(SeniorList.Row("3.30399E+17")), "2 idNumber"),
        ["an unknown division"] = Text(SeniorList.Of(SeniorList.Row(Numbered("33039919010203001"), division: "371099")), "2 hukouDivision; 2 residenceDivision"),
        ["another's division"] = Text(SeniorList.Of(SeniorList.Row(Numbered("33039919010203001"), division: "330302")), "2 residenceDivision"),
        ["formulas"] = Text(SeniorList.Of("=1+1,@x,-371002,+371002,\"=HYPERLINK(\"\"http://x\"\")\",=1,＝1"), "2 name; 2 idNumber; 2 hukouDivision; 2 residenceDivision; 2 address; 2 phone; 2 categories"),
        ["a NUL"] = Text(SeniorList.Of(Row.Replace("新威路", "新\0威路", StringComparison.Ordinal)), "2 address"),
        ["no character"] = Text(SeniorList.Of(Row.Replace("李秀兰", "李\uFFFE兰", StringComparison.Ordinal)), "2 name"),
        ["an unknown category"] = Text(SeniorList.Of(Row.Replace("disabled:", "dissabled:", StringComparison.Ordinal)), "2 categories[0].category"),
        ["categories without a day"] = Text(SeniorList.Of(Row.Replace(":2024-01-01", "", StringComparison.Ordinal)), "2 categories"),
        ["a cell of 3,000 letters"] = Text(SeniorList.Of(Row.Replace("新威路", new string('路', 3_000), StringComparison.Ordinal)), "2 address"),
        ["a cell that cannot be read beside others that are wrong"] = Text(SeniorList.Of("=1+1,123,999999,371002,,12,disabled"), "2 name; 2 categories; 2 idNumber; 2 hukouDivision; 2 phone"),
        ["an unknown document beside others that are wrong"] = Text("姓名,证件类型,证件号码,户籍区划,居住区划,出生日期\n李秀兰,驾驶证,12345,999999,371002,2190-01-01\n", "2 idDocument; 2 bornOn; 2 hukouDivision"),
        ["an unknown document without a number"] = Text("姓名,证件类型,证件号码,户籍区划,居住区划\n李秀兰,驾驶证,,371002,371002\n", "2 idDocument; 2 idNumber"),
        ["one number in two rows that are wrong"] = Text(SeniorList.Of(Row.Replace("19900000001", "12", StringComparison.Ordinal), Row.Replace("李秀兰", "=1", StringComparison.Ordinal)), "2 phone; 3 name; 3 idNumber"),
        ["one number, first in a row of another's division"] = Text(SeniorList.Of(Row.Replace("371002", "330302", StringComparison.Ordinal), Row), "2 residenceDivision; 3 idNumber"),
        ["another's division in a row that is wrong"] = Text(SeniorList.Of(Row.Replace("371002", "330302", StringComparison.Ordinal).Replace("李秀兰", "李", StringComparison.Ordinal)), "2 name; 2 residenceDivision"),
        ["damaged UTF-8"] = (Damaged, "3 row"),
        ["damaged UTF-8 with a mark"] = ([.. Encoding.UTF8.Preamble, .. Damaged], "3 row"),
        ["neither encoding"] = ([.. Encoding.UTF8.GetBytes(SeniorList.Header + "\n"), 0xFF, 0xFF, (byte)'\n'], "2 row"),
    };

    public static IEnumerable<string> Names => Table.Keys;

    [SkippableTheory, OnBothDatabases(Cases = nameof(Names))]
    public async Task EachIsNamedByRowAndField(string provider, string name)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var (file, where) = Table[name];
        var before = city.Snapshot();

        var dry = await officer.Import(file, dryRun: true).ShouldBeProblem(400, "people.importInvalid");
        var problem = await officer.Import(file).ShouldBeProblem(400, "people.importInvalid");

        Assert.Equal(dry.ToString(), problem.ToString());
        var problems = problem.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(where, string.Join("; ", problems.Select(one => $"{one.GetProperty("row")} {one.Text("field")}")));
        Assert.All(problems, one => Assert.True(one.Text("zh").Any(letter => letter > '\u4E00') && one.Text("en").All(letter => letter < '\u4E00')));
        Assert.DoesNotContain("HYPERLINK", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("33039919", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, city.Snapshot());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TwoHundredThousandWrongRowsAreCountedAndTheFirstOnesNamed(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var answer = await officer.Import(SeniorList.Of(Enumerable.Repeat("李,1,2,3,,,", 200_000)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(text.Length < 1_000_000, $"{text.Length} characters");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((HttpStatusCode.BadRequest, 200_000), (answer.StatusCode, problem.GetProperty("badRows").GetInt32()));
        Assert.Equal((1_000, 799_000), (problem.GetProperty("problems").GetArrayLength(), problem.GetProperty("moreProblems").GetInt32()));
        Assert.Equal(["hukouDivision", "idNumber", "name", "residenceDivision"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AHeaderOfCommasGetsAShortAnswer(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        foreach (var header in new[] { new string(',', 2_000_000), SeniorList.Header + new string(',', 300) })
        {
            var answer = await officer.Import(header + "\n" + SeniorList.Row() + "\n");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(text.Length < 2_000, $"{text.Length} characters");
            var problem = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("problems").EnumerateArray());
            Assert.Equal((HttpStatusCode.BadRequest, 1, "row"), (answer.StatusCode, problem.GetProperty("row").GetInt32(), problem.Text("field")));
            Assert.Contains("columns", problem.Text("en"), StringComparison.Ordinal);
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EveryRowIsCountedAlsoABrokenOne(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        var file = SeniorList.Of(Row, "\"李秀兰,330399,371002,371002,,,", "\"李\"秀兰,330399,371002,371002,,,", Row + ",more", "李秀兰", Row.Replace("李秀兰", "李", StringComparison.Ordinal));
        var problem = await officer.Import(file).ShouldBeProblem(400, "people.importInvalid");
        Assert.Equal((6, 5), (problem.GetProperty("rows").GetInt32(), problem.GetProperty("badRows").GetInt32()));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyAFileUpTo64MegabytesIsTaken(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var officer = await city.As("district1");
        await officer.Post("/api/seniors/import", new { name = "李秀兰" }).ShouldBeProblem(415, "request.notCsv", "Content-Type");
        using var announced = new HttpRequestMessage(HttpMethod.Post, "/api/seniors/import") { Content = new ByteArrayContent([]) };
        announced.Content.Headers.ContentLength = 64_000_001;
        announced.Headers.ExpectContinue = true; // the answer comes before any of it is sent
        await officer.SendAsync(announced).ShouldBeProblem(413, "request.tooLarge", "body");
        var large = Encoding.UTF8.GetBytes(SeniorList.Of(SeniorList.Row(name: "李")) + new string('\n', 2_000_000));
        await officer.Import(large).ShouldBeProblem(400, "people.importInvalid", "name");
    }

    private static (byte[] File, string Where) Text(string file, string where) => (Encoding.UTF8.GetBytes(file), where);

    private static string Numbered(string body) => "0123456789X".Select(digit => body + digit).Single(number => Domain.People.IdNumber.ProblemOf(number) is null);
}
