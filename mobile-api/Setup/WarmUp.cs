using ElderCare.Data;
using ElderCare.Data.Meals;
using ElderCare.Data.Writing;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Realtime;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Setup;

/// <summary>Runs the busiest paths once before the program says that it is ready, so that the first caller does not wait for the model and the compiler.</summary>
internal static class WarmUp
{
    public static async Task Run(IServiceProvider found)
    {
        var database = found.GetRequiredService<CityDatabase>();
        var nobody = Guid.Empty;
        var today = CityClock.DateOf(found.GetRequiredService<IClock>().GetCurrentInstant());
        using (var db = database.Read())
        {
            await db.Accounts.Where(account => account.UserName == "").ToListAsync();
            await db.MealOrders.Where(order => order.Id == nobody).ToListAsync();
        }
        await MealFacts.Read(database, nobody, nobody, today, MealPeriod.Lunch, known: null);
        await database.MealOrder(nobody);
        found.GetRequiredService<FeedReader>().After([Audiences.Account(nobody)], found.GetRequiredService<ElderCare.Data.Feed.EventFeed>().Horizon());
        found.GetRequiredService<AccountDirectory>().Find(nobody);
        await found.GetRequiredService<CityWriter>().Commit(Lane.Interactive, unit => unit.Db.MealOrders.SingleOrDefault(order => order.Id == nobody));
    }
}
