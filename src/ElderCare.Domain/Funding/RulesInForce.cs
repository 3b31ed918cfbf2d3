using NodaTime;

namespace ElderCare.Domain.Funding;

/// <summary>
/// All published versions of all rules, each with the dates on which it really pays: a version ends where a newer one of its
/// rule begins or its rule is withdrawn, so that at most one version of a rule pays on a date.
/// </summary>
public sealed class RulesInForce
{
    private readonly Dictionary<string, PublishedVersion[]> versions;

    /// <summary>Works out the dates.</summary>
    public RulesInForce(IEnumerable<PublishedVersion> published, IEnumerable<RuleWithdrawal> withdrawals)
    {
        var ends = withdrawals.ToLookup(withdrawal => withdrawal.RuleId, StringComparer.Ordinal);
        versions = published.GroupBy(version => version.Rule.Id, StringComparer.Ordinal)
            .ToDictionary(rule => rule.Key, rule => Settle([.. rule], [.. ends[rule.Key]]), StringComparer.Ordinal);
        All = [.. versions.Values.SelectMany(rule => rule).Select(version => version.Rule).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    /// <summary>No rules.</summary>
    public static RulesInForce None { get; } = new([], []);

    /// <summary>Every version that pays on some date, its dates those on which it does; pricing chooses among them by the meal's date.</summary>
    public IReadOnlyList<SubsidyRule> All { get; }

    /// <summary>The version of a rule that pays on a date; null when none does.</summary>
    public int? VersionOn(string ruleId, LocalDate date) =>
        versions.GetValueOrDefault(ruleId)?.FirstOrDefault(version => Pays(version.Rule, date))?.Version;

    /// <summary>The rules that pay on a date, each in one version.</summary>
    public IEnumerable<SubsidyRule> On(LocalDate date) => All.Where(rule => Pays(rule, date));

    /// <summary>The dates on which a version really pays, as its rule's <c>ValidFrom</c> and <c>ValidTo</c>; null when on none.</summary>
    public SubsidyRule? Find(string ruleId, int version) =>
        versions.GetValueOrDefault(ruleId)?.FirstOrDefault(one => one.Version == version)?.Rule;

    private static PublishedVersion[] Settle(PublishedVersion[] published, RuleWithdrawal[] withdrawals) =>
        [.. published.OrderByDescending(version => version.Version).Select(version => version with { Rule = Clip(version, published, withdrawals) }).Where(version => !IsEmpty(version.Rule))];

    private static SubsidyRule Clip(PublishedVersion version, PublishedVersion[] published, RuleWithdrawal[] withdrawals)
    {
        var ends = published.Where(newer => newer.Version > version.Version).Select(newer => newer.Rule.ValidFrom ?? LocalDate.MinIsoValue)
            .Concat(withdrawals.Where(end => end.Version >= version.Version).Select(end => end.From));
        return ends.Aggregate(version.Rule, (rule, end) => rule.ValidTo is { } to && to <= end ? rule : rule with { ValidTo = end });
    }

    private static bool IsEmpty(SubsidyRule rule) => rule.ValidTo is { } to && to <= (rule.ValidFrom ?? LocalDate.MinIsoValue);

    private static bool Pays(SubsidyRule rule, LocalDate date) =>
        (rule.ValidFrom is not { } from || date >= from) && (rule.ValidTo is not { } to || date < to);
}
