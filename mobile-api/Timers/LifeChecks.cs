using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Timers;

/// <summary>Each morning: people with a benefit whom nobody has seen or heard for as long as the policy says become work for somebody.</summary>
internal sealed class LifeChecks(CityDatabase database, CityWriter writer, CityFacts facts, PeoplePolicy policy, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string Kind = "lifeChecks.due";
    private const int Chunk = 50;
    private static readonly LocalTime Morning = new(6, 0);

    string ITimerHandler.Kind => Kind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var today = CityClock.DateOf(clock.GetCurrentInstant());
        foreach (var some in (await UnseenOn(today, ct)).Chunk(Chunk))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var (senior, division) in some) RaiseOnce(unit, senior, division);
            }, ct);
        }
        return CityClock.At(today.PlusDays(1), Morning);
    }

    private async Task<List<(Guid Senior, string Division)>> UnseenOn(LocalDate today, CancellationToken ct)
    {
        var lastOn = today.PlusDays(-policy.LifeCheck.EveryDays);
        var knownBefore = CityClock.EndOf(lastOn);
        using var db = database.Read();
        var held = db.CategoryPeriods.Where(period => policy.LifeCheck.Categories.Contains(period.Category));
        var rows = await db.Seniors.Where(senior => senior.DiedOn == null
                && held.Any(period => period.SeniorId == senior.Id && period.SupersededAt == null && period.ValidFrom <= today && (period.ValidTo == null || period.ValidTo > today))
                && held.Any(period => period.SeniorId == senior.Id && period.RecordedAt < knownBefore) // whoever was registered since has been seen
                && !db.LifeChecks.Any(check => check.SeniorId == senior.Id && check.SeenOn > lastOn))
            .OrderBy(senior => senior.Id).Select(senior => new { senior.Id, senior.ResidenceDivision }).ToListAsync(ct);
        return [.. rows.Select(row => (row.Id, row.ResidenceDivision))];
    }

    private void RaiseOnce(CityUnit unit, Guid senior, string division)
    {
        var subject = senior.ToString();
        if (unit.Db.Tasks.Any(task => task.DivisionCode == division && task.Status != WorkTaskStatus.Closed && task.SeniorId == senior && task.SubjectId == subject)) return;
        unit.Raise(TaskKind.Review, division, subject, senior, "很久没有人见到或通话确认，请核实本人情况。", "Nobody has seen or heard this person for long; make sure that they are alive and well.", facts);
    }
}
