using ElderCare.Domain.Canteens;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Canteens;

/// <summary>A meal point to be added or changed; in a change, what is absent stays as it is.</summary>
internal sealed record CanteenRequest
{
    private const int MostTags = 20;
    private const int MostLicences = 20;

    /// <summary>Name as people say it, 2 to 60 characters.</summary>
    public string? Name { get; init; }

    /// <summary>What kind of place.</summary>
    public CanteenKind? Kind { get; init; }

    /// <summary>Town or country.</summary>
    public CanteenArea? Area { get; init; }

    /// <summary>The district or town it belongs to; stays as it was made.</summary>
    public string? DivisionCode { get; init; }

    /// <summary>Address to the street.</summary>
    public string? Address { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>Seats in the room, 0 to 5,000.</summary>
    public int? Seats { get; init; }

    /// <summary>How far its building is.</summary>
    public PlanStatus? PlanStatus { get; init; }

    /// <summary>Whether it works today.</summary>
    public OperationStatus? Status { get; init; }

    /// <summary>All its licences.</summary>
    public IReadOnlyList<Licence>? Licences { get; init; }

    /// <summary>When it usually serves.</summary>
    public OpeningDays? OpeningDays { get; init; }

    /// <summary>Words that funds and lists ask for, such as <c>mountain</c>.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Price of bringing one order, in fen, at most 10,000.</summary>
    public long? DeliveryFen { get; init; }

    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public void Check(bool creates)
    {
        var errors = new FieldErrors();
        if (creates) errors.Present(Name, "name").Present(Kind, "kind").Present(DivisionCode, "divisionCode").Present(Address, "address").Present(Latitude, "latitude").Present(Longitude, "longitude");
        errors.Require(creates || DivisionCode is null, "divisionCode", "区划不能改，请新建一个。", "The division cannot be changed; add another point.")
            .Require(Latitude is null or >= -90 and <= 90, "latitude", "要 -90 到 90。", "It must be -90 to 90.")
            .Require(Longitude is null or >= -180 and <= 180, "longitude", "要 -180 到 180。", "It must be -180 to 180.")
            .Require(Seats is null or >= 0 and <= 5_000, "seats", "要 0 到 5000。", "It must be 0 to 5,000.")
            .Require(DeliveryFen is null or >= 0 and <= 10_000, "deliveryFen", "要 0 到 10000 分。", "It must be 0 to 10,000 fen.")
            .Require(Tags is null || (Tags.Count <= MostTags && Tags.All(IsWord)), "tags", $"最多 {MostTags} 个，每个 1 到 40 个英文字母或数字。", $"{MostTags} at most, each of 1 to 40 letters or digits.");
        if (Name is not null) errors.Text(Name, "name", 2, 60);
        if (Address is not null) errors.Text(Address, "address", 2, 200);
        CheckLicences(errors);
        CheckOpeningDays(errors);
        errors.ThrowIfAny();
    }

    /// <summary>Puts what is given into a meal point.</summary>
    /// <exception cref="RuleViolation"><c>canteens.notBuilt</c> when it would be open before it is completed.</exception>
    public void Apply(Canteen canteen)
    {
        canteen.Name = Name?.Trim() ?? canteen.Name;
        canteen.Kind = Kind ?? canteen.Kind;
        canteen.Area = Area ?? canteen.Area;
        canteen.Address = Address?.Trim() ?? canteen.Address;
        canteen.Latitude = Latitude ?? canteen.Latitude;
        canteen.Longitude = Longitude ?? canteen.Longitude;
        canteen.Seats = Seats ?? canteen.Seats;
        canteen.Plan = PlanStatus ?? canteen.Plan;
        canteen.Status = Status ?? canteen.Status;
        canteen.Licences = Licences ?? canteen.Licences;
        canteen.OpeningDays = OpeningDays is null ? canteen.OpeningDays : Sorted(OpeningDays);
        canteen.Tags = Tags is null ? canteen.Tags : [.. Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        canteen.DeliveryFen = DeliveryFen ?? canteen.DeliveryFen;
        canteen.Version++;
        RuleViolation.ThrowIf(canteen.Status == OperationStatus.Open && canteen.Plan != Domain.Canteens.PlanStatus.Completed,
            "canteens.notBuilt", "还没有建好，不能营业。", "It is not built yet and cannot be open.", "status");
    }

    private void CheckLicences(FieldErrors errors)
    {
        errors.Require(Licences is null || Licences.Count <= MostLicences, "licences", $"最多 {MostLicences} 个。", $"{MostLicences} at most.");
        for (var i = 0; i < (Licences?.Count ?? 0); i++)
        {
            errors.Present(Licences![i], $"licences[{i}]");
            if (Licences[i] is { } licence)
            {
                errors.Text(licence.Number, $"licences[{i}].number", 1, 60)
                    .Require(licence.ExpiresOn.Year is >= 2000 and <= 2200, $"licences[{i}].expiresOn", "必须填写有效期。", "The day on which it runs out is required.");
            }
        }
    }

    private void CheckOpeningDays(FieldErrors errors)
    {
        if (OpeningDays is not { } days) return;
        errors.Present(days.Week, "openingDays.week")
            .Require(days.Week is null || days.Week.All(day => day is { Weekday: >= 1 and <= 7 }), "openingDays.week", "星期是 1 到 7。", "A weekday is 1 to 7.")
            .Require(days.Week is null || days.Week.GroupBy(day => day?.Weekday).All(same => same.Count() == 1), "openingDays.week", "同一天写了两次。", "A day is there twice.");
    }

    private static OpeningDays Sorted(OpeningDays days) =>
        days with { Week = [.. days.Week.OrderBy(day => day.Weekday).Select(day => day with { Periods = [.. (day.Periods ?? []).Distinct().Order()] })] };

    private static bool IsWord(string? tag) => tag is { Length: > 0 and <= 40 } && tag.All(char.IsAsciiLetterOrDigit);
}
