using System.Text.RegularExpressions;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.HomeServices;

/// <summary>A package of care; in a change, what is absent stays as it is.</summary>
/// <param name="Code">2 to 40 small letters, digits and hyphens, unique; stays as it was made.</param>
/// <param name="NameZh">1 to 40 characters.</param>
/// <param name="NameEn">1 to 60 characters.</param>
/// <param name="DivisionCode">For whose people it is; stays as it was made.</param>
/// <param name="Minimums">What is promised, 1 to 10.</param>
/// <param name="IsOffered">Whether plans may take it; yes when absent.</param>
internal sealed partial record CarePackageRequest(string? Code, string? NameZh, string? NameEn, string? DivisionCode, IReadOnlyList<MinimumRequest>? Minimums, bool? IsOffered)
{
    private const int MostMinimums = 10;

    /// <summary>The promises; those of the present package when none are named.</summary>
    /// <exception cref="RequestProblem">400 that names every field.</exception>
    public IReadOnlyList<CareMinimum> Read(FieldErrors errors, CarePackage? present, IReadOnlySet<string> services)
    {
        errors.Require(present is null ? Code is not null && CodeForm().IsMatch(Code) : Code is null || Code == present.Code, "code", present is null ? "2 到 40 个小写字母、数字或连字符。" : "不能改。", present is null ? "2 to 40 small letters, digits and hyphens." : "It cannot be changed.")
            .Require(present is null || DivisionCode is null || DivisionCode == present.DivisionCode, "divisionCode", "不能改。", "It cannot be changed.")
            .Present(Minimums as object ?? present, "minimums")
            .Require(Minimums is null || Minimums.Count is >= 1 and <= MostMinimums, "minimums", $"1 到 {MostMinimums} 条。", $"1 to {MostMinimums}.");
        if (present is null || NameZh is not null) errors.Text(NameZh, "nameZh", 1, 40);
        if (present is null || NameEn is not null) errors.Text(NameEn, "nameEn", 1, 60);
        var minimums = Minimums is null ? present?.Minimums ?? [] : [.. Minimums.Select((minimum, i) => (minimum ?? new(null, null, null)).Read(errors, $"minimums[{i}]", services)).OfType<CareMinimum>()];
        errors.Require(minimums.GroupBy(minimum => (minimum.What, minimum.Per)).All(same => same.Count() == 1), "minimums", "同一项写了两次。", "The same is promised twice.").ThrowIfAny();
        return minimums;
    }

    [GeneratedRegex(@"^[a-z0-9-]{2,40}\z")]
    private static partial Regex CodeForm();
}

/// <summary>How often something is promised.</summary>
/// <param name="What"><c>meal</c>, or the code of a service.</param>
/// <param name="Times">From 1.</param>
/// <param name="Per">In a day, or in a week from Monday to Sunday.</param>
internal sealed record MinimumRequest(string? What, int? Times, MinimumPeriod? Per)
{
    private const int Most = 50;

    /// <summary>Null when something is wrong with it.</summary>
    public CareMinimum? Read(FieldErrors errors, string field, IReadOnlySet<string> services)
    {
        var (isKnown, isNumber) = (What == CareMinimum.Meal || (What is not null && services.Contains(What)), Times is >= 1 and <= Most);
        errors.Require(isKnown, $"{field}.what", "写 meal 或服务代码。", "It must be meal or the code of a service.")
            .Require(isNumber, $"{field}.times", $"1 到 {Most}。", $"It must be 1 to {Most}.").Present(Per, $"{field}.per");
        return isKnown && isNumber && Per is { } per ? new(What!, Times!.Value, per) : null;
    }
}

/// <summary>A package of care.</summary>
internal sealed record CarePackageView(Guid Id, string Code, string Name, string NameZh, string NameEn, string DivisionCode, IReadOnlyList<CareMinimum> Minimums, bool IsOffered)
{
    public static CarePackageView Of(CarePackage package, bool english) =>
        new(package.Id, package.Code, english ? package.NameEn : package.NameZh, package.NameZh, package.NameEn, package.DivisionCode, package.Minimums, package.IsOffered);
}
