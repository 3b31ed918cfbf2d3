using System.Text.RegularExpressions;
using ElderCare.Data.Ledger;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Funding;

/// <summary>A new fund.</summary>
internal sealed record CreateFundRequest : FundTermsRequest
{
    /// <summary><c>fund-</c> and up to 60 of a-z, 0-9 and dash; rules name it.</summary>
    public string? Id { get; init; }

    /// <summary>Name in Chinese.</summary>
    public string? NameZh { get; init; }

    /// <summary>Name in English.</summary>
    public string? NameEn { get; init; }

    /// <summary>The division whose money it is.</summary>
    public string? DivisionCode { get; init; }

    /// <summary>Whose money it is: <c>city</c>, <c>district</c>, <c>town</c> or <c>charity</c>.</summary>
    public Payer? Payer { get; init; }
}

/// <summary>Opens a fund with its accounts in the ledger; it has no money yet.</summary>
internal sealed partial class CreateFund(RequestWriter writer, FundFacts funds)
{
    public Task<Answer<FundView>> Handle(CreateFundRequest request, Caller caller, CancellationToken ct)
    {
        var fund = Read(request, caller);
        return writer.Commit(unit =>
        {
            RuleViolation.ThrowIf(!unit.TryInsert(fund), "funds.idTaken", "这个编号已经有了。", "The id is taken.", "id");
            unit.Open(
            [
                LedgerAccount.Open(AccountKind.Treasury, fund.DivisionCode, fund.DivisionCode),
                LedgerAccount.Open(AccountKind.Fund, fund.Id, fund.DivisionCode),
                LedgerAccount.Open(AccountKind.FundReserved, fund.Id, fund.DivisionCode),
                LedgerAccount.Open(AccountKind.FundOverdraft, fund.Id, fund.DivisionCode),
            ]);
            unit.Record(caller.Actor, "fund.created", fund.Id);
            funds.ReloadAfter(unit);
            return Answer<FundView>.Created($"/api/funds/{fund.Id}", FundView.Of(fund, unit.Sql, unit.Now), Versions.ETag(fund.Version));
        }, ct);
    }

    private static Fund Read(CreateFundRequest request, Caller caller)
    {
        var errors = new FieldErrors().Present(request.Id, "id").Present(request.DivisionCode, "divisionCode").Present(request.Payer, "payer")
            .Text(request.NameZh, "nameZh", 1, 60).Text(request.NameEn, "nameEn", 1, 120)
            .Require(request.Id is null || IdForm().IsMatch(request.Id), "id", "要 fund- 加 1 到 60 个小写字母、数字或横线。", "It must be fund- and 1 to 60 of a-z, 0-9 and dash.")
            .Require(request.Payer is not Payer.Senior, "payer", "不能是老人自己。", "It must not be the senior.");
        var terms = request.Read(errors, caller.Divisions);
        if (!caller.Divisions.Knows(request.DivisionCode!) || !caller.Covers(request.DivisionCode!)) throw RequestProblem.NotFound("divisionCode");
        return new Fund { Id = request.Id!, NameZh = request.NameZh!.Trim(), NameEn = request.NameEn!.Trim(), DivisionCode = request.DivisionCode!, Payer = request.Payer!.Value }.On(terms);
    }

    [GeneratedRegex(@"^fund-[a-z0-9][a-z0-9-]{0,59}\z")]
    private static partial Regex IdForm();
}
