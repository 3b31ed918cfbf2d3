using ElderCare.Data.Funding;
using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.MobileApi.Funding;

/// <summary>Who did what to a rule.</summary>
/// <param name="Number">Counts up within the rule.</param>
/// <param name="Version">The version that it is about.</param>
/// <param name="Kind">What was done.</param>
/// <param name="By">The name of who did it; <c>seed-data</c> for what came with the installation.</param>
/// <param name="At">When.</param>
/// <param name="From">Of a publication the first date that it pays, of a withdrawal the first that it no longer pays.</param>
/// <param name="To">Of a publication the first date that it no longer pays.</param>
internal sealed record RuleActView(int Number, int Version, RuleActKind Kind, string By, Instant At, LocalDate? From, LocalDate? To)
{
    public static RuleActView Of(SubsidyRuleActRow act, IReadOnlyDictionary<string, string> names) =>
        new(act.Number, act.Version, act.Kind, names.GetValueOrDefault(act.Actor, act.Actor), act.At, act.From, act.To);
}
