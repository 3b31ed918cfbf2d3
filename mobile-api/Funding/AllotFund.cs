using ElderCare.Data;
using ElderCare.Data.Ledger;
using ElderCare.Domain.Ledger;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Funding;

/// <summary>Money for a fund.</summary>
/// <param name="AmountFen">How much, above 0.</param>
/// <param name="DocRef">The paper that says so, such as the number of a budget notice.</param>
internal sealed record AllotFundRequest(long? AmountFen, string? DocRef);

/// <summary>Gives a fund money from the treasury of its division.</summary>
internal sealed class AllotFund(RequestWriter writer, CityDatabase database)
{
    public async Task<Answer<FundView>> Handle(string id, AllotFundRequest request, Caller caller, CancellationToken ct)
    {
        new FieldErrors().Present(request.AmountFen, "amountFen").Text(request.DocRef, "docRef", 1, 80)
            .Require(request.AmountFen is null or (> 0 and <= FundLimits.MostFen), "amountFen", $"要 1 到 {FundLimits.MostFen} 分。", $"It must be 1 to {FundLimits.MostFen} fen.")
            .ThrowIfAny();
        var fund = await FundEndpoints.Find(database, id, caller, ct);
        return await writer.Commit(unit =>
        {
            var (treasury, account) = (LedgerAccount.IdOf(AccountKind.Treasury, fund.DivisionCode), LedgerAccount.IdOf(AccountKind.Fund, id));
            var allotment = Transfer.OfFen("fundAllotted", treasury, account, request.AmountFen!.Value, request.DocRef!.Trim(), unit.Now);
            unit.Allot(allotment);
            unit.Record(caller.Actor, "fund.allotted", id, detail: allotment.Id.ToString());
            unit.Sql.Flush();
            return Answer<FundView>.Created($"/api/funds/{id}", FundView.Of(fund, unit.Sql, unit.Now), Versions.ETag(fund.Version));
        }, ct);
    }
}
