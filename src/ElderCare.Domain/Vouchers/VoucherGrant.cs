using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Vouchers;

/// <summary>Minutes that a person is to be granted.</summary>
/// <param name="SeniorId">Who.</param>
/// <param name="CityCode">The city whose grant it is.</param>
/// <param name="DivisionCode">Where the person lives.</param>
/// <param name="Type">By which type they are used.</param>
/// <param name="Minutes">How many, above 0.</param>
public sealed record VoucherGrant(Guid SeniorId, string CityCode, string DivisionCode, VoucherTypeVersion Type, long Minutes)
{
    /// <summary>The voucher for a month, by its first day: valid from that day until the type says so.</summary>
    /// <param name="month">The first day of the month.</param>
    /// <param name="origin">By a run, or by an officer.</param>
    /// <param name="now">When it is granted.</param>
    /// <param name="id">Its id; a new one unless one is given.</param>
    public HourVoucher For(LocalDate month, VoucherOrigin origin, Instant now, Guid? id = null) => new()
    {
        Id = id ?? RisingIds.Next(),
        SeniorId = SeniorId,
        ProgrammeCode = Type.Type.Programme(),
        TypeVersion = Type.Name,
        Origin = origin,
        Month = month,
        Minutes = Minutes,
        ValidFrom = CityClock.At(month, LocalTime.Midnight),
        ExpiresAt = Type.Type.ExpiresAt(month),
        CarriedUntil = Type.Type.CarriedUntil(month),
        Purposes = Type.Type.Purposes is { Count: > 0 } purposes ? purposes : null,
        Priority = Type.Type.Priority,
        OnDeath = Type.Type.OnDeath ?? VoucherOnDeath.Void,
        CityCode = CityCode,
        DivisionCode = DivisionCode,
        GrantedAt = now,
    };
}
