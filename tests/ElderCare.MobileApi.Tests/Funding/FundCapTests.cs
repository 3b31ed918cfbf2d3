using System.Net;
using ElderCare.Data;
using ElderCare.Domain.Funding;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Funding;

/// <summary>A fund pays no more than its caps, whoever orders at the same time; each order here asks the city and the district for 1 yuan.</summary>
public sealed class FundCapTests
{
    private static readonly Duration ToDecember = Duration.FromDays(9);

    [SkippableTheory, OnBothDatabases]
    public async Task Case31_FiftyOrdersAtOnceForTheLastYuansOfAMonthsCap(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = 300 });
        var menu = await city.Lunch(50, 1500);
        var agent = await city.As("agent1");
        var seniors = await city.AddSeniors(50);

        var orders = await Task.WhenAll(seniors.Select(senior => agent.Post("/api/meal-orders", menu.Order(senior)).Body()));

        var (paid, unpaid) = (orders.Where(order => order.PaidBy(CityFunds.OfDistrict) > 0).ToList(), orders.Where(order => order.PaidBy(CityFunds.OfDistrict) == 0).ToList());
        Assert.Equal((3, 47), (paid.Count, unpaid.Count));
        Assert.All(paid, order => Assert.Equal((100, 1_300), (order.PaidBy(CityFunds.OfDistrict), order.Fen("selfPayFen"))));
        Assert.All(unpaid, order => Assert.Equal((100, 1_400), (order.PaidBy(CityFunds.OfCity), order.Fen("selfPayFen"))));
        Assert.All(unpaid, order => Assert.Contains("区补贴资金不足，付不了的 1.00 元由您支付", order.Explained(), StringComparison.Ordinal));
        Assert.Equal(0, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        city.CapsShouldAgreeWithTheLedger();
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case31_TheQuoteTellsBeforeTheOrderThatTheCapIsReached(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.ChangeFund(CityFunds.OfCity, new { yearlyCapFen = 150 });
        var menu = await city.Lunch(10, 1500);
        var agent = (await city.As("agent1")).InEnglish();
        var seniors = await city.AddSeniors(2);

        var first = await agent.Post("/api/meal-orders/quote", menu.Order(seniors[0])).Body();
        Assert.Equal((100, 1_300), (first.PaidBy(CityFunds.OfCity), first.Fen("selfPayFen")));
        await agent.Post("/api/meal-orders", menu.Order(seniors[0])).Body();
        var wish = menu.Order(seniors[1]);
        var second = await agent.Post("/api/meal-orders/quote", wish).Body();

        Assert.Equal((0, 200, 1_300), (second.PaidBy(CityFunds.OfCity), second.PaidBy(CityFunds.OfDistrict), second.Fen("selfPayFen")));
        Assert.Contains("The fund from which the city pays is short; 1.00 yuan move to another fund: the district pays.", second.Explained(), StringComparison.Ordinal);
        wish["expectedSelfPayFen"] = second.Fen("selfPayFen");
        Assert.Equal(second.Explained(), (await agent.Post("/api/meal-orders", wish).Body()).Explained());
        Assert.Equal(50, city.CapLeft(CityFunds.OfCity, CapSpan.Year, TestCity.Today));
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case31_WhatIsCancelledGoesBackToTheMonthInWhichItWasTaken(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = 100, yearlyCapFen = 250 });
        var menu = await city.Lunch(10, 1500);
        var seniors = await city.AddSeniors(4);
        var (november, december) = (TestCity.Today, TestCity.Today.PlusMonths(1));

        var taken = await Order(city, menu, seniors[0]);
        Assert.Equal(0, (await Order(city, menu, seniors[1])).PaidBy(CityFunds.OfDistrict));
        city.Clock.Advance(ToDecember);
        Assert.Null(city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, december));
        Assert.Equal(100, (await Order(city, menu, seniors[2])).PaidBy(CityFunds.OfDistrict));
        Assert.Equal((0L, 50L), (city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, december), city.CapLeft(CityFunds.OfDistrict, CapSpan.Year, december)));
        await city.With(await city.TokenOf("agent1")).Post($"/api/meal-orders/{taken.Text("id")}/cancel").Body();

        Assert.Equal((100L, 0L), (city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, november), city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, december)));
        Assert.Equal(150, city.CapLeft(CityFunds.OfDistrict, CapSpan.Year, december));
        Assert.Equal(0, (await Order(city, menu, seniors[3])).PaidBy(CityFunds.OfDistrict));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMissedMealGivesBackAServedOneDoesNotAndAChangeTakesAgain(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = 100 });
        var (menu, agent, canteen) = (await city.Lunch(10, 1500, 900), await city.As("agent1"), await city.As("canteen1"));
        var senior = (await city.AddSeniors(1))[0];
        await city.Link("family2", senior, Domain.People.FamilyRights.Order);

        var order = await Order(city, menu, senior);
        var changed = menu.Order(senior);
        changed["items"]![0]!["dishId"] = menu.Dishes[1];
        Assert.Equal(100, (await agent.Put($"/api/meal-orders/{order.Text("id")}", changed, "*").Body()).PaidBy(CityFunds.OfDistrict));
        Assert.Equal(0, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        await canteen.Post($"/api/meal-orders/{order.Text("id")}/missed").Body();
        Assert.Equal(100, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));

        var served = await Order(city, menu, senior);
        var code = (await (await city.As("family2")).Read($"/api/meal-orders/{served.Text("id")}")).Text("code");
        await canteen.Post($"/api/meal-orders/{served.Text("id")}/collect", new { code }).Body();
        Assert.Equal(0, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        var month = (await city.Fund(CityFunds.OfDistrict)).GetProperty("month");
        Assert.Equal((100, 0, 100, 100), (month.Fen("capFen"), month.Fen("remainingFen"), month.Fen("takenFen"), month.Fen("spentFen")));
        city.CapsShouldAgreeWithTheLedger();
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task Case31_AHardshipMealIsNeverRefusedThoughTheCapIsReached(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = 100 });
        var menu = await city.Lunch(10, 1500);
        var senior = (await city.AddSeniors(1, "destituteScattered"))[0];
        var before = city.Balance(AccountKind.Fund, CityFunds.OfDistrict);

        var order = await Order(city, menu, senior);

        // 8 yuan, half of it from the district: 1 yuan is left under its cap, 3 are overdrawn beside it.
        Assert.Equal((700, 400), (order.Fen("selfPayFen"), order.PaidBy(CityFunds.OfDistrict)));
        Assert.Equal((before - 100, -300L), (city.Balance(AccountKind.Fund, CityFunds.OfDistrict), city.Balance(AccountKind.FundOverdraft, CityFunds.OfDistrict)));
        Assert.Equal(0, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        Assert.Contains("照常给您补贴", order.Explained(), StringComparison.Ordinal);
        using (var db = city.Get<CityDatabase>().Read()) Assert.Equal(1, await db.Tasks.CountAsync(task => task.Kind == TaskKind.Review && task.SubjectId == order.Text("id")));
        await (await city.As("agent1")).Post($"/api/meal-orders/{order.Text("id")}/cancel").Body();
        Assert.Equal((before, 0L, 100L), (city.Balance(AccountKind.Fund, CityFunds.OfDistrict), city.Balance(AccountKind.FundOverdraft, CityFunds.OfDistrict), city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today)));
        city.BooksShouldBalance();
    }

    [SkippableTheory, OnBothDatabases]
    public async Task ACapThatIsSetLateCountsWhatWasTakenBefore(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var menu = await city.Lunch(10, 1500);
        var (seniors, officer) = (await city.AddSeniors(4), await city.As("city1"));
        var first = await Order(city, menu, seniors[0]);
        await Order(city, menu, seniors[1]);
        await (await city.As("agent1")).Post($"/api/meal-orders/{first.Text("id")}/cancel").Body();
        await Order(city, menu, seniors[2]);

        var problem = await officer.Patch($"/api/funds/{CityFunds.OfDistrict}", new { monthlyCapFen = 199 }, "*").ShouldBeProblem(409, "funds.capBelowTaken", "monthlyCapFen");
        Assert.Contains("2.00", problem.Text("detail"), StringComparison.Ordinal);
        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = 250 });
        Assert.Equal(50, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        Assert.Equal(0, (await Order(city, menu, seniors[3])).PaidBy(CityFunds.OfDistrict));

        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = (long?)null });
        Assert.Null(city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        Assert.Equal(100, (await Order(city, menu, seniors[0])).PaidBy(CityFunds.OfDistrict));
        await city.ChangeFund(CityFunds.OfDistrict, new { monthlyCapFen = 1_000 });
        Assert.Equal(700, city.CapLeft(CityFunds.OfDistrict, CapSpan.Month, TestCity.Today));
        city.CapsShouldAgreeWithTheLedger();
    }

    private static async Task<System.Text.Json.JsonElement> Order(TestCity city, TestMenu menu, Guid senior) =>
        await city.With(await city.TokenOf("agent1")).Post("/api/meal-orders", menu.Order(senior)).Body();
}
