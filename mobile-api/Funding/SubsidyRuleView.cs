using ElderCare.Data.Funding;
using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>A version of a rule in the public shape, with where it stands.</summary>
internal sealed record SubsidyRuleView : SubsidyRule
{
    private SubsidyRuleView(SubsidyRule rule) : base(rule)
    {
    }

    /// <summary>Counts up with each draft of the rule; orders name it.</summary>
    public required int Version { get; init; }

    public required RuleStatus Status { get; init; }

    /// <summary>Whether it is made up for illustration: say so wherever it is shown.</summary>
    public required bool Illustrative { get; init; }

    /// <summary>The first date of service on which this version pays; absent when it never does, or from the beginning.</summary>
    public LocalDate? InForceFrom { get; init; }

    /// <summary>The first date of service on which this version no longer pays, because of its own end, a newer version or a withdrawal.</summary>
    public LocalDate? InForceTo { get; init; }

    /// <summary>A version with where it stands.</summary>
    public static SubsidyRuleView Of(SubsidyRuleRow row, RuleStatus status, RulesInForce rules)
    {
        var rule = CityFacts.Read(row);
        var pays = rules.Find(row.Id, row.Version);
        return new(rule) { Version = row.Version, Status = status, Illustrative = rule.IsIllustrative(), InForceFrom = pays?.ValidFrom, InForceTo = pays?.ValidTo };
    }
}
