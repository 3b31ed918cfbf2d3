using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>A person of the demo before encryption.</summary>
/// <param name="Key">What the id follows from.</param>
/// <param name="Name">Full name.</param>
/// <param name="IsFemale">True for women.</param>
/// <param name="BornOn">Date of birth.</param>
/// <param name="Hukou">District of the household registration.</param>
/// <param name="Residence">Town, or district, where they live.</param>
internal sealed record DemoPerson(string Key, string Name, bool IsFemale, LocalDate BornOn, string Hukou, string Residence)
{
    public string? Phone { get; init; }

    /// <summary>The division code that the ID number begins with.</summary>
    public string IdPrefix { get; init; } = DemoIdNumbers.Prefix;

    /// <summary>The check character that the ID number is to end with.</summary>
    public char? IdCheck { get; init; }

    public LocalDate? DiedOn { get; init; }

    public GeoPoint? Home { get; init; }

    public IReadOnlyList<string> Allergies { get; init; } = [];

    public IReadOnlyList<string> Conditions { get; init; } = [];

    public IReadOnlyList<string> Medicines { get; init; } = [];

    public string? DoorNote { get; init; }

    public IReadOnlyList<(string Category, LocalDate From, LocalDate? To)> Categories { get; init; } = [];
}

/// <summary>People with something about them that a meal must get right.</summary>
internal static class DemoPlanted
{
    /// <summary>The name of senior1.</summary>
    public const string Senior1Name = "林秀珍";

    /// <summary>All of them; the keys say what is to be seen.</summary>
    /// <param name="today">The day of the demo's first start.</param>
    public static IReadOnlyList<DemoPerson> All(LocalDate today) =>
        [
            // No card: the city's illustrative rule applies, which two funds share.
            new("senior1", Senior1Name, true, new(1950, 3, 12), "371002", "371002001")
            {
                Phone = DemoIds.Senior1Phone, Home = new(37.5003, 122.1005), Allergies = ["peanut"],
                Conditions = ["高血压", "冠心病"], Medicines = ["苯磺酸氨氯地平片 5 mg 每天早上", "硝酸甘油片 胸痛时含服"],
                DoorNote = "单元门密码 2580#，3 单元 501；备用钥匙在对门 502 的王阿姨家。她耳背，多敲几下。",
                Categories = [("livingAlone", today.PlusYears(-2), null)],
            },
            new("cardHolder", "姜玉兰", true, new(1948, 9, 2), "371002", "371002003")
            {
                Conditions = ["2 型糖尿病"], Medicines = ["二甲双胍 500 mg 早晚饭后"], DoorNote = "院门不锁，进门右手第一间。",
                Categories = [("cardHolder", today.PlusYears(-3), null)],
            },
            new("birthdayToday", "丛德福", true, today.PlusYears(-80), "371002", "371002002") { Conditions = ["脑梗死后左侧无力"], Medicines = ["阿司匹林肠溶片 100 mg 每天"], DoorNote = "门口密码盒 0412，里面有钥匙。" },
            new("turns60Tomorrow", "邵春明", false, today.PlusDays(1).PlusYears(-60), "371002", "371002002"),
            new("leapDay1936", "于凤鸣", true, new(1936, 2, 29), "371082", "371082102"),
            new("leapDay1940", "毕振海", false, new(1940, 2, 29), "371003", "371003001"),
            new("idWithX", "王守礼", false, new(1945, 6, 18), "371083", "371083001") { IdCheck = 'X' },
            new("nameWithDot", "古丽娜·阿不都", true, new(1949, 11, 5), "370203", "370203"),
            new("rareCharacter", "李𬭎昌", false, new(1947, 4, 23), "320412", "320412100"),
            new("died", "苗长顺", false, new(1941, 1, 30), "371002", "371002012") { DiedOn = MiddleOfAMonthBefore(today) },
            new("movedRuianToLucheng", "潘永清", false, new(1952, 7, 9), "330381", "330302006"),
            new("dibaoPhaseOut", "周桂香", true, new(1951, 12, 1), "371002", "371002101")
            {
                Categories = [("minimumLivingAllowance", today.PlusYears(-4), today.PlusMonths(-2))],
            },
            new("dibao", "吕淑琴", true, new(1953, 5, 27), "371002", "371002001") { Categories = [("minimumLivingAllowance", today.PlusYears(-5), null)] },
            new("destitute", "石有田", false, new(1946, 10, 14), "371003", "371003103") { Categories = [("destituteScattered", today.PlusYears(-6), null)] },
            new("noPhone", "董老根", false, new(1943, 3, 3), "371002", "371002100") { Conditions = ["慢性支气管炎"], DoorNote = "钥匙在村委会小卖部老李那里。" },
            new("cashPayer", "谷秀兰", true, new(1954, 2, 11), "371002", "371002003"),
            new("twoCanteens", "初立业", false, new(1955, 6, 6), "371002", "371002001"),
            new("childFarAway", "隋桂芝", true, new(1949, 1, 19), "371082", "371082102") { Phone = "19900000002", Conditions = ["房颤"], Medicines = ["利伐沙班 20 mg 每天晚饭时"], DoorNote = "儿子在外地；楼下 101 的于师傅有钥匙。" },
            new("oldIdPrefix", "慕容德厚", false, new(1946, 8, 8), "371002", "371002011") { IdPrefix = DemoIdNumbers.FormerPrefix },
            new("fundRunningDry", "鞠海山", false, new(1950, 8, 21), "371098", "371098"),
            new("ruralRongcheng85", "车玉芝", true, today.PlusYears(-85).PlusMonths(-3), "371082", "371082106") { Categories = [("ruralResident", today.PlusYears(-6), null)] },
            new("hardshipShinan", "曲桂花", true, today.PlusYears(-65).PlusMonths(-5), "370202", "370202") { Categories = [("minimumLivingAllowance", today.PlusYears(-3), null)] },
            new("notYet60", "杜明辉", false, today.PlusYears(-59).PlusMonths(-2), "371002", "371002001"),
        ];

    // So long ago that the meals of three days after it lie in the past too.
    private static LocalDate MiddleOfAMonthBefore(LocalDate today) => new LocalDate(today.Year, today.Month, 15).PlusMonths(today.Day > 18 ? 0 : -1);
}
