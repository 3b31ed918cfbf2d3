using ElderCare.Data;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.MobileApi.Tests.Realtime;

namespace ElderCare.MobileApi.Tests.Writing;

/// <summary>Units that foresee what they find: written in groups, and no less strictly than those that ask.</summary>
public sealed class ForeseenUnitsTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task MoreThanIsLeftIsNeverTaken(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var menu = await city.Lunch(20, 1500);
        var marks = Enumerable.Range(0, 50).Select(_ => Guid.NewGuid().ToString()).ToList();

        var outcomes = await Task.WhenAll(marks.Select(mark => Foreseen(city, unit =>
        {
            if (!unit.TryDeduct([new(Stock.Portions, menu.Dishes[0], 1)])) throw new StaleReadException();
            Mark(unit, mark);
        })));

        Assert.Equal(20, outcomes.Count(stands => stands));
        Assert.Equal(outcomes, marks.Select(mark => IsMarked(city, mark)));
        Assert.Equal(0, city.Remaining(menu)[0]);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OneThatForesawWronglyHurtsNobodyElse(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        using var db = city.Get<CityDatabase>().Read();
        var version = db.Canteens.Single(canteen => canteen.Id == DemoIds.Canteen1).Version;
        var marks = Enumerable.Range(0, 30).Select(_ => Guid.NewGuid().ToString()).ToList();

        var outcomes = await Task.WhenAll(marks.Select((mark, i) => Foreseen(city, unit =>
        {
            if (!unit.Holds(new(VersionedTable.Canteens, DemoIds.Canteen1, i == 7 ? version + 1 : version))) throw new StaleReadException();
            Mark(unit, mark);
        })));

        Assert.Equal(marks.Select((_, i) => i != 7), outcomes);
        Assert.Equal(outcomes, marks.Select(mark => IsMarked(city, mark)));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OneThatAsksAfterAllIsAnswered(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var mark = Guid.NewGuid().ToString();
        var answer = await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            Mark(unit, mark);
            return unit.Sql.Query("SELECT 12349", row => row.GetInt32(0))[0];
        }, foreseen: true);
        Assert.Equal(12349, answer);
        Assert.True(IsMarked(city, mark));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task EventsOfAGroupAreNumberedApartAndReadInOrder(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var audience = $"account:{Guid.NewGuid()}";
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Foreseen(city, unit =>
        {
            unit.Tell("notice.published", $"{number}", new { }, [audience]);
            unit.Tell("notice.published", $"{number}", new { }, [audience]);
        })));
        var numbers = city.Written(audience, 0);
        Assert.Equal(400, numbers.Count());
        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    private static async Task<bool> Foreseen(TestCity city, Action<CityUnit> work)
    {
        try
        {
            return await city.Get<CityWriter>().Commit(Lane.Interactive, unit => { work(unit); return true; }, foreseen: true);
        }
        catch (StaleReadException)
        {
            return false;
        }
    }

    private static void Mark(CityUnit unit, string mark) => unit.Record("test", "test.marked", mark);

    private static bool IsMarked(TestCity city, string mark) => city.Get<CityDatabase>()
        .Read(sql => sql.Query("""SELECT COUNT(*) FROM "Audit" WHERE "Subject" = @p0""", row => row.GetInt32(0), mark)[0]) == 1;
}
