using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>A request to change a senior's record, read and found valid: every field in the form in which it is kept.</summary>
internal sealed class SeniorChanges
{
    private const int LongestAddress = 200;
    private readonly ChangeSeniorRequest _request;

    private SeniorChanges(ChangeSeniorRequest request) => _request = request;

    public IdDocument? Document { get; private init; }

    public string? Phone { get; private init; }

    public string? Landline { get; private init; }

    public LunarBirthday? LunarBirthday { get; private init; }

    /// <summary>The fields that the request names, as it names them.</summary>
    public IReadOnlyList<string> Fields { get; private init; } = [];

    /// <summary>Reads a request.</summary>
    /// <exception cref="RequestProblem">400 that names every field that will not do.</exception>
    public static SeniorChanges Read(ChangeSeniorRequest request, LocalDate today)
    {
        var errors = new FieldErrors();
        var document = ReadDocument(request, today, errors);
        var (phone, landline) = (PhoneNumber.Normalise(request.Phone), LandlineNumber.Normalise(request.Landline));
        var birthday = request.LunarBirthday is { } lunar ? new LunarBirthday(lunar.Month ?? 0, lunar.Day ?? 0, lunar.IsLeapMonth == true) : null;
        if (request.Has(nameof(request.Name)) && PersonName.ProblemOf(request.Name) is { } name) errors.Require(false, "name", name.Zh, name.En);
        if (request.Has(nameof(request.Address))) errors.Text(request.Address, "address", 2, LongestAddress);
        errors.Require(request.Phone is null || phone is not null, "phone", "要一个手机号码。", "It must be the number of a mobile phone.")
            .Require(request.Landline is null || landline is not null, "landline", "要带区号的固定电话，例如 0577-88881234。", "It must be a landline with its area code, such as 0577-88881234.")
            .Require(birthday is null || birthday.Exists, "lunarBirthday", "农历里没有这一天。", "The farmers' calendar has no such day.");
        CheckHome(request, errors);
        CheckWords(request, errors);
        errors.ThrowIfAny();
        return new(request)
        {
            Document = document, Phone = phone, Landline = landline, LunarBirthday = birthday,
            Fields = [.. typeof(ChangeSeniorRequest).GetProperties().Select(property => property.Name).Where(request.Has).Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)],
        };
    }

    /// <summary>Puts everything but the encrypted fields into a record.</summary>
    public void ApplyTo(Senior senior)
    {
        if (_request.Has(nameof(_request.Name))) senior.Name = PersonName.Normalise(_request.Name)!;
        if (_request.Has(nameof(_request.Address))) senior.Address = _request.Address!.Trim();
        if (_request is { Latitude: { } latitude, Longitude: { } longitude }) (senior.Latitude, senior.Longitude) = (latitude, longitude);
        if (_request.Has(nameof(_request.SelfCare))) senior.SelfCare = _request.SelfCare;
        if (_request.Has(nameof(_request.Living))) senior.Living = _request.Living;
        if (_request.Has(nameof(_request.Diets))) senior.Diets = FoodWords.Normalise(_request.Diets, FoodWords.Diets)!;
        if (_request.Has(nameof(_request.Allergies))) senior.Allergies = FoodWords.Normalise(_request.Allergies, FoodWords.Allergens)!;
        if (_request.Has(nameof(_request.Conditions))) senior.Conditions = HealthWords.Normalise(_request.Conditions)!;
        if (_request.Has(nameof(_request.Medicines))) senior.Medicines = HealthWords.Normalise(_request.Medicines)!;
        if (_request.Has(nameof(_request.LunarBirthday))) senior.LunarBirthday = LunarBirthday;
    }

    private static IdDocument? ReadDocument(ChangeSeniorRequest request, LocalDate today, FieldErrors errors)
    {
        if (!request.Has(nameof(request.IdNumber)) && !request.Has(nameof(request.IdDocument))) return null;
        errors.Require(!request.Has(nameof(request.IdDocument)) || request.IdDocument is not null, "idDocument", "不能留空。", "It cannot be emptied.");
        if (IdDocument.Read(request.IdDocument ?? IdDocumentKind.ResidentIdCard, request.IdNumber, today, out var document) is { } problem)
        {
            errors.Require(false, "idNumber", problem.Zh + "。", problem.En + ".");
        }
        return document;
    }

    private static void CheckHome(ChangeSeniorRequest request, FieldErrors errors)
    {
        if (!request.Has(nameof(request.Latitude)) && !request.Has(nameof(request.Longitude))) return;
        errors.Require(GeoPoint.IsLatitudeOfHome(request.Latitude), "latitude", "纬度要在 3 到 54 之间。", "The latitude must be 3 to 54.")
            .Require(GeoPoint.IsLongitudeOfHome(request.Longitude), "longitude", "经度要在 73 到 136 之间。", "The longitude must be 73 to 136.");
    }

    private static void CheckWords(ChangeSeniorRequest request, FieldErrors errors)
    {
        var (zh, en) = ($"最多 {FoodWords.Most} 个，每个 1 到 {FoodWords.Longest} 个字。", $"{FoodWords.Most} at most, each of 1 to {FoodWords.Longest} characters.");
        errors.Require(!request.Has(nameof(request.Diets)) || FoodWords.Normalise(request.Diets, FoodWords.Diets) is not null, "diets", zh, en)
            .Require(!request.Has(nameof(request.Allergies)) || FoodWords.Normalise(request.Allergies, FoodWords.Allergens) is not null, "allergies", zh, en);
        (zh, en) = ($"最多 {HealthWords.Most} 个，每个 1 到 {HealthWords.Longest} 个字。", $"{HealthWords.Most} at most, each of 1 to {HealthWords.Longest} characters.");
        errors.Require(!request.Has(nameof(request.Conditions)) || HealthWords.Normalise(request.Conditions) is not null, "conditions", zh, en)
            .Require(!request.Has(nameof(request.Medicines)) || HealthWords.Normalise(request.Medicines) is not null, "medicines", zh, en)
            .Require(DoorNote.IsFit(request.DoorNote), "doorNote", DoorNote.Rule.Zh + "。", DoorNote.Rule.En + ".");
    }
}
