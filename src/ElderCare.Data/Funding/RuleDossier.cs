using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.Data.Funding;

/// <summary>Everything that is kept about one rule: its versions and what was done to it.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Versions">The oldest first; at least one.</param>
/// <param name="Acts">The oldest first.</param>
public sealed record RuleDossier(string Id, IReadOnlyList<SubsidyRuleRow> Versions, IReadOnlyList<SubsidyRuleActRow> Acts)
{
    /// <summary>The number of the last act; 0 for a rule that was loaded before acts were kept.</summary>
    public int Number => Acts.Count == 0 ? 0 : Acts[^1].Number;

    /// <summary>The newest version.</summary>
    public SubsidyRuleRow Newest => Versions[^1];

    /// <summary>The version that is being written, if one is.</summary>
    public SubsidyRuleRow? Draft => Versions.SingleOrDefault(version => version.Status == RuleStatus.Draft);

    /// <summary>The version that was published last, if one was.</summary>
    public SubsidyRuleRow? LastPublished => Versions.LastOrDefault(version => version.Status == RuleStatus.Published);

    /// <summary>The rule of the id, or null.</summary>
    public static RuleDossier? Read(CityContext db, string id)
    {
        var versions = db.SubsidyRules.Where(rule => rule.Id == id).OrderBy(rule => rule.Version).ToList();
        return versions.Count == 0 ? null : new(id, versions, [.. db.SubsidyRuleActs.Where(act => act.RuleId == id).OrderBy(act => act.Number)]);
    }

    /// <summary>Where a version stands, withdrawals counted.</summary>
    public RuleStatus StatusOf(SubsidyRuleRow version) =>
        version.Status == RuleStatus.Published && WithdrawnFrom(version) is not null ? RuleStatus.Withdrawn : version.Status;

    /// <summary>The first date on which a version no longer pays because it was withdrawn; null when it was not.</summary>
    public LocalDate? WithdrawnFrom(SubsidyRuleRow version) => Acts
        .Where(act => act.Kind == RuleActKind.Withdrawn && act.Version >= version.Version && act.From is not null)
        .Select(act => act.From).Min();
}
