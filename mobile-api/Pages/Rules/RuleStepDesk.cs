using System.Globalization;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Funding;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Requests;
using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.Rules;

/// <summary>Publishing and withdrawing from a page: what is about to happen is shown with its day, and done when the reader says so.</summary>
internal sealed class RuleStepDesk(RuleShelf shelf, PublishSubsidyRule publish, WithdrawSubsidyRule withdraw, OncePerForm once, Visitor you)
{
    public Task<IResult> AskPublish(string id, Caller caller, CancellationToken ct) => Ask<PublishPage>(id, caller, null, null, ct);

    public Task<IResult> AskWithdraw(string id, Caller caller, CancellationToken ct) => Ask<WithdrawPage>(id, caller, null, null, ct);

    public Task<IResult> Publish(string id, HttpContext http, IFormCollection form, CancellationToken ct) => Do<PublishPage>(id, http, form, caller =>
        publish.Handle(id, new(DateOf(form, "from"), DateOf(form, "to"), form["everybody"] == "yes"), AsSeen(form), caller, ct), ct);

    public Task<IResult> Withdraw(string id, HttpContext http, IFormCollection form, CancellationToken ct) => Do<WithdrawPage>(id, http, form, caller =>
        withdraw.Handle(id, new(DateOf(form, "from")), AsSeen(form), caller, ct), ct);

    private async Task<IResult> Do<TPage>(string id, HttpContext http, IFormCollection form, Func<Caller, Task<Answer<SubsidyRuleView>>> act, CancellationToken ct) where TPage : IComponent
    {
        var caller = RuleShelf.Writer(http);
        try
        {
            await once.Do(http, form, () => act(caller));
            return Page.Next($"/rules/{Uri.EscapeDataString(id)}");
        }
        catch (Exception refusal) when (refusal is RuleViolation or RequestProblem { Status: not 404 })
        {
            return await Ask<TPage>(id, caller, form, shelf.Trouble(refusal), ct);
        }
    }

    private async Task<IResult> Ask<TPage>(string id, Caller caller, IFormCollection? form, string? trouble, CancellationToken ct) where TPage : IComponent
    {
        var (dossier, names) = await shelf.ToChange(id, caller, ct);
        var publishes = typeof(TPage) == typeof(PublishPage);
        var rule = CityFacts.Read(publishes ? dossier.Newest : dossier.LastPublished ?? dossier.Newest);
        var tomorrow = you.Today.PlusDays(1);
        var from = publishes && rule.ValidFrom is { } own && own > tomorrow ? own : tomorrow;
        var (typedFrom, typedTo) = (form?["from"].ToString() ?? Text(from), form?["to"].ToString() ?? Text(publishes ? rule.ValidTo : null));
        var step = new RuleStep(rule, names, dossier.Number, typedFrom, typedTo, dossier.LastPublished is null, trouble);
        return Page.Of<TPage>(step, trouble is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static Action<int> AsSeen(IFormCollection form) => number =>
    {
        if (form["seen"] != number.ToString(CultureInfo.InvariantCulture)) throw RuleActs.ChangedMeanwhile();
    };

    /// <exception cref="RequestProblem">400: it is no date.</exception>
    private static LocalDate? DateOf(IFormCollection form, string field)
    {
        if (form[field].ToString() is not { Length: > 0 } text) return null;
        return CityDate.TryParse(text, null, out var date) ? date : throw RequestProblem.Invalid(field, "日期要像 2026-12-01 这样写。", "Write the date as 2026-12-01.");
    }

    private static string Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";
}
