using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.People;

/// <summary>Checks a form and names every field that is wrong.</summary>
public sealed class SeniorFormCheck
{
    private const int LongestAddress = 200;
    private const int OldestAge = 130;

    private readonly SeniorForm form;
    private readonly LocalDate today;
    private readonly DivisionCodes divisions;
    private readonly CategoryCodes categories;
    private readonly List<FieldProblem> problems = [];
    private readonly List<FieldProblem> warnings = [];

    private SeniorFormCheck(SeniorForm form, LocalDate today, DivisionCodes divisions, CategoryCodes categories) =>
        (this.form, this.today, this.divisions, this.categories) = (form, today, divisions, categories);

    /// <summary>Checks a form on a day, in the city's zone.</summary>
    public static CheckedForm Check(SeniorForm form, LocalDate today, DivisionCodes divisions, CategoryCodes categories) => new SeniorFormCheck(form, today, divisions, categories).Run();

    private CheckedForm Run()
    {
        var name = PersonName.Normalise(form.Name);
        When(name is null, "name", "姓名要 2 到 25 个字，只能有文字、间隔号（·）、空格、短横和点", "The name must have 2 to 25 characters: letters, the dot ·, blanks, dashes and full stops");
        var document = form.IdDocument ?? IdDocumentKind.ResidentIdCard;
        var card = document == IdDocumentKind.ResidentIdCard && !form.IdDocumentIsUnclear ? ReadCard() : null;
        var number = document == IdDocumentKind.ResidentIdCard ? card?.Text : ReadOtherNumber();
        When(form.IdDocumentIsUnclear && string.IsNullOrWhiteSpace(form.IdNumber), "idNumber", "必须填写", "It is required");
        var bornOn = ReadBirth(card);
        var sex = form.Sex ?? card?.Sex;
        When(sex is null && card is null && document != IdDocumentKind.ResidentIdCard, "sex", "必须填写", "It is required");
        When(card is not null && form.Sex is { } said && said != card.Sex, "sex", "与身份证号码不一致", "It contradicts the ID number");
        var (hukou, residence) = (ReadHukou(), ReadResidence());
        var address = ReadAddress(residence);
        var (home, phone) = (ReadHome(), ReadPhone());
        var (diets, allergies) = (Food(form.Diets, FoodWords.Diets, "diets"), Food(form.Allergies, FoodWords.Allergens, "allergies"));
        var (conditions, medicines) = (Health(form.Conditions, "conditions"), Health(form.Medicines, "medicines"));
        When(!DoorNote.IsFit(form.DoorNote), "doorNote", DoorNote.Rule.Zh, DoorNote.Rule.En);
        CategoryClaims.Check(form.Categories ?? [], categories, problems);
        var person = problems.Count > 0 || form.IdDocumentIsUnclear ? null : new NewSenior
        {
            Name = name!,
            IdDocument = document,
            IdNumber = number!,
            BornOn = bornOn!.Value,
            Sex = sex!.Value,
            HukouDivision = hukou!,
            ResidenceDivision = residence!,
            Address = address,
            Home = home,
            Phone = phone,
            SelfCare = form.SelfCare,
            Living = form.Living,
            Diets = diets,
            Allergies = allergies,
            Conditions = conditions,
            Medicines = medicines,
            DoorNote = DoorNote.Normalise(form.DoorNote),
            Categories = form.Categories ?? [],
        };
        return new(person, problems, warnings) { Document = number is null ? null : (document, number), HukouDivision = hukou, ResidenceDivision = residence };
    }

    private IdNumber? ReadCard()
    {
        if (IdNumber.ProblemOf(form.IdNumber) is { } problem)
        {
            problems.Add(new("idNumber", problem));
            return null;
        }
        var card = IdNumber.Parse(form.IdNumber);
        if (card.WasConverted) warnings.Add(new("idNumber", new("15 位老号码已换算成 18 位，请核对", "An old number of 15 digits was converted to 18: please check it")));
        // A prefix is a division at the time of issue, often renamed since: it refuses nobody.
        if (!divisions.KnowsPrefix(card.Prefix)) warnings.Add(new("idNumber", new("前 6 位不是已知的区划代码，请核对", "The first 6 digits are no known division: please check them")));
        return card;
    }

    private string? ReadOtherNumber()
    {
        var number = IdDocument.Normalise(form.IdNumber);
        if (number is null) problems.Add(new("idNumber", IdDocument.Rule));
        return number;
    }

    private LocalDate? ReadBirth(IdNumber? card)
    {
        var isCard = form.IdDocument is null or IdDocumentKind.ResidentIdCard;
        When(form.BornOn is null && !isCard, "bornOn", "必须填写", "It is required");
        When(card is not null && form.BornOn is { } said && said != card.BornOn, "bornOn", "与身份证号码不一致", "It contradicts the ID number");
        var bornOn = form.BornOn ?? card?.BornOn;
        var field = form.BornOn is null ? "idNumber" : "bornOn";
        When(bornOn > today, field, "出生日期在今天之后", "The birth date lies in the future");
        When(bornOn <= today && Age.On(bornOn.Value, today) > OldestAge, field, "出生日期在 130 年以前", "The birth date lies more than 130 years back");
        return bornOn;
    }

    private string? ReadHukou()
    {
        var code = form.HukouDivision?.Trim() ?? "";
        if (divisions.CurrentOf(code) is { } current) return current;
        if (divisions.IsElsewhere(code))
        {
            warnings.Add(new("hukouDivision", new("是别的城市的区划代码，无法核对", "It is a code of another city and cannot be checked")));
            return code;
        }
        When(true, "hukouDivision", "没有这个区划代码", "There is no such division");
        return null;
    }

    private string? ReadResidence()
    {
        var current = divisions.CurrentOf(form.ResidenceDivision?.Trim() ?? "");
        When(current is null, "residenceDivision", "没有这个区划代码", "There is no such division");
        When(current is not null && divisions.Tree.DistrictOf(current) is null, "residenceDivision", "要写到区、县或更细", "It must be a district or a division below one");
        return current;
    }

    private string ReadAddress(string? residence)
    {
        var address = form.Address?.Trim() ?? "";
        When(address.Length > LongestAddress || address.Any(char.IsControl), "address", $"最多 {LongestAddress} 个字，不能有换行", $"It must have at most {LongestAddress} characters and no line breaks");
        return address.Length > 0 || residence is null ? address : divisions.Tree.NameOf(residence) ?? residence;
    }

    private GeoPoint? ReadHome()
    {
        if (form.Latitude is null && form.Longitude is null) return null;
        When(!GeoPoint.IsLatitudeOfHome(form.Latitude), "latitude", "纬度要在 3 到 54 之间", "The latitude must be 3 to 54");
        When(!GeoPoint.IsLongitudeOfHome(form.Longitude), "longitude", "经度要在 73 到 136 之间", "The longitude must be 73 to 136");
        return new(form.Latitude ?? 0, form.Longitude ?? 0);
    }

    private string? ReadPhone()
    {
        if (string.IsNullOrWhiteSpace(form.Phone)) return null;
        var phone = PhoneNumber.Normalise(form.Phone) ?? Landline.Normalise(form.Phone);
        When(phone is null, "phone", "不是电话号码；固定电话要带区号", "It is no phone number; a landline needs its area code");
        return phone;
    }

    /// <summary>What a person must not eat or keeps to, in the words that menus use.</summary>
    private IReadOnlyList<string> Food(IReadOnlyList<string>? words, IReadOnlyDictionary<string, string> known, string field)
    {
        if (words is null) return [];
        var plain = FoodWords.Normalise(words, known);
        When(plain is null, field, $"最多 {FoodWords.Most} 个，每个 1 到 {FoodWords.Longest} 个字", $"At most {FoodWords.Most}, each of 1 to {FoodWords.Longest} characters");
        return plain ?? [];
    }

    private IReadOnlyList<string> Health(IReadOnlyList<string>? words, string field)
    {
        if (words is null) return [];
        var plain = HealthWords.Normalise(words);
        When(plain is null, field, $"最多 {HealthWords.Most} 个，每个 1 到 {HealthWords.Longest} 个字", $"At most {HealthWords.Most}, each of 1 to {HealthWords.Longest} characters");
        return plain ?? [];
    }

    private void When(bool wrong, string field, string zh, string en)
    {
        if (wrong) problems.Add(new(field, new(zh, en)));
    }
}
