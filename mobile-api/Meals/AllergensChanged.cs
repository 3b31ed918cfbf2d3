using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Tasks;
using ElderCare.MobileApi.Timers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Meals;

/// <summary>
/// What is in a dish, or what a person must not eat, was learnt after the meal was ordered. The order stands, because the person
/// wants to eat: senior and family are told, and somebody is asked to ring them, once for each order.
/// </summary>
internal sealed class AllergensChanged(CityDatabase database, CityWriter writer, PersonNotices notices, CityFacts facts) : ITimerHandler
{
    /// <inheritdoc cref="ITimerHandler.Kind"/>
    public const string TimerKind = "allergens.changed";

    private const string OfMenu = "menu";
    private const string Zh = "已订的菜里有登记过敏的东西，请打电话改订。";

    public string Kind => TimerKind;

    /// <summary>Has the orders of a menu looked at.</summary>
    public static void OnMenu(CityUnit unit, Guid menuId) => unit.Schedule(TimerKind, $"{OfMenu} {menuId}", unit.Now);

    /// <summary>Has the orders of a person looked at.</summary>
    public static void OfSenior(CityUnit unit, Guid seniorId) => unit.Schedule(TimerKind, $"senior {seniorId}", unit.Now);

    public async Task<Instant?> Run(TimerRow timer, CancellationToken ct)
    {
        var words = timer.Subject.Split(' ');
        var (isMenu, id) = (words[0] == OfMenu, Guid.Parse(words[1]));
        using var db = database.Read();
        var orders = await db.MealOrders.Where(order => (isMenu ? order.MenuId == id : order.SeniorId == id) && MealOrders.Standing.Contains(order.State)).ToListAsync(ct);
        var menus = orders.Select(order => order.MenuId).Distinct().ToList();
        var allergens = await db.MenuDishes.Where(dish => menus.Contains(dish.MenuId)).ToDictionaryAsync(dish => dish.Id, dish => dish.Allergens, ct);
        var people = orders.Select(order => order.SeniorId).Distinct().ToList();
        var allergies = await db.Seniors.Where(senior => people.Contains(senior.Id)).ToDictionaryAsync(senior => senior.Id, senior => senior.Allergies, ct);
        foreach (var order in orders.Where(order => HasUnanswered(order, allergens, allergies[order.SeniorId]))) await Warn(order, ct);
        return null;
    }

    /// <summary>Whether an order contains what its person must not eat and nobody has answered for.</summary>
    private static bool HasUnanswered(MealOrder order, IReadOnlyDictionary<Guid, IReadOnlyList<string>> allergens, IReadOnlyList<string> allergies) =>
        FoodWords.Meeting([.. order.Items.SelectMany(item => allergens.GetValueOrDefault(item.DishId) ?? [])], allergies).Except(order.AllergyOverride?.Allergens ?? []).Any();

    private async Task Warn(MealOrder order, CancellationToken ct)
    {
        var row = database.Read(sql => sql.MealOrder(order.Id))!;
        var listeners = await notices.ListenersOf(order.SeniorId, actor: null);
        await writer.Commit(Lane.Interactive, unit =>
        {
            unit.Sql.Execute("""UPDATE "MealOrders" SET "Version" = "Version" WHERE "Id" = @p0""", order.Id); // of two who look at once the second sees the task
            var subject = order.Id.ToString();
            if (unit.Db.Tasks.Any(task => task.SubjectId == subject && task.TitleZh == Zh)) return;
            unit.Raise(TaskKind.CallBack, row.ResidenceDivision, subject, order.SeniorId, Zh, "An ordered dish contains what the person is known to be allergic to; ring them and order another.", facts);
            notices.Tell(unit, listeners, MealNoticeWords.HasAllergen(row));
        }, ct);
    }
}
