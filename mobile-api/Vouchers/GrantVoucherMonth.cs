using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Vouchers;

/// <summary>
/// Grants a programme's minutes of the month to everybody who qualifies, in units small enough that an alarm overtakes them. Each
/// person's grant is whole or not there, and who has the month is passed over: a run that died is simply run again.
/// </summary>
internal sealed class GrantVoucherMonth(CityDatabase database, CityWriter writer, CityFacts facts, PeoplePolicy policy, CategoryCodes categories, IClock clock)
{
    /// <summary>Grants in one unit: each is four rows.</summary>
    private const int GrantsAtOnce = 125;

    private const int UnitsAtOnce = 2;
    private const int PeopleAtOnce = 2_000;

    /// <summary>Who gets what of a programme in a month, as it is known now.</summary>
    public async Task<VoucherEntitlement> EntitlementOf(string programme, LocalDate month, CancellationToken ct)
    {
        using var db = database.Read();
        return new(await VoucherTypes.Read(db, programme, ct), month, CityClock.DateOf(clock.GetCurrentInstant()), policy.Categories, facts.Divisions, categories);
    }

    /// <summary>Grants the month of every programme that grants something.</summary>
    public async Task EveryProgramme(LocalDate month, CancellationToken ct)
    {
        List<string> programmes;
        using (var db = database.Read()) programmes = await db.VoucherProgrammes.OrderBy(row => row.Code).Select(row => row.Code).ToListAsync(ct);
        foreach (var programme in programmes)
        {
            var entitlement = await EntitlementOf(programme, month, ct);
            if (entitlement.GrantsAnything) await All(entitlement, month, division: null, ct);
        }
    }

    /// <summary>Grants to everybody of a division, or of all; while some are granted the next are read.</summary>
    /// <param name="entitlement">Who gets what.</param>
    /// <param name="month">The first day of the month.</param>
    /// <param name="division">Whose people; null for all.</param>
    /// <param name="ct">Stops between units.</param>
    public async Task<GrantedSoFar> All(VoucherEntitlement entitlement, LocalDate month, string? division, CancellationToken ct)
    {
        var sum = new GrantedSoFar();
        var below = division is null ? null : facts.Below(division);
        for (var people = await Next(null); people.Count > 0;)
        {
            var next = Task.Run(() => Next(people[^1].Id), ct);
            await Grant(entitlement, month, people, sum, ct);
            people = await next;
        }
        return sum;

        Task<IReadOnlyList<(Guid Id, PersonFacts Facts)>> Next(Guid? after) => VoucherPeople.Next(database, below, after, PeopleAtOnce, ct);
    }

    /// <summary>Grants to the next people after one, whoever they are; false when there were none.</summary>
    public async Task<bool> Some(VoucherEntitlement entitlement, LocalDate month, Guid? after, GrantedSoFar sum, CancellationToken ct)
    {
        var people = await VoucherPeople.Next(database, below: null, after, PeopleAtOnce, ct);
        await Grant(entitlement, month, people, sum, ct);
        return people.Count > 0;
    }

    private async Task Grant(VoucherEntitlement entitlement, LocalDate month, IReadOnlyList<(Guid Id, PersonFacts Facts)> people, GrantedSoFar sum, CancellationToken ct)
    {
        var grants = new List<VoucherGrant>();
        foreach (var (id, person) in people)
        {
            var (outcome, type) = entitlement.Of(person);
            if (type is null) sum.Skip(outcome);
            else grants.Add(new(id, CityOf(type.Type, person.ResidenceDivision), person.ResidenceDivision, type, type.Type.MinutesPerMonth!.Value));
        }
        var writing = new Queue<Task>(); // one waits while another is written: two are on disk by one wait
        foreach (var chunk in grants.Chunk(GrantsAtOnce))
        {
            writing.Enqueue(Write(chunk));
            if (writing.Count == UnitsAtOnce) await writing.Dequeue();
        }
        while (writing.TryDequeue(out var last)) await last;
        if (people.Count > 0) sum.Last = people[^1].Id;

        async Task Write(VoucherGrant[] chunk)
        {
            var done = await writer.Commit(Lane.Bulk, unit => unit.GrantMonth(month, chunk), ct);
            lock (sum) sum.Add(done, chunk.Length);
        }
    }

    /// <summary>The city whose grant it is: the programme's, or of one for all cities the person's.</summary>
    public string CityOf(VoucherType type, string residence) => type.City is { } city && city != VoucherType.AnyCity ? city : facts.Divisions.CityOf(residence) ?? VoucherType.AnyCity;
}

/// <summary>What a run has done so far.</summary>
internal sealed class GrantedSoFar
{
    private readonly SortedDictionary<GrantOutcome, int> _skipped = [];

    public int Granted { get; private set; }

    public int Already { get; private set; }

    public long Minutes { get; private set; }

    /// <summary>The last person that was looked at.</summary>
    public Guid? Last { get; set; }

    public IReadOnlyDictionary<GrantOutcome, int> Skipped => _skipped;

    public void Skip(GrantOutcome why, int people = 1)
    {
        if (people > 0) _skipped[why] = _skipped.GetValueOrDefault(why) + people;
    }

    /// <summary>Adds what a unit has done; whoever was neither granted nor had it has died meanwhile.</summary>
    public void Add((IReadOnlyList<HourVoucher> Granted, int Already) done, int asked)
    {
        Granted += done.Granted.Count;
        Already += done.Already;
        Minutes += done.Granted.Sum(voucher => voucher.Minutes);
        Skip(GrantOutcome.Deceased, asked - done.Granted.Count - done.Already);
    }
}
