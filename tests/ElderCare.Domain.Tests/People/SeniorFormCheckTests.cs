using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.People;

public class SeniorFormCheckTests
{
    private static readonly LocalDate Today = new(2026, 11, 23);
    private static readonly CategoryCodes Categories = new(["disabled"]);
    private static readonly DivisionCodes Divisions = new(
        new DivisionTree([new("370000", "山东省", null), new("371000", "威海市", "370000"), new("371002", "环翠区", "371000"), new("371003", "文登区", "371000")]),
        new Dictionary<string, string> { ["371081"] = "371003" });

    private static readonly SeniorForm Good = new()
    {
        Name = "王秀英", IdNumber = "371002193503050036", HukouDivision = "371002", ResidenceDivision = "371003", Address = "新威路 1 号", Phone = "199 0000 0001",
        Diets = ["soft"], Allergies = ["peanut"], Categories = [new("disabled", new(2024, 1, 1), null)],
    };

    private static readonly Dictionary<string, (SeniorForm Form, string Field)> Wrong = new()
    {
        ["no name"] = (Good with { Name = null }, "name"),
        ["one character"] = (Good with { Name = "王" }, "name"),
        ["a wrong check digit"] = (Good with { IdNumber = "371002193503050037" }, "idNumber"),
        ["a day that does not exist"] = (Good with { IdNumber = "371002193502300036" }, "idNumber"),
        ["no number"] = (Good with { IdNumber = null }, "idNumber"),
        ["born tomorrow by the number"] = (Good with { IdNumber = Numbered("37100220261124001") }, "idNumber"),
        ["born 131 years ago by the number"] = (Good with { IdNumber = Numbered("37100218951123001") }, "idNumber"),
        ["another birth"] = (Good with { BornOn = new(1935, 3, 6) }, "bornOn"),
        ["another sex"] = (Good with { Sex = Sex.Female }, "sex"),
        ["a passport without a birth"] = (Passport with { BornOn = null }, "bornOn"),
        ["a passport of tomorrow"] = (Passport with { BornOn = Today.PlusDays(1) }, "bornOn"),
        ["a passport without a sex"] = (Passport with { Sex = null }, "sex"),
        ["a passport of four letters"] = (Passport with { IdNumber = "E123" }, "idNumber"),
        ["an unknown hukou"] = (Good with { HukouDivision = "371099" }, "hukouDivision"),
        ["no hukou"] = (Good with { HukouDivision = null }, "hukouDivision"),
        ["a residence elsewhere"] = (Good with { ResidenceDivision = "110105" }, "residenceDivision"),
        ["a whole city as residence"] = (Good with { ResidenceDivision = "371000" }, "residenceDivision"),
        ["an address with a line break"] = (Good with { Address = "新威路\n1 号" }, "address"),
        ["half a point"] = (Good with { Latitude = 37.5 }, "longitude"),
        ["a point in the Pacific"] = (Good with { Latitude = 37.5, Longitude = 160 }, "longitude"),
        ["a phone of six digits"] = (Good with { Phone = "123456" }, "phone"),
        ["an allergen of 41 characters"] = (Good with { Allergies = ["peanut", new string('花', 41)] }, "allergies"),
        ["too many diets"] = (Good with { Diets = [.. Enumerable.Repeat("soft", 21)] }, "diets"),
        ["an illness of 61 characters"] = (Good with { Conditions = [new string('病', 61)] }, "conditions"),
        ["a medicine without a name"] = (Good with { Medicines = ["阿司匹林", " "] }, "medicines"),
        ["a way in of 501 characters"] = (Good with { DoorNote = new string('门', 501) }, "doorNote"),
        ["a category without a beginning"] = (Good with { Categories = [new("disabled", null, null)] }, "categories[0].validFrom"),
        ["a category that ends as it begins"] = (Good with { Categories = [new("disabled", Today, Today)] }, "categories[0].validTo"),
        ["a category twice"] = (Good with { Categories = [new("disabled", new(2024, 1, 1), null), new("disabled", new(2025, 1, 1), null)] }, "categories[1]"),
        ["a category that is not known"] = (Good with { Categories = [new("dissabled", Today, null)] }, "categories[0].category"),
        ["a category that is no code"] = (Good with { Categories = [new("低保", Today, null)] }, "categories[0].category"),
    };

    public static TheoryData<string> WrongNames => [.. Wrong.Keys];

    private static SeniorForm Passport => Good with { IdDocument = IdDocumentKind.Passport, IdNumber = " e1234567８ ", BornOn = new(1950, 1, 1), Sex = Sex.Female };

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void NamesTheFieldAndNoOther(string name)
    {
        var (form, field) = Wrong[name];
        var check = SeniorFormCheck.Check(form, Today, Divisions, Categories);
        Assert.Equal(field, Assert.Single(check.Problems).Field);
        Assert.Null(check.Senior);
    }

    [Fact]
    public void NamesEveryFieldAtOnce() => Assert.Equal(
        ["name", "idNumber", "hukouDivision", "residenceDivision"], SeniorFormCheck.Check(new(), Today, Divisions, Categories).Problems.Select(problem => problem.Field));

    [Fact]
    public void KeepsWhatIsRightInOneForm()
    {
        var senior = SeniorFormCheck.Check(Good with { Name = " 王　秀英 ", IdNumber = "371002 19350305 0036" }, Today, Divisions, Categories).Senior!;
        Assert.Equal(("王 秀英", "371002193503050036", "19900000001"), (senior.Name, senior.IdNumber, senior.Phone));
        Assert.Equal((new LocalDate(1935, 3, 5), Sex.Male, IdDocumentKind.ResidentIdCard), (senior.BornOn, senior.Sex, senior.IdDocument));
    }

    [Fact]
    public void TheDivisionIsTheAddressWhenNoneIsSaid() => Assert.Equal("文登区", SeniorFormCheck.Check(Good with { Address = " " }, Today, Divisions, Categories).Senior!.Address);

    [Fact]
    public void Case07_AnOldNumberIsConvertedAndFlagged()
    {
        var check = SeniorFormCheck.Check(Good with { IdNumber = "371002350305003" }, Today, Divisions, Categories);
        Assert.Equal("371002193503050036", check.Senior!.IdNumber);
        Assert.Contains(check.Warnings, warning => warning.Field == "idNumber" && warning.Message.En.Contains("15 digits", StringComparison.Ordinal));
    }

    [Fact]
    public void Case07_OtherDocumentsHaveNoCheckDigit() => Assert.Equal(("E12345678", Sex.Female), SeniorFormCheck.Check(Passport, Today, Divisions, Categories).Senior is { } kept ? (kept.IdNumber, kept.Sex) : default);

    [Theory]
    [InlineData("e-1234 5678")]
    [InlineData("Ｅ１２３４（５６７８）")]
    public void OtherDocumentsHaveOneForm(string typed) => Assert.Equal("E12345678", SeniorFormCheck.Check(Passport with { IdNumber = typed }, Today, Divisions, Categories).Senior?.IdNumber);

    [Fact]
    public void SaysWhichDocumentItIsWhateverElseIsWrong()
    {
        var check = SeniorFormCheck.Check(Passport with { Name = "", HukouDivision = "999999" }, Today, Divisions, Categories);
        Assert.Equal(((IdDocumentKind, string)?)(IdDocumentKind.Passport, "E12345678"), check.Document);
        Assert.Equal((null, null), (check.Senior, check.HukouDivision));
        Assert.NotNull(check.ResidenceDivision);
        Assert.Null(SeniorFormCheck.Check(Good with { IdDocumentIsUnclear = true }, Today, Divisions, Categories).Document);
    }

    [Fact]
    public void Case08_AnUnknownPrefixIsAWarningOnly()
    {
        var check = SeniorFormCheck.Check(Good with { IdNumber = Numbered("37109919350305003") }, Today, Divisions, Categories);
        Assert.NotNull(check.Senior);
        Assert.Equal("idNumber", Assert.Single(check.Warnings).Field);
        Assert.Empty(SeniorFormCheck.Check(Good with { IdNumber = Numbered("37108119350305003") }, Today, Divisions, Categories).Warnings);
    }

    [Fact]
    public void Case08_AFormerDivisionIsTakenForItsSuccessor()
    {
        var senior = SeniorFormCheck.Check(Good with { HukouDivision = "371081", ResidenceDivision = "371081" }, Today, Divisions, Categories).Senior!;
        Assert.Equal(("371003", "371003"), (senior.HukouDivision, senior.ResidenceDivision));
    }

    [Fact]
    public void Case18_AHukouOfAnotherCityIsTakenAsItIs()
    {
        var check = SeniorFormCheck.Check(Good with { HukouDivision = "110105" }, Today, Divisions, Categories);
        Assert.Equal("110105", check.Senior!.HukouDivision);
        Assert.Equal("hukouDivision", Assert.Single(check.Warnings).Field);
    }

    /// <summary>The number with its check digit.</summary>
    private static string Numbered(string body) => "0123456789X".Select(digit => body + digit).Single(number => IdNumber.ProblemOf(number) is null);
}
