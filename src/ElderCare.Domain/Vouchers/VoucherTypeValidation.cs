using ElderCare.Domain.Funding;

namespace ElderCare.Domain.Vouchers;

/// <summary>Finds what is wrong with the shape of a voucher type, and names the field.</summary>
public static class VoucherTypeValidation
{
    private const int LongestText = 400;
    private const int LongestId = 60;

    /// <summary>All problems of a type, none when it can be kept.</summary>
    public static IReadOnlyList<RuleProblem> Problems(VoucherType type)
    {
        var found = new ProblemList();
        CheckNames(type, found);
        found.When(string.IsNullOrWhiteSpace(type.City), "city", "不能为空", "must not be empty");
        found.When(string.IsNullOrWhiteSpace(type.Evidence), "evidence", "不能为空", "must not be empty");
        found.WhenNotCode(type.City, "city");
        found.WhenNotCode(type.DivisionCode, "divisionCode");
        found.WhenUndefined(type.ResidencyBasis, "residencyBasis");
        found.WhenUndefined(type.CategoryMatch, "categoryMatch");
        found.WhenAny(type.Categories, string.IsNullOrWhiteSpace, "categories", "不能为空", "must not be empty");
        found.WhenAny(type.Purposes, string.IsNullOrWhiteSpace, "purposes", "不能为空", "must not be empty");
        found.WhenNegative(type.AgeFrom, "ageFrom");
        found.WhenNegative(type.AgeTo, "ageTo");
        found.When(type.AgeFrom >= type.AgeTo, "ageTo", "必须大于 ageFrom", "must be above ageFrom");
        found.When(type.ValidFrom >= type.ValidTo, "validTo", "必须晚于 validFrom", "must be after validFrom");
        CheckUse(type, found);
        return found.All;
    }

    private static void CheckNames(VoucherType type, ProblemList found)
    {
        found.When(!IsCode(type.Id), "id", "要 1 到 60 个字母、数字或 - _ .", "must be 1 to 60 letters, digits or - _ .");
        found.When(!string.IsNullOrEmpty(type.ProgrammeCode) && !IsCode(type.ProgrammeCode), "programmeCode", "要 1 到 60 个字母、数字或 - _ .", "must be 1 to 60 letters, digits or - _ .");
        found.WhenLonger(type.Title, LongestText, "title");
        found.WhenLonger(type.Evidence, LongestText, "evidence");
        found.WhenLonger(type.Note, LongestText, "note");
    }

    private static void CheckUse(VoucherType type, ProblemList found)
    {
        found.When(type.MinutesPerMonth is < 1 or > VoucherType.MostMinutes, "minutesPerMonth", $"必须在 1 到 {VoucherType.MostMinutes} 之间", $"must be 1 to {VoucherType.MostMinutes}");
        found.When(type.Expiry is null, "expiry", "不能为空", "must not be empty");
        found.WhenUndefined(type.Expiry, "expiry");
        found.When(type.OnDeath is null, "onDeath", "不能为空", "must not be empty");
        found.WhenUndefined(type.OnDeath, "onDeath");
    }

    private static bool IsCode(string? text) =>
        text is { Length: > 0 and <= LongestId } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
