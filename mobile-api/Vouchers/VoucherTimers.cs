using ElderCare.Data;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>At 00:00 of each first of a month every programme's grants begin.</summary>
internal sealed class BeginVoucherMonth(CityDatabase database, CityWriter writer, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "vouchers.month";

    string ITimerHandler.Kind => Kind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var month = VoucherMonths.Of(clock.GetCurrentInstant());
        List<string> programmes;
        using (var db = database.Read()) programmes = await db.VoucherProgrammes.OrderBy(row => row.Code).Select(row => row.Code).ToListAsync(ct);
        await writer.Commit(Lane.Bulk, unit =>
        {
            foreach (var programme in programmes) unit.Schedule(ContinueVoucherMonth.Kind, ContinueVoucherMonth.SubjectOf(programme, month, after: null), unit.Now);
        }, ct);
        return VoucherMonths.NextAfter(month);
    }
}

/// <summary>Grants a programme's month to some people and goes on in another timer, so that others have their turn between.</summary>
internal sealed class ContinueVoucherMonth(CityWriter writer, GrantVoucherMonth grants, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "vouchers.grant";

    string ITimerHandler.Kind => Kind;

    /// <summary>Names the programme, the month and the last person who was looked at.</summary>
    public static string SubjectOf(string programme, LocalDate month, Guid? after) => $"{programme} {LocalDatePattern.Iso.Format(month)}{(after is { } last ? $" {last}" : "")}";

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var words = timer.Subject.Split(' ');
        var month = LocalDatePattern.Iso.Parse(words[1]).GetValueOrThrow();
        if (month != VoucherMonths.Of(clock.GetCurrentInstant())) return null; // the month is over: nothing of it is granted any more
        var (entitlement, sum) = (await grants.EntitlementOf(words[0], month, ct), new GrantedSoFar());
        if (!entitlement.GrantsAnything || !await grants.Some(entitlement, month, words.Length > 2 ? Guid.Parse(words[2]) : null, sum, ct)) return null;
        await writer.Commit(Lane.Bulk, unit => unit.Schedule(Kind, SubjectOf(words[0], month, sum.Last), unit.Now), ct);
        return null;
    }
}

/// <summary>Ends vouchers whose days are over, some at a time; what is held of them stays held until its visit is settled.</summary>
internal sealed class ExpireVouchers(CityWriter writer) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "vouchers.expire";

    /// <summary>Vouchers in one unit: each is two rows and an account.</summary>
    private const int AtOnce = 100;
    private const int UnitsAtOnce = 20;

    string ITimerHandler.Kind => Kind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var now = Instant.MinValue;
        for (var i = 0; i < UnitsAtOnce; i++)
        {
            (var ended, now) = await writer.Commit(Lane.Bulk, unit => (unit.ExpireDue(AtOnce), unit.Now), ct);
            if (ended < AtOnce) return VoucherMonths.NextAfter(CityClock.DateOf(now));
        }
        return now;
    }
}
