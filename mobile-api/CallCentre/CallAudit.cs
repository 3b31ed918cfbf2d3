using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.CallCentre;

/// <summary>
/// Each month: some calls of each agent of the month before become work for whoever looks at them. Which ones is drawn by the month
/// and the call alone, so that nobody can choose, and drawing again draws the same.
/// </summary>
internal sealed class CallAudit(CityDatabase database, CityWriter writer, CityFacts facts, HotlinePolicy policy, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "calls.audit";
    private static readonly LocalTime Morning = new(6, 0);

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var month = CityClock.DateOf(clock.GetCurrentInstant()).With(DateAdjusters.StartOfMonth);
        foreach (var (id, division) in await DrawOf(month.PlusMonths(-1), month, ct)) await writer.Commit(Lane.Bulk, unit => RaiseOnce(unit, id.ToString(), division), ct);
        return CityClock.At(month.PlusMonths(1), Morning);
    }

    private async Task<List<(Guid Id, string Division)>> DrawOf(LocalDate from, LocalDate until, CancellationToken ct)
    {
        var (since, before) = (CityClock.At(from, LocalTime.Midnight), CityClock.At(until, LocalTime.Midnight));
        var seed = from.ToString("uuuu-MM", CultureInfo.InvariantCulture);
        using var db = database.Read();
        var calls = await db.Calls.Where(call => call.State == CallState.Closed && call.ReceivedAt >= since && call.ReceivedAt < before && call.ClaimedBy != null)
            .Select(call => new { call.Id, call.DivisionCode, call.ClaimedBy }).ToListAsync(ct);
        return [.. calls.GroupBy(call => call.ClaimedBy)
            .SelectMany(agent => agent.OrderBy(call => LotOf(seed, call.Id), StringComparer.Ordinal).Take(policy.AuditPerAgent))
            .Select(call => (call.Id, call.DivisionCode ?? policy.LineDivision))];
    }

    private static string LotOf(string seed, Guid call) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{call}")));

    private void RaiseOnce(CityUnit unit, string subject, string division)
    {
        if (unit.Db.Tasks.Any(task => task.DivisionCode == division && task.Kind == TaskKind.Review && task.SubjectId == subject)) return;
        unit.Raise(TaskKind.Review, division, subject, null, "抽查：请听这个电话的录音，看处理是否得当。", "Monthly sample: listen to this call and see whether it was handled well.", facts);
    }
}
