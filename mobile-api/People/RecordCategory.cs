using System.Text.RegularExpressions;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Records that a person holds a category, that it ended, that it did not end after all, or that it never was.</summary>
internal sealed partial class RecordCategory(FactChanges changes, CategoryCodes categories)
{
    public Task<Answer<FactView>> Begin(Guid seniorId, RecordCategoryRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.Category, "category")
            .Require(request.Category is null || Code().IsMatch(request.Category), "category", "要是类别代码，例如 minimumLivingAllowance。", "It must be a category code such as minimumLivingAllowance.")
            .Require(request.Category is null || !Code().IsMatch(request.Category) || categories.Knows(request.Category), "category", CategoryCodes.Unknown.Zh, CategoryCodes.Unknown.En)
            .Day(request.ValidFrom, "validFrom", caller.Now).MaybeDay(request.ValidTo, "validTo", caller.Now).After(request.ValidTo, request.ValidFrom, "validTo")
            .Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "category.recorded", change =>
        {
            var (from, to) = (request.ValidFrom!.Value, request.ValidTo);
            ThrowIfHeld(change, request.Category!, from, to, except: null);
            var period = new CategoryPeriod { Id = Guid.CreateVersion7(), SeniorId = seniorId, Category = request.Category!, ValidFrom = from, ValidTo = to, Source = request.Source, RecordedAt = change.Now };
            change.Add(period);
            change.Affects(from);
            return period;
        }, isNew: true, ct);
    }

    public Task<Answer<FactView>> End(Guid seniorId, Guid periodId, EndPeriodRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Day(request.ValidTo, "validTo", caller.Now).Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "category.ended", change => Correct(change, periodId, request.ValidTo, request.Source!), isNew: false, ct);
    }

    public Task<Answer<FactView>> Restore(Guid seniorId, Guid periodId, CorrectionRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "category.restored", change => Correct(change, periodId, null, request.Source!), isNew: false, ct);
    }

    public Task<Answer<FactView>> Withdraw(Guid seniorId, Guid periodId, CorrectionRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Source(request.Source).ThrowIfAny();
        return changes.Commit(seniorId, caller, "category.withdrawn", change =>
        {
            var period = change.Believed<CategoryPeriod>(periodId);
            change.Supersede(period);
            change.Affects(period.ValidFrom);
            return period;
        }, isNew: false, ct);
    }

    private static CategoryPeriod Correct(FactChange change, Guid periodId, LocalDate? to, string source)
    {
        var period = change.Believed<CategoryPeriod>(periodId);
        if (to <= period.ValidFrom) throw RequestProblem.Invalid("validTo", "要在开始之后；整段都不对请撤回。", "It must be after the first day; withdraw a period that never was.");
        RuleViolation.ThrowIf(to == period.ValidTo, "people.nothingChanged", "已经是这样记录的。", "It is recorded like that already.", "validTo");
        ThrowIfHeld(change, period.Category, period.ValidFrom, to, period);
        var corrected = period.Corrected(period.ValidFrom, to, source, change.Now);
        change.Supersede(period);
        change.Add(corrected);
        change.Affects(to is null || period.ValidTo < to ? period.ValidTo!.Value : to.Value);
        return corrected;
    }

    private static void ThrowIfHeld(FactChange change, string category, LocalDate from, LocalDate? to, CategoryPeriod? except) => RuleViolation.ThrowIf(
        change.Current<CategoryPeriod>().Any(other => other != except && other.Category == category && other.Overlaps(from, to)),
        "people.categoryHeld", "这几天已经有同一类别的记录。", "The person has that category on some of these days already.", "validFrom");

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]{1,39}\z")]
    private static partial Regex Code();
}
