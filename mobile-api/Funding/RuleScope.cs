using ElderCare.Data;
using ElderCare.Data.Funding;
using ElderCare.Domain.Access;
using ElderCare.Domain.Funding;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Funding;

/// <summary>Who may read and who may change rules: every officer reads all, for rules are public; only those of the city or district change theirs.</summary>
internal static class RuleScope
{
    public static readonly Role[] Readers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker, Role.Auditor];

    public static readonly Role[] Writers = [Role.CityOfficer, Role.DistrictOfficer];

    public static bool MayChange(this Caller caller, SubsidyRule rule) => caller.Is(Writers) && rule.DivisionCode is { } division && caller.Covers(division);

    /// <summary>A rule that the caller may change.</summary>
    /// <exception cref="RequestProblem">404.</exception>
    public static RuleDossier RuleToChange(this CityContext db, string id, Caller caller)
    {
        var dossier = RuleDossier.Read(db, id);
        return dossier is not null && caller.MayChange(dossier) ? dossier : throw RequestProblem.NotFound();
    }

    /// <summary>Whether every version is the caller's to change: who may change a district's draft may not end a city's rule with it.</summary>
    public static bool MayChange(this Caller caller, RuleDossier dossier) => dossier.Versions.All(version => caller.MayChange(CityFacts.Read(version)));
}
