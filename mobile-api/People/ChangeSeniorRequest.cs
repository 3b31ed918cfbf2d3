using System.Runtime.CompilerServices;
using ElderCare.Domain.People;

namespace ElderCare.MobileApi.People;

/// <summary>What is to be changed of a senior's record: only the fields that are there. One that is null is emptied where that is possible.</summary>
internal sealed record ChangeSeniorRequest
{
    private readonly HashSet<string> _given = [];

    /// <summary>Full name, 2 to 25 characters.</summary>
    public string? Name { get; init => field = Given(value); }

    /// <summary>What document proves who the person is; needs <c>idNumber</c>.</summary>
    public IdDocumentKind? IdDocument { get; init => field = Given(value); }

    /// <summary>The number of the document. A resident identity card also says when its holder was born; blanks, dashes and brackets of others do not count.</summary>
    public string? IdNumber { get; init => field = Given(value); }

    /// <summary>Mobile phone.</summary>
    public string? Phone { get; init => field = Given(value); }

    /// <summary>Landline with its area code.</summary>
    public string? Landline { get; init => field = Given(value); }

    /// <summary>2 to 200 characters.</summary>
    public string? Address { get; init => field = Given(value); }

    /// <summary>Home, degrees north; together with <c>longitude</c>.</summary>
    public double? Latitude { get; init => field = Given(value); }

    /// <summary>Home, degrees east; together with <c>latitude</c>.</summary>
    public double? Longitude { get; init => field = Given(value); }

    /// <summary>How far the person manages alone, as assessed.</summary>
    public SelfCareLevel? SelfCare { get; init => field = Given(value); }

    /// <summary>With whom the person lives.</summary>
    public LivingSituation? Living { get; init => field = Given(value); }

    /// <summary>At most 20 diets: known codes such as <c>diabetic</c>, or words of 1 to 40 characters.</summary>
    public IReadOnlyList<string?>? Diets { get; init => field = Given(value); }

    /// <summary>At most 20 allergens: known codes such as <c>peanut</c>, or words of 1 to 40 characters.</summary>
    public IReadOnlyList<string?>? Allergies { get; init => field = Given(value); }

    /// <summary>At most 30 illnesses, of 1 to 60 characters each.</summary>
    public IReadOnlyList<string?>? Conditions { get; init => field = Given(value); }

    /// <summary>At most 30 medicines, of 1 to 60 characters each.</summary>
    public IReadOnlyList<string?>? Medicines { get; init => field = Given(value); }

    /// <summary>How who comes to help gets in, up to 500 characters: the code of a door, who holds a key.</summary>
    public string? DoorNote { get; init => field = Given(value); }

    /// <summary>Birthday by the farmers' calendar, to greet on.</summary>
    public LunarBirthdayShape? LunarBirthday { get; init => field = Given(value); }

    /// <summary>Whether a field is there, be it null.</summary>
    public bool Has(string property) => _given.Contains(property);

    private T Given<T>(T value, [CallerMemberName] string property = "")
    {
        _given.Add(property);
        return value;
    }
}

/// <summary>A birthday by the farmers' calendar.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 30.</param>
/// <param name="IsLeapMonth">Whether it is in the leap month that follows the month of that number.</param>
internal sealed record LunarBirthdayShape(int? Month, int? Day, bool? IsLeapMonth)
{
    public static LunarBirthdayShape? Of(LunarBirthday? birthday) => birthday is null ? null : new(birthday.Month, birthday.Day, birthday.IsLeapMonth);
}
