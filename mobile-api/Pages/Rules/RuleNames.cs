using ElderCare.Domain.Shared;

namespace ElderCare.MobileApi.Pages.Rules;

/// <summary>The names of what rules speak of by code.</summary>
/// <param name="Divisions">Division names in Chinese, which have no other.</param>
/// <param name="Funds">Fund names by id.</param>
public sealed record RuleNames(DivisionTree Divisions, IReadOnlyDictionary<string, Bilingual> Funds)
{
    /// <summary>A division by its name, or by its code when it has none.</summary>
    public string Division(string? code) => code is null ? "" : Divisions.NameOf(code) ?? code;

    /// <summary>A fund by its name.</summary>
    public Bilingual Fund(string? id) => id switch
    {
        null => new("", ""),
        Domain.Funding.SubsidyRule.OwnDistrictFund => new("老人所在区的助餐资金", "meals fund of the person's own district"),
        _ => Funds.GetValueOrDefault(id, new(id, id)),
    };
}
