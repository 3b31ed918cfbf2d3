using ElderCare.Data.Funding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Realtime;
using ElderCare.MobileApi.Timers;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Writes down what is done to a rule.</summary>
internal static class RuleActs
{
    /// <summary>By then no node draws up an order by the rules of before.</summary>
    private static readonly Duration UntilAllNodesKnow = Duration.FromSeconds(5);

    /// <summary>Takes the rule's next number; of two who change it at once the second is refused.</summary>
    /// <exception cref="RuleViolation">Somebody else took the number.</exception>
    public static void Act(this CityUnit unit, string ruleId, int number, int version, RuleActKind kind, Caller caller, LocalDate? from = null, LocalDate? to = null)
    {
        var act = new SubsidyRuleActRow { RuleId = ruleId, Number = number, Version = version, Kind = kind, Actor = caller.Actor, At = unit.Now, From = from, To = to };
        if (!unit.TryInsert(act)) throw ChangedMeanwhile();
        unit.Record(caller.Actor, $"subsidyRule.{Words<RuleActKind>.Of(kind)}", ruleId);
    }

    /// <summary>Has every other node read the rules again, this one does once the unit is committed; and has the orders that stand for meals from a day on looked at again.</summary>
    public static void TellThatRulesChanged(this CityUnit unit, string ruleId, LocalDate? from)
    {
        unit.Tell(CityFacts.RulesChanged, ruleId, new { }, [Audiences.Nodes]);
        unit.Schedule(RulesChanged.Kind, RulesChanged.SubjectOf(from ?? CityClock.DateOf(unit.Now)), unit.Now + UntilAllNodesKnow);
    }

    public static RuleViolation ChangedMeanwhile() =>
        new("subsidyRules.changedMeanwhile", new("别人刚改过这条规则，请重新打开再做。", "Somebody changed the rule meanwhile; read it again."));
}
