using CsCheck;
using ElderCare.Data;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.People;

/// <summary>Random lives: moving, dying and coming back, going away, leaving a category and being found out late, against <see cref="PersonLedgerModel"/>.</summary>
public sealed class PersonLedgerPropertyTests(ITestOutputHelper output)
{
    private const int LivesAtOnce = 4;

    private static readonly Gen<LifeStep> AnyStep = Gen.Select(
        Gen.Frequency([
            (6, Gen.Const(LifeAct.Order)), (5, Gen.Const(LifeAct.Collect)), (1, Gen.Const(LifeAct.Cancel)), (4, Gen.Const(LifeAct.EndCategory)), (2, Gen.Const(LifeAct.RestoreCategory)),
            (4, Gen.Const(LifeAct.Move)), (2, Gen.Const(LifeAct.WithdrawMove)), (2, Gen.Const(LifeAct.Die)), (3, Gen.Const(LifeAct.Revive)), (2, Gen.Const(LifeAct.Leave)), (3, Gen.Const(LifeAct.Return))]),
        Gen.Int[0, 99], Gen.Int[0, 99], Gen.Bool).Select(step => new LifeStep(step.Item1, step.Item2, step.Item3, step.Item4));

    // A life begins with a meal, most often one that was handed over: what is learnt afterwards is what matters.
    private static readonly Gen<LifeStep[]> AnyLife = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9], AnyStep.Array[2, 7], (LifeStep[] (day, luck, steps) =>
        [new(LifeAct.Order, 0, day, false), .. luck < 7 ? [new LifeStep(LifeAct.Collect, 0, 0, false)] : Array.Empty<LifeStep>(), .. steps]));

    [SkippableTheory, OnBothDatabases]
    public async Task TheLedgerEqualsTheOneComputedAfreshFromTheFacts(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        await using var city = LifeTable.CityWithoutTimers(database);
        var menus = await LifeTable.Menus(city);
        var steps = 0;
        await Property.Holds(output, Property.CasesOn(provider, Cases), AnyLife, async life =>
        {
            var table = await LifeTable.Lay(city, menus);
            foreach (var step in life) await table.Take(step);
            Interlocked.Add(ref steps, life.Length);
        }, LivesAtOnce);
        city.BooksShouldBalance();
        using var db = city.Get<CityDatabase>().Read();
        var adjusted = await db.MealAdjustments.CountAsync();
        output.WriteLine($"{steps} steps, {adjusted} adjustments");
        Assert.True(steps >= Property.CasesOn(provider, Cases) && adjusted >= Property.CasesOn(provider, Cases) / 10);
    }

    private const int Cases = 1_000;
}

/// <summary>What may happen in a life.</summary>
internal enum LifeAct
{
    Order,
    Collect,
    Cancel,
    EndCategory,
    RestoreCategory,
    Move,
    WithdrawMove,
    Die,
    Revive,
    Leave,
    Return,
}

/// <summary>One thing that happens, to which of several, on which day.</summary>
internal sealed record LifeStep(LifeAct Act, int Which, int When, bool Twice);
