using ElderCare.Data;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Pages.Home;
using ElderCare.MobileApi.Pages.Look;
using ElderCare.MobileApi.Pages.Ordering;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Pages.Visits;

/// <summary>What the three steps to a visit show.</summary>
internal sealed class BookingDesk(CityDatabase database, BookService book, HomeServicePolicy policy, Visitor you)
{
    private const int Days = 14;
    private static readonly LocalTime Earliest = new(6, 0);

    public async Task<ServiceChoosing> Choose(WantedVisit wanted, Caller caller, CancellationToken ct)
    {
        using var db = database.Read();
        var people = await BookableBy(caller, db, ct);
        var senior = people.Find(one => one.Id == wanted.Senior) ?? people[0];
        var items = await db.ServiceItems.AsNoTracking().Where(item => item.IsOffered).OrderBy(item => item.PriceFen).ThenBy(item => item.Code).ToListAsync(ct);
        return new(
            people.Count == 1 ? [] : [.. people.Select(one => new Choice((wanted with { Senior = one.Id, Service = null }).At("/services/book"), one.Name, null, one.Id == senior.Id))],
            [.. items.Select(item => new Choice((wanted with { Senior = senior.Id, Service = item.Id }).At("/services/book"), NameOf(item), $"{you.PriceOf(item)}{you.Say("，", ", ")}{you.VoucherOf(item)}", false))],
            MinutesLeft.Of(db, senior.Id, you.Now));
    }

    /// <summary>Step 2; what is wrong stands beside its field, and what was typed stays.</summary>
    public async Task<ServiceWhen> AskWhen(WantedVisit wanted, Caller caller, string? trouble, IReadOnlyDictionary<string, string> errors, CancellationToken ct)
    {
        using var db = database.Read();
        var senior = (await BookableBy(caller, db, ct)).Find(one => one.Id == wanted.Senior) ?? throw RequestProblem.NotFound();
        var item = await db.ServiceItems.AsNoTracking().SingleOrDefaultAsync(one => one.Id == wanted.Service && one.IsOffered, ct) ?? throw RequestProblem.NotFound();
        var filled = wanted.WithDefaults(item, you.Today);
        return new(
            filled, caller.Account.SeniorId == senior.Id ? null : senior.Name, NameOf(item), $"{you.PriceOf(item)}{you.Say("，", ", ")}{you.VoucherOf(item)}",
            [.. Enumerable.Range(0, Days).Select(you.Today.PlusDays).Select(day => (LocalDatePattern.Iso.Format(day), you.DayToChoose(day)))],
            [.. HalfHours().Select(time => ($"{time:HH:mm}", VisitWords.TimeToChoose(time)))],
            [.. LengthsWith(filled.Minutes).Select(minutes => ($"{minutes}", you.MinutesOf(minutes)))],
            MinutesLeft.Of(db, senior.Id, you.Now), trouble, errors);
    }

    /// <summary>Step 3.</summary>
    /// <param name="wanted">What was chosen and typed.</param>
    /// <param name="caller">Who books.</param>
    /// <param name="held">What the vouchers have for it, once booking has found out; null before.</param>
    /// <param name="trouble">Why the step is shown again.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RuleViolation">It cannot be booked so.</exception>
    public async Task<ServiceSure> AskSure(WantedVisit wanted, Caller caller, int? held, string? trouble, CancellationToken ct)
    {
        var wish = wanted.Read(mostSelfPayFen: null);
        var (senior, item) = await book.Check(wish, caller, ct);
        using var db = database.Read();
        var needed = item.VoucherMinutesFor(wish.Minutes);
        var covered = (int)Math.Min(needed, held ?? MinutesLeft.Of(db, senior.Id, wish.StartsAt) ?? 0); // some of them may not pay this service: then booking says so, and the step comes again
        return new(
            wanted, caller.Account.SeniorId == senior.Id ? null : senior.Name, NameOf(item), wish.StartsAt, wish.StartsAt + Duration.FromMinutes(wish.Minutes), wish.Minutes, wish.Notes, wish.WorkerSex, senior.Address,
            item.PriceOf(needed), covered, item.PriceOf(needed - covered), trouble);
    }

    /// <summary>Those for whom somebody may book; there is at least one.</summary>
    private static async Task<List<Senior>> BookableBy(Caller caller, CityContext db, CancellationToken ct)
    {
        var all = await HomePages.SeniorsOf(caller, db).AsNoTracking().ToListAsync(ct);
        var people = all.FindAll(senior => SeniorAccess.Of(caller, senior).Rights.HasFlag(FamilyRights.Order));
        return people.Count > 0 ? people : throw RequestProblem.Forbidden();
    }

    private static IEnumerable<LocalTime> HalfHours()
    {
        for (var time = Earliest; ; time = time.PlusMinutes(30))
        {
            yield return time;
            if (time == new LocalTime(23, 30)) yield break;
        }
    }

    /// <summary>Half hours up to the longest visit that can be booked, and what is chosen now.</summary>
    private IEnumerable<int> LengthsWith(string chosen) =>
        Enumerable.Range(1, policy.LongestMinutes / 30).Select(halves => halves * 30).Append(int.TryParse(chosen, out var minutes) && minutes > 0 ? minutes : 60).Distinct().Order();

    private string NameOf(ServiceItem item) => you.Say(item.NameZh, item.NameEn);
}
