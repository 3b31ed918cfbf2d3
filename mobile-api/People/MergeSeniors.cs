using ElderCare.Data.HomeServices;
using ElderCare.Data.Ledger;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Emergency;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People;

/// <summary>Two records of one person become one: everything of the other goes to the one that stays, money by postings; the other stays readable.</summary>
internal sealed class MergeSeniors(RequestWriter writer, CityFacts facts, AccountDirectory directory, MealOrderChanged changed, JoinIncidents incidents)
{
    /// <summary>Who may say that two records are one person.</summary>
    public static readonly Role[] Officers = [Role.CityOfficer, Role.DistrictOfficer];

    private const int MostStanding = 200;

    public Task<Answer<SeniorView>> Handle(Guid id, MergeRequest request, Caller caller, CancellationToken ct)
    {
        var errors = new FieldErrors().Present(request.OtherId, "otherId").Require(request.OtherId != id, "otherId", "要另一份档案。", "It must be another record.");
        RevealSenior.CheckNote(request.Reason, "reason", errors).ThrowIfAny();
        return writer.Commit(unit => Merge(unit, id, request.OtherId!.Value, request.Reason!.Trim(), caller), ct);
    }

    private Answer<SeniorView> Merge(CityUnit unit, Guid id, Guid otherId, string reason, Caller caller)
    {
        foreach (var one in new[] { id, otherId }.Order()) unit.Sql.Execute(SeniorRecords.OneByOne, one); // in one order: two who merge the same two crosswise do not block each other
        var (stays, goes) = (Find(unit, id, caller, null), Find(unit, otherId, caller, "otherId"));
        var standing = unit.HoldStanding(otherId);
        RuleViolation.ThrowIf(standing.Count > MostStanding, "people.tooManyOrders", $"另一份档案有 {standing.Count} 份还没取的饭，请先取消一些。", $"The other record has {standing.Count} meals still to come; cancel some first.", "otherId");
        var review = new MergeReview();
        review.Months(unit.TakeOverVouchers(otherId, id));
        review.Units(unit.TakeOver(otherId.ToString(), id.ToString(), [.. standing.Select(order => order.ToString())]));
        review.Keys(unit.MoveStanding(otherId, id));
        unit.MoveVisits(otherId, id);
        var (moved, met) = unit.MoveOldest(otherId, id);
        review.Keys(met);
        if (moved == OrderTakeover.Chunk) unit.Schedule(MergedHistory.TimerKind, otherId.ToString(), unit.Now);
        foreach (var account in RecordTakeover.Move(unit, otherId, id, caller, review)) directory.ForgetAfter(unit, account);
        incidents.FollowMerge(unit, otherId, stays, caller.AccountId);
        review.Deaths(stays, goes);
        Fill(stays, goes);
        if (stays.Allergies.Count > 0) AllergensChanged.OfSenior(unit, id);
        goes.MergedInto = id;
        goes.Version++;
        stays.Version++;
        unit.Record(caller.Actor, "senior.merged", otherId.ToString(), id, reason);
        unit.Record(caller.Actor, "senior.mergedInto", id.ToString(), otherId, reason);
        unit.Db.SaveChanges();
        unit.Schedule(FactsChanged.Kind, FactsChanged.SubjectOf(id, CityClock.DateOf(unit.Now)), unit.Now); // what the other record knows may change what meals cost
        Tell(unit, stays, standing);
        review.Raise(unit, stays, facts);
        return Answer<SeniorView>.Ok(SeniorView.Of(stays, SeniorAccess.Of(caller, stays)), Versions.ETag(stays.Version));
    }

    private static Senior Find(CityUnit unit, Guid id, Caller caller, string? field)
    {
        var senior = unit.Db.Seniors.SingleOrDefault(senior => senior.Id == id);
        if (senior is null || !SeniorRecords.IsKeeper(caller, senior)) throw RequestProblem.NotFound(field);
        senior.ThrowIfMerged();
        return senior;
    }

    /// <summary>What only the other record knows is kept; what must not be eaten, illnesses and medicines count by both.</summary>
    private static void Fill(Senior stays, Senior goes)
    {
        stays.Allergies = [.. stays.Allergies.Union(goes.Allergies)];
        stays.Diets = [.. stays.Diets.Union(goes.Diets)];
        stays.Conditions = [.. stays.Conditions.Union(goes.Conditions)];
        stays.Medicines = [.. stays.Medicines.Union(goes.Medicines)];
        stays.DoorNoteCipher ??= goes.DoorNoteCipher;
        if (!stays.HasPhoto) (stays.HasPhoto, goes.HasPhoto) = (goes.HasPhoto, false); // as its row moves
        stays.SelfCare ??= goes.SelfCare;
        stays.Living ??= goes.Living;
        stays.LunarBirthday ??= goes.LunarBirthday;
        if (stays.PhoneIndex is null) (stays.PhoneCipher, stays.PhoneIndex, stays.PhoneMasked) = (goes.PhoneCipher, goes.PhoneIndex, goes.PhoneMasked);
        if (stays.LandlineIndex is null) (stays.LandlineCipher, stays.LandlineIndex, stays.LandlineMasked) = (goes.LandlineCipher, goes.LandlineIndex, goes.LandlineMasked);
    }

    /// <summary>The kitchens and the family learn whose the meals to come are now.</summary>
    private void Tell(CityUnit unit, Senior stays, IReadOnlyList<Guid> orders)
    {
        if (orders.Count == 0) return;
        var rows = unit.Db.MealOrders.AsNoTracking().Where(order => orders.Contains(order.Id))
            .Join(unit.Db.Canteens, order => order.CanteenId, canteen => canteen.Id, (order, canteen) => new { order, canteen.Name, canteen.DivisionCode }).ToList();
        foreach (var row in rows) unit.Tell(changed.Of(row.order, stays, row.Name, row.DivisionCode));
    }
}

/// <summary>Two records are one person.</summary>
/// <param name="OtherId">The record that is to go.</param>
/// <param name="Reason">How that is known, 2 to 200 characters, without numbers of people.</param>
internal sealed record MergeRequest(Guid? OtherId, string? Reason);
