using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>Puts a grant right that was too small or too large.</summary>
/// <param name="Minutes">How many more, or with a minus fewer: at most what is free of it.</param>
/// <param name="Reason">Why, 2 to 200 characters, without numbers of people.</param>
internal sealed record AdjustVoucherRequest(long? Minutes, string? Reason);

/// <inheritdoc cref="AdjustVoucherRequest"/>
internal sealed class AdjustVoucher(RequestWriter requests)
{
    public Task<Answer<VoucherAdjustedView>> Handle(Guid id, AdjustVoucherRequest request, Caller caller, CancellationToken ct)
    {
        var errors = new FieldErrors().Present(request.Minutes, "minutes").Require(
            request.Minutes is null or (not 0 and >= -VoucherType.MostMinutes and <= VoucherType.MostMinutes), "minutes", $"要 1 到 {VoucherType.MostMinutes} 分钟，减少用负数。", $"It must be 1 to {VoucherType.MostMinutes} minutes, with a minus for fewer.");
        RevealSenior.CheckNote(request.Reason, "reason", errors).ThrowIfAny();
        return requests.Commit(unit => Adjust(unit, id, request.Minutes!.Value, request.Reason!.Trim(), caller), ct);
    }

    private static Answer<VoucherAdjustedView> Adjust(CityUnit unit, Guid id, long minutes, string reason, Caller caller)
    {
        var voucher = unit.Find<HourVoucher>("""WHERE "Id" = @p0""", id) ?? throw RequestProblem.NotFound();
        unit.Take(voucher.SeniorId, caller);
        var free = unit.Adjust(id, minutes);
        if (minutes > 0) BookPlannedVisits.LookAgainFor(unit, voucher.SeniorId); // which may have lacked minutes
        unit.Record(caller.Actor, "voucher.adjusted", id.ToString(), voucher.SeniorId, reason);
        return Answer<VoucherAdjustedView>.Ok(new(id, voucher.SeniorId, minutes, free));
    }
}

/// <summary>A grant that was put right.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Minutes">How many more, or with a minus fewer.</param>
/// <param name="FreeMinutes">What is free of it now.</param>
internal sealed record VoucherAdjustedView(Guid Id, Guid SeniorId, long Minutes, long FreeMinutes);
