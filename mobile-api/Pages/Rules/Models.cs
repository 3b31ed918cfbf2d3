using ElderCare.Domain.Funding;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.MobileApi.Pages.Rules;

/// <summary>The list of rules.</summary>
/// <param name="Place">The city whose rules they are; null for all cities.</param>
/// <param name="Rules">In their newest version, by id.</param>
public sealed record RuleList(string? Place, IReadOnlyList<RuleLine> Rules);

/// <summary>A rule in the list.</summary>
public sealed record RuleLine(string Id, Bilingual Who, Bilingual What, RuleStanding Standing, Bilingual Evidence, bool Illustrative);

/// <summary>Where a version stands.</summary>
/// <param name="Status">Draft, published or withdrawn.</param>
/// <param name="Version">Which version.</param>
/// <param name="From">The first date on which it pays, or is meant to.</param>
/// <param name="To">The first date on which it no longer pays, or is meant to.</param>
public sealed record RuleStanding(RuleStatus Status, int Version, LocalDate? From, LocalDate? To);

/// <summary>One rule with all that an officer may do with it.</summary>
/// <param name="Rule">Its newest version.</param>
/// <param name="Standing">Where that stands.</param>
/// <param name="Earlier">Its versions before, the newest first.</param>
/// <param name="Names">Names of divisions and funds.</param>
/// <param name="Acts">Who did what to it, the newest first.</param>
/// <param name="MayChange">Whether the reader may publish and withdraw it.</param>
/// <param name="HasPublished">Whether a version was published.</param>
/// <param name="Trial">The form to try it, with what came out.</param>
public sealed record RuleFile(
    SubsidyRule Rule, RuleStanding Standing, IReadOnlyList<(RuleStanding Standing, Bilingual What)> Earlier, RuleNames Names, IReadOnlyList<RuleAct> Acts,
    bool MayChange, bool HasPublished, TrialForm Trial);

/// <summary>What somebody did to a rule.</summary>
public sealed record RuleAct(RuleActKind Kind, int Version, string By, Instant At, LocalDate? From, LocalDate? To);

/// <summary>A made-up person and meal as they were typed, what is wrong with them, and what came out.</summary>
public sealed record TrialForm
{
    public string BornOn { get; init; } = "";

    public string Category { get; init; } = "";

    public string Hukou { get; init; } = "";

    public string Residence { get; init; } = "";

    public string Canteen { get; init; } = "";

    public string Date { get; init; } = "";

    public string Period { get; init; } = "lunch";

    public string Price { get; init; } = "15.00";

    public string Delivery { get; init; } = "0";

    /// <summary>Whether the published rules are tried beside this one.</summary>
    public bool WithOthers { get; init; }

    /// <summary>The divisions to choose from, with their names.</summary>
    public IReadOnlyList<(string Code, string Name)> Places { get; init; } = [];

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>Who pays what, and why; null before it was tried.</summary>
    public TrialResult? Result { get; init; }
}

/// <summary>What a made-up meal would cost.</summary>
public sealed record TrialResult(long PriceFen, IReadOnlyList<(string Payer, string? Fund, long Fen)> Parts, IReadOnlyList<string> Why);

/// <summary>A rule about to be published or withdrawn.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Names">Names of divisions and funds.</param>
/// <param name="Seen">The number of the last act that the reader has seen.</param>
/// <param name="From">The first day, as typed.</param>
/// <param name="To">The first day after the end, as typed.</param>
/// <param name="IsDraftOnly">Whether there is nothing published to withdraw, only a draft to give up.</param>
/// <param name="Trouble">What is wrong; null when nothing is.</param>
public sealed record RuleStep(SubsidyRule Rule, RuleNames Names, int Seen, string From, string To, bool IsDraftOnly, string? Trouble);

/// <summary>What a rule would have changed.</summary>
public sealed record RuleEffect(
    SubsidyRule Rule, LocalDate From, LocalDate To, int Meals, int MealsChanged, long BeforeFen, long AfterFen, bool IsComplete, IReadOnlyList<EffectLine> ByDistrict, IReadOnlyList<EffectLine> ByFund);

/// <summary>What it would have changed for a district or a fund.</summary>
public sealed record EffectLine(string Name, int Meals, long BeforeFen, long AfterFen);
