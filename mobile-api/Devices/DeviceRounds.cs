using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Devices;

/// <summary>
/// Each minute: devices that fell silent, were never activated, have a low battery, a SIM about to lapse or no test call for long
/// become work for somebody, once until it is done; so do those that themselves said that their battery or mains fail. Many that fall silent together are one incident of the network, never many tasks.
/// </summary>
internal sealed class DeviceRounds(CityDatabase database, CityWriter writer, CityFacts facts, DevicePolicy policy, OpenIncident opening, IClock clock) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "devices.rounds";

    private const int Chunk = 100;
    private const int MostAtOnce = 2_000;
    private static readonly Duration Every = Duration.FromMinutes(1);

    /// <summary>For so long what a device said of itself is looked at again: longer than the program is ever down.</summary>
    private static readonly Duration Remembers = Duration.FromHours(1);

    public string Kind => TimerKind;

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var silent = await FallSilent(now, ct);
        var (outages, alone) = await Told(silent, now, ct);
        foreach (var group in outages) await OpenOutage(group.Protocol.ToString(), group.District, ct);
        var (dark, said) = await Said(now, ct);
        foreach (var district in dark) await OpenOutage("mains", district, ct);
        await Raise([.. alone, .. said], ct);
        await Raise(await Neglected(now, ct), ct);
        return now + Every;
    }

    /// <summary>Marks those who have said nothing for too long, each once, and answers who they are.</summary>
    private async Task<IReadOnlyList<Watched>> FallSilent(Instant now, CancellationToken ct)
    {
        var fallen = new List<Watched>();
        using var db = database.Read();
        foreach (var (protocol, after) in policy.SilentAfter)
        {
            var before = now - after;
            fallen.AddRange(await Devices(db).Where(row => row.Device.Protocol == protocol && row.Health!.SilentSince == null && row.Health.SeenAt < before).Take(MostAtOnce).ToListAsync(ct));
        }
        foreach (var some in fallen.Chunk(Chunk))
        {
            await writer.Commit(Lane.Bulk, unit => unit.Sql.ExecuteAll([.. some.OrderBy(one => one.Device.Id).Select(one => (
                """UPDATE "DeviceHealth" SET "SilentSince" = @p0 WHERE "DeviceId" = @p1 AND "SilentSince" IS NULL AND "SeenAt" = @p2""",
                new object?[] { now.ToUnixTimeTicks(), one.Device.Id, one.Health!.SeenAt.ToUnixTimeTicks() }))]), ct);
        }
        return fallen;
    }

    /// <summary>Sorts those who fell silent into outages of a protocol and district, and faults of single devices.</summary>
    private async Task<(IReadOnlyList<(DeviceProtocol Protocol, string District)> Outages, IReadOnlyList<Found> Alone)> Told(IReadOnlyList<Watched> silent, Instant now, CancellationToken ct)
    {
        if (silent.Count == 0) return ([], []);
        using var db = database.Read();
        var since = now - policy.Outage.Within;
        var places = await Devices(db).GroupBy(row => new { row.Device.Protocol, row.Division })
            .Select(place => new { place.Key.Protocol, place.Key.Division, All = place.Count(), Silent = place.Count(row => row.Health != null && row.Health.SilentSince > since) }).ToListAsync(ct);
        var standing = places.GroupBy(place => (place.Protocol, District: DistrictOf(place.Division)))
            .ToDictionary(district => district.Key, district => (All: district.Sum(place => place.All), Silent: district.Sum(place => place.Silent)));
        var groups = silent.GroupBy(one => (one.Device.Protocol, District: DistrictOf(one.Division))).ToList();
        var outages = groups.Where(group => standing.TryGetValue(group.Key, out var count) && policy.Outage.IsOne(count.Silent, count.All)).Select(group => group.Key).ToHashSet();
        return ([.. outages], [.. groups.Where(group => !outages.Contains(group.Key)).SelectMany(group => group).Select(one => new Found(one, TaskKind.DeviceFault, DeviceFaultWords.Silent))]);
    }

    private Task OpenOutage(string what, string district, CancellationToken ct) => writer.Commit(Lane.Interactive, unit =>
    {
        var incident = Incident.Open(IncidentKind.Outage, null, null, $"outage:{what}:{district}", district, opening.LadderAt(district), unit.Now);
        opening.TryOpen(unit, incident, null, $"{what} {district}"); // where it is open already, it is known
    }, ct);

    /// <summary>
    /// What devices have said of themselves lately, a percentage or none: low batteries, and mains that are gone. Each is work once for
    /// each time that it is said; where the mains of many are gone together, it is one outage of the district.
    /// </summary>
    private async Task<(IReadOnlyList<string> Dark, IReadOnlyList<Found> Alone)> Said(Instant now, CancellationToken ct)
    {
        var since = now - Remembers;
        using var db = database.Read();
        var said = await (
            from signal in db.DeviceSignals
            where (signal.Type == SignalType.LowBattery || signal.Type == SignalType.PowerFail) && signal.ReceivedAt > since
            join row in Devices(db) on signal.DeviceId equals (Guid?)row.Device.Id
            orderby signal.ReceivedAt descending
            select new { row, signal.Type, signal.ReceivedAt }).Take(MostAtOnce).ToListAsync(ct);
        if (said.Count == 0) return ([], []);
        var work = (await db.Tasks.Where(task => task.Kind == TaskKind.DeviceFault && task.RaisedAt > since).Select(task => new { task.SubjectId, task.TitleZh, task.RaisedAt }).ToListAsync(ct))
            .ToLookup(task => (task.SubjectId, task.TitleZh), task => task.RaisedAt);
        var outages = (await db.Incidents.Where(incident => incident.Kind == IncidentKind.Outage && incident.RaisedAt > since).Select(incident => incident.DivisionCode).ToListAsync(ct)).ToHashSet();
        var mains = said.Where(one => one.Type == SignalType.PowerFail).DistinctBy(one => one.row.Device.Id).GroupBy(one => DistrictOf(one.row.Division)).Where(district => district.Count() >= policy.Outage.AtLeast).ToDictionary(district => district.Key, district => district.Count());
        var all = mains.Count == 0 ? null : (await Devices(db).GroupBy(row => row.Division).Select(place => new { place.Key, Count = place.Count() }).ToListAsync(ct)).ToLookup(place => DistrictOf(place.Key), place => place.Count);
        var dark = mains.Where(district => policy.Outage.IsOne(district.Value, all![district.Key].Sum())).Select(district => district.Key).ToHashSet();
        var alone = said.Where(one => one.Type != SignalType.PowerFail || !dark.Contains(DistrictOf(one.row.Division)))
            .Select(one => (one.ReceivedAt, Found: new Found(one.row, TaskKind.DeviceFault, one.Type == SignalType.PowerFail ? DeviceFaultWords.MainsLost : DeviceFaultWords.LowBattery)))
            .Where(one => !work[(one.Found.Device.Device.Id.ToString(), one.Found.Words.Zh)].Any(raised => raised >= one.ReceivedAt));
        return ([.. dark.Where(district => !outages.Contains(district))], [.. alone.Select(one => one.Found)]);
    }

    /// <summary>Whatever else is wrong with a device.</summary>
    private async Task<IReadOnlyList<Found>> Neglected(Instant now, CancellationToken ct)
    {
        var (activatedBy, testedBy, silentBy) = (now - Duration.FromDays(policy.ActivatedWithinDays), now - Duration.FromDays(policy.TestedEveryDays), now - policy.VisitAfter);
        var (simBy, since) = (policy.SimIsShortUntil(now), now - policy.AskAgainAfter);
        using var db = database.Read();
        var all = Devices(db);
        // What was raised lately is not raised again by the same cause, though somebody has closed it; a cause that began later is another one.
        var raised = (await db.Tasks.Where(task => (task.Kind == TaskKind.DeviceFault || task.Kind == TaskKind.WelfareCheck) && (task.Status != WorkTaskStatus.Closed || task.RaisedAt > since))
            .Select(task => new { task.SubjectId, task.TitleZh, task.RaisedAt, IsOpen = task.Status != WorkTaskStatus.Closed }).ToListAsync(ct)).ToLookup(task => (task.SubjectId, task.TitleZh));
        async Task<IEnumerable<Found>> Of(IQueryable<Watched> devices, TaskKind kind, Bilingual words, Func<Watched, Instant?>? began = null)
        {
            bool IsKnown(Watched one) => raised[(one.Device.Id.ToString(), words.Zh)].Any(task => task.IsOpen || began?.Invoke(one) is not { } begun || task.RaisedAt >= begun);
            var (found, after) = (new List<Found>(), Guid.Empty);
            while (found.Count < MostAtOnce)
            {
                var some = await devices.Where(row => row.Device.Id > after).OrderBy(row => row.Device.Id).Take(MostAtOnce).ToListAsync(ct);
                found.AddRange(some.Where(one => !IsKnown(one)).Select(one => new Found(one, kind, words)));
                if (some.Count < MostAtOnce) break;
                after = some[^1].Device.Id;
            }
            return found;
        }
        return
        [
            .. await Of(all.Where(row => row.Device.State == DeviceState.Installed && row.Device.BoundAt < activatedBy), TaskKind.DeviceFault, DeviceFaultWords.NeverActivated, one => one.Device.BoundAt),
            .. await Of(all.Where(row => row.Health!.BatteryPercent <= policy.LowBatteryPercent && row.Health.SilentSince == null), TaskKind.DeviceFault, DeviceFaultWords.LowBattery, one => one.Health!.BatteryLowSince),
            .. await Of(all.Where(row => row.Device.SimExpiresOn <= simBy), TaskKind.DeviceFault, DeviceFaultWords.SimLapses, one => one.Device.SimSetAt),
            .. await Of(all.Where(row => row.Device.State == DeviceState.Active && row.Device.BoundAt < testedBy && (row.Health == null || row.Health.TestedAt == null || row.Health.TestedAt < testedBy)), TaskKind.DeviceFault, DeviceFaultWords.Untested, one => one.Health?.TestedAt ?? one.Device.BoundAt),
            .. await Of(all.Where(row => row.Health!.SilentSince != null && row.Health.SeenAt < silentBy), TaskKind.WelfareCheck, DeviceFaultWords.LongSilent, one => one.Health!.SilentSince),
        ];
    }

    /// <summary>Makes work of what was found, unless the same work is open.</summary>
    private async Task Raise(IReadOnlyList<Found> found, CancellationToken ct)
    {
        if (found.Count == 0) return;
        HashSet<(string Subject, string Title)> open;
        using (var db = database.Read())
        {
            open = [.. (await db.Tasks.Where(task => task.Status != WorkTaskStatus.Closed && (task.Kind == TaskKind.DeviceFault || task.Kind == TaskKind.WelfareCheck)).Select(task => new { task.SubjectId, task.TitleZh }).ToListAsync(ct)).Select(task => (task.SubjectId, task.TitleZh))];
        }
        foreach (var some in found.Where(one => open.Add((one.Device.Device.Id.ToString(), one.Words.Zh))).Chunk(Chunk))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                foreach (var one in some) unit.Raise(one.Kind, one.Device.Division, one.Device.Device.Id.ToString(), one.Device.Device.SeniorId, one.Words.Zh, one.Words.En, facts);
            }, ct);
        }
    }

    private string DistrictOf(string division) => facts.Divisions.DistrictOf(division) ?? division;

    /// <summary>Devices that somebody relies on, with how they were last heard of and where.</summary>
    private static IQueryable<Watched> Devices(CityContext db) =>
        from device in db.Devices
        where !device.IsProbe && (device.State == DeviceState.Active || device.State == DeviceState.Installed) && device.SeniorId != null
        join senior in db.Seniors on device.SeniorId equals senior.Id
        join health in db.DeviceHealth on device.Id equals health.DeviceId into known
        from health in known.DefaultIfEmpty()
        select new Watched { Device = device, Health = health, Division = senior.ResidenceDivision };

    private sealed class Watched
    {
        public required Device Device { get; init; }

        public required DeviceHealth? Health { get; init; }

        public required string Division { get; init; }
    }

    /// <summary>Something that somebody must see to.</summary>
    private sealed record Found(Watched Device, TaskKind Kind, Bilingual Words);
}
