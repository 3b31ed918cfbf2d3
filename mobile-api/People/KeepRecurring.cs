using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.People;

/// <summary>Begins, changes, pauses, resumes and ends what recurs; who may order for a senior may do all of it, and all others of their side are told.</summary>
internal abstract class KeepRecurring<TRow, TView>(RequestWriter writer, CityWriter log, CityDatabase database, CityFacts facts, PersonNotices notices)
    where TRow : Recurring
    where TView : class
{
    /// <summary>The tables.</summary>
    protected CityDatabase Database { get; } = database;

    /// <summary>The divisions.</summary>
    protected CityFacts Facts { get; } = facts;

    /// <summary>What it is called: its table, its address, its audit and its timer.</summary>
    protected abstract RecurringNames Names { get; }

    /// <summary>Ends its pause and asks again; who resumes it orders from then on.</summary>
    public async Task<Answer<TView>> Resume(Guid id, Caller caller, CancellationToken ct)
    {
        var (present, _) = await Find(id, caller, ct, orders: true);
        // Also where nothing was paused: that is no news to anybody.
        return await Commit(present, "resumed", (row, now) => row.Resume(caller.AccountId, now), present.PausedFrom is null ? null : Resumed, caller, ct, row => row.IsActiveFor(caller.AccountId));
    }

    /// <summary>Asks for nothing on some days.</summary>
    public async Task<Answer<TView>> Pause(Guid id, PauseRequest request, Caller caller, CancellationToken ct)
    {
        var (from, until) = request.Read(CityClock.DateOf(caller.Now));
        var (present, _) = await Find(id, caller, ct);
        return await Commit(present, "paused", (row, now) => row.Pause(from, until, now), Paused, caller, ct, row => row.IsPaused(from, until));
    }

    /// <summary>Asks for nothing any more.</summary>
    public async Task<Answer<TView>> End(Guid id, Caller caller, CancellationToken ct)
    {
        var (present, _) = await Find(id, caller, ct);
        return await Commit(present, "ended", (row, now) => row.End(now), Ended, caller, ct);
    }

    /// <summary>One of them, with what it has done lately.</summary>
    public async Task<Answer<TView>> Read(Guid id, Caller caller, CancellationToken ct)
    {
        var (row, access) = await Find(id, caller, ct);
        await log.RecordRead(caller, access, Names.ReadAction, row.SeniorId, ct);
        using var db = Database.Read();
        return Answer<TView>.Ok(ViewOf(db, row), Versions.ETag(row.Version));
    }

    /// <summary>Those of a senior, or of all for whom the caller may order; newest first.</summary>
    public async Task<Page<TView>> List(Guid? seniorId, Caller caller, int? limit, string? cursor, CancellationToken ct)
    {
        var page = PageRequest.Of(limit, cursor);
        using var db = Database.Read();
        var rows = db.Set<TRow>().AsNoTracking();
        if (seniorId is { } one)
        {
            await log.RecordRead(caller, (await OrderingFor.Find(db, one, caller, ct)).Access, Names.ReadAction, one, ct);
            rows = rows.Where(row => row.SeniorId == one);
        }
        else
        {
            var people = OrderingFor.Everybody(db, caller, Facts);
            rows = rows.Where(row => people.Any(senior => senior.Id == row.SeniorId));
        }
        if (page.AfterId is { } after) rows = rows.Where(row => row.Id < after);
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(ct);
        var shown = Page<TRow>.Of(found, page, row => row.Id.ToString());
        return new([.. shown.Items.Select(row => ViewOf(null, row))], shown.NextCursor);
    }

    /// <summary>Begins one and has it looked at.</summary>
    /// <param name="seniorId">For whom; the caller may order for them.</param>
    /// <param name="begin">Makes it at an instant.</param>
    /// <param name="caller">Who orders.</param>
    /// <param name="by">What the message says of who orders.</param>
    /// <param name="ct">Gives up.</param>
    protected async Task<Answer<TView>> Begin(Guid seniorId, Func<Instant, TRow> begin, Caller caller, string by, CancellationToken ct)
    {
        var listeners = await notices.ListenersOf(seniorId, caller);
        return await writer.Commit(unit =>
        {
            var row = begin(unit.Now);
            unit.Insert(row);
            unit.Schedule(Names.TimerKind, row.Id.ToString(), unit.Now);
            unit.Record(caller.Actor, $"{Names.Audit}.begun", row.Id.ToString(), row.SeniorId);
            notices.Tell(unit, listeners, Begun(unit, row, NameOf(unit, row), by), row.Id, Names.TellBegun, isNew: true);
            return Answer<TView>.Created($"{Names.Path}/{row.Id}", ViewOf(null, row), Versions.ETag(row.Version));
        }, ct);
    }

    /// <summary>Changes one and has it looked at, unless it is so already.</summary>
    /// <param name="read">As it was read; one that was changed meanwhile is refused.</param>
    /// <param name="action">For the audit.</param>
    /// <param name="change">The change.</param>
    /// <param name="words">What is told; null when it is no news.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="isSoAlready">Whether nothing is to be done.</param>
    protected async Task<Answer<TView>> Commit(
        TRow read, string action, Action<TRow, Instant> change, Func<CityUnit, TRow, string, string>? words, Caller caller, CancellationToken ct, Func<TRow, bool>? isSoAlready = null)
    {
        var listeners = await notices.ListenersOf(read.SeniorId, caller);
        return await writer.Commit(unit =>
        {
            if (!unit.IsAlone) unit.Sql.Query($"""SELECT 1 FROM "{Names.Table}" WHERE "Id" = @p0 FOR UPDATE""", _ => true, read.Id);
            var row = unit.Db.Set<TRow>().Single(row => row.Id == read.Id);
            if (row.Version != read.Version) throw Versions.Stale();
            if (isSoAlready?.Invoke(row) != true)
            {
                change(row, unit.Now);
                unit.Record(caller.Actor, $"{Names.Audit}.{action}", row.Id.ToString(), row.SeniorId);
                Follow(unit, row, caller);
                if (words is not null) notices.Tell(unit, listeners, words(unit, row, NameOf(unit, row)), row.Id, Names.TellChanged);
                unit.Reschedule(Names.TimerKind, row.Id.ToString(), unit.Now); // what it asks for now
            }
            return Answer<TView>.Ok(ViewOf(unit.Db, row), Versions.ETag(row.Version));
        }, ct);
    }

    /// <summary>One of them, and what the caller may do for its person.</summary>
    /// <exception cref="RequestProblem">404 for an outsider, 403 when the link lacks the right.</exception>
    protected async Task<(TRow Row, SeniorAccess Access)> Find(Guid id, Caller caller, CancellationToken ct, bool orders = false)
    {
        using var db = Database.Read();
        var row = await db.Set<TRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw RequestProblem.NotFound();
        return (row, (await OrderingFor.Find(db, row.SeniorId, caller, ct, orders)).Access);
    }

    /// <summary>What else becomes of a change, in its unit.</summary>
    protected virtual void Follow(CityUnit unit, TRow row, Caller caller)
    {
    }

    /// <summary>As it is shown.</summary>
    /// <param name="db">Where what it has done lately is read; null when that is not shown.</param>
    /// <param name="row">Which.</param>
    protected abstract TView ViewOf(CityContext? db, TRow row);

    protected abstract string Begun(CityUnit unit, TRow row, string seniorName, string by);

    protected abstract string Paused(CityUnit unit, TRow row, string seniorName);

    protected abstract string Resumed(CityUnit unit, TRow row, string seniorName);

    protected abstract string Ended(CityUnit unit, TRow row, string seniorName);

    private static string NameOf(CityUnit unit, TRow row) => unit.Db.Seniors.Where(senior => senior.Id == row.SeniorId).Select(senior => senior.Name).Single();
}

/// <summary>What something that recurs is called.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Path">Its address.</param>
/// <param name="Audit">The first word of its audit.</param>
/// <param name="ReadAction">What is written down when staff read it.</param>
/// <param name="TimerKind">The timer that looks at it.</param>
/// <param name="TellBegun">What staff tell whom no phone reaches when it begins.</param>
/// <param name="TellChanged">What they tell when it is changed.</param>
internal sealed record RecurringNames(string Table, string Path, string Audit, string ReadAction, string TimerKind, Bilingual TellBegun, Bilingual TellChanged);
