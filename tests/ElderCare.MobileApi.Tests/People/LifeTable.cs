using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Meals;
using ElderCare.MobileApi.People;
using ElderCare.MobileApi.Requests;
using ElderCare.MobileApi.Timers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>A city, a person in it, and the model of their facts and money.</summary>
internal sealed class LifeTable
{
    private static readonly string[] Divisions = [PersonLedgerModel.Home, "371003", "330000"];
    private readonly TestCity _city;
    private readonly IReadOnlyList<TestMenu> _menus;
    private readonly PersonLedgerModel _model;
    private readonly Guid _senior;

    private LifeTable(TestCity city, IReadOnlyList<TestMenu> menus, Guid senior)
    {
        (_city, _menus, _senior) = (city, menus, senior);
        _model = new(senior, DemoIds.Canteen1.ToString());
    }

    /// <summary>A city in which what follows from a fact happens only when the test says so.</summary>
    public static TestCity CityWithoutTimers(TestDatabase database) => TestCity.Start(database, services =>
    {
        foreach (var worker in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(TimerWorker)).ToList()) services.Remove(worker);
    });

    /// <summary>Lunches that all lives may order.</summary>
    public static async Task<IReadOnlyList<TestMenu>> Menus(TestCity city)
    {
        var menus = new List<TestMenu>();
        for (var i = 0; i < 4; i++) menus.Add(await city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, 10_000, 1_500));
        return menus;
    }

    /// <summary>Another person, with a hardship category and no meals.</summary>
    public static async Task<LifeTable> Lay(TestCity city, IReadOnlyList<TestMenu> menus) => new(city, menus, (await city.AddSeniors(1, "destituteScattered"))[0]);

    /// <summary>Does a step in the city and in the model, lets follow what follows, and compares every account.</summary>
    public async Task Take(LifeStep step)
    {
        _city.Clock.Advance(Duration.FromSeconds(1));
        _city.Get<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
        await Do(step);
        _model.Reconsider();
        await Task.WhenAll(Enumerable.Range(0, step.Twice ? 2 : 1).Select(_ => Task.Run(Follow))); // two nodes may look at once
        Assert.Equal(_model.Afresh().OrderBy(account => account.Key), _city.PostedFor(_model.Ordered).OrderBy(account => account.Key));
    }

    private Task<Instant?> Follow() => _city.Services.GetServices<ITimerHandler>().OfType<FactsChanged>().Single()
        .Run(new TimerRow { Id = Guid.NewGuid(), Kind = FactsChanged.Kind, Subject = FactsChanged.SubjectOf(_senior, TestCity.Today.PlusDays(-30)), DueAt = TestCity.Noon }, CancellationToken.None);

    private Task Do(LifeStep step) => step.Act switch
    {
        LifeAct.Order => Order(_menus[step.When % _menus.Count]),
        LifeAct.Collect => OfStanding(step, Collect),
        LifeAct.Cancel => OfStanding(step, Cancel),
        LifeAct.EndCategory => EndCategory(step),
        LifeAct.RestoreCategory => _model.CategoryEndsOn is null ? Task.CompletedTask : RestoreCategory(),
        LifeAct.Move => Move(step),
        LifeAct.WithdrawMove => _model.Hukou.Count == 1 ? Task.CompletedTask : WithdrawMove(step),
        LifeAct.Die => Die(step),
        LifeAct.Revive => _model.IsDead ? Revive() : Task.CompletedTask,
        LifeAct.Leave => _model.Absence is null ? Leave(step) : Task.CompletedTask,
        _ => _model.Absence is null ? Task.CompletedTask : Return(step),
    };

    private async Task Order(TestMenu menu)
    {
        if (_model.Standing.Any(meal => meal.Date == menu.Date) || !_model.MayEatOn(menu.Date)) return;
        var wish = new MealWish(_senior, menu.CanteenId, menu.Date, MealPeriod.Lunch, Fulfilment.DineIn, null, [(menu.Dishes[0], 1)], PayBy.OnCollection, null, AcceptFullPrice: true);
        var answer = await _city.Get<PlaceMealOrder>().Handle(wish, CallerOf(Role.Senior, _senior, null), false, CancellationToken.None);
        var view = JsonSerializer.Deserialize<MealOrderView>(answer.Kept.Body!, Json.Options)!;
        var meal = _model.Place(menu.Date);
        (meal.OrderId, meal.Code) = (view.Id, view.Code!);
    }

    private Task OfStanding(LifeStep step, Func<ModelMeal, Task> act)
    {
        var open = _model.Standing.Where(meal => meal.IsOpen).ToList();
        return open.Count == 0 ? Task.CompletedTask : act(open[step.Which % open.Count]);
    }

    private async Task Collect(ModelMeal meal)
    {
        await _city.Get<MoveMealOrder>().Collect(meal.OrderId, new() { Code = meal.Code }, CallerOf(Role.CanteenStaff, null, DemoIds.Canteen1), false, CancellationToken.None);
        (meal.IsOpen, meal.IsSettled) = (false, true);
    }

    private async Task Cancel(ModelMeal meal)
    {
        await _city.Get<MoveMealOrder>().Cancel(meal.OrderId, CallerOf(Role.Senior, _senior, null), false, CancellationToken.None);
        meal.IsOpen = false;
    }

    private async Task EndCategory(LifeStep step)
    {
        var ends = step.Which % 2 == 0 ? DayOf(step) : TestCity.Today.PlusDays(-20); // found out late
        if (_model.CategoryEndsOn == ends) return;
        await _city.Get<RecordCategory>().End(_senior, Believed<CategoryPeriod>().Id, new(ends, "x"), Officer, CancellationToken.None);
        _model.CategoryEndsOn = ends;
    }

    private async Task RestoreCategory()
    {
        await _city.Get<RecordCategory>().Restore(_senior, Believed<CategoryPeriod>().Id, new("x"), Officer, CancellationToken.None);
        _model.CategoryEndsOn = null;
    }

    private async Task Move(LifeStep step)
    {
        var (on, division) = (DayOf(step), Divisions[step.Which % Divisions.Length]);
        var at = _model.Hukou.FindLastIndex(period => period.From <= on);
        if (_model.Hukou[at].Division == division) return;
        await _city.Get<RecordMove>().Handle(_senior, new(DivisionBasis.Hukou, division, on, "x"), Officer, CancellationToken.None);
        if (_model.Hukou[at].From == on) _model.Hukou[at] = (on, division);
        else _model.Hukou.Insert(at + 1, (on, division));
    }

    private async Task WithdrawMove(LifeStep step)
    {
        var at = 1 + step.Which % (_model.Hukou.Count - 1);
        var period = Believed<DivisionPeriod>(_model.Hukou[at].From);
        await _city.Get<RecordMove>().Withdraw(_senior, period.Id, new("x"), Officer, CancellationToken.None);
        _model.Hukou.RemoveAt(at);
    }

    private async Task Die(LifeStep step)
    {
        var usedByFamily = step.Which % 3 == 0;
        if (_model.IsDead && _model.UsedByFamily == usedByFamily) return;
        await _city.Get<RecordDeath>().Report(_senior, new(TestCity.Today, usedByFamily, "x"), Officer, CancellationToken.None);
        (_model.IsDead, _model.UsedByFamily) = (true, usedByFamily);
    }

    private async Task Revive()
    {
        await _city.Get<RecordDeath>().Revoke(_senior, new("x"), Officer, CancellationToken.None);
        (_model.IsDead, _model.UsedByFamily) = (false, false);
    }

    private async Task Leave(LifeStep step)
    {
        var (kind, from) = (Enum.GetValues<AbsenceKind>()[step.Which % 3], DayOf(step));
        LocalDate? to = step.Which % 2 == 0 ? from.PlusDays(1) : null;
        await _city.Get<RecordAbsence>().Begin(_senior, new(kind, from, to, "x"), Officer, CancellationToken.None);
        _model.Absence = (kind, from, to);
    }

    private async Task Return(LifeStep step)
    {
        var absence = _model.Absence!.Value;
        var to = absence.From.PlusDays(2);
        if (step.Which % 2 == 0 && absence.To != to)
        {
            await _city.Get<RecordAbsence>().End(_senior, Believed<Absence>().Id, new(to, "x"), Officer, CancellationToken.None);
            _model.Absence = absence with { To = to };
            return;
        }
        await _city.Get<RecordAbsence>().Withdraw(_senior, Believed<Absence>().Id, new("x"), Officer, CancellationToken.None);
        _model.Absence = null;
    }

    private LocalDate DayOf(LifeStep step) => _menus[step.When % _menus.Count].Date;

    private T Believed<T>(LocalDate? from = null) where T : RecordedPeriod
    {
        using var db = _city.Get<CityDatabase>().Read();
        return db.Set<T>().Single(fact => fact.SeniorId == _senior && fact.SupersededAt == null && (from == null || fact.ValidFrom == from));
    }

    private Caller Officer => CallerOf(Role.CityOfficer, null, null);

    private Caller CallerOf(Role role, Guid? senior, Guid? canteen) => new()
    {
        Account = new() { Id = DemoIds.Account("city1"), UserName = "x", Name = "x", Roles = [role], DivisionCode = "371000", SeniorId = senior, CanteenId = canteen, CreatedAt = TestCity.Noon },
        Links = [],
        Divisions = _city.Get<CityFacts>().Divisions,
        Now = TestCity.Noon,
    };
}
