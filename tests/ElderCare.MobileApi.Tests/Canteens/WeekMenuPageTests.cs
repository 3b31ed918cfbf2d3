using System.Net;
using ElderCare.Data.Seeding;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Canteens;

namespace ElderCare.MobileApi.Tests.Canteens;

/// <summary>The week's menu as a canteen's staff keep it in a browser without scripts.</summary>
public sealed class WeekMenuPageTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task AMenuIsMadeCorrectedChangedAndCopied(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var (browser, staff) = (await city.SignedInBrowser("canteen1"), await city.As("canteen1"));
        const string Form = "/counter/menu/2027-01-11/lunch";

        var wrong = await browser.Send(Form, Form, ("closesAt", "2027-01-11T09:00"), ("name", "阳春面"), ("price", "九块"), ("capacity", "20"), ("allergens", ""));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var html = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("写成 9.50 这样", html, StringComparison.Ordinal);
        Assert.Contains("value=\"九块\"", html, StringComparison.Ordinal);

        var saved = await browser.Send(Form, Form, ("closesAt", "2027-01-11T09:00"), ("name", "阳春面"), ("price", "9.5"), ("capacity", "20"), ("allergens", "小麦、鸡蛋"));
        Assert.Contains("菜单存好了", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var menu = await staff.Read($"/api/canteens/{DemoIds.Canteen1}/menus/2027-01-11/lunch");
        Assert.Equal(("2027-01-11T01:00:00Z", 950L), (menu.Text("ordersCloseAt"), menu.GetProperty("dishes")[0].Fen("priceFen")));
        Assert.Equal(["gluten", "egg"], menu.GetProperty("dishes")[0].GetProperty("allergens").EnumerateArray().Select(allergen => allergen.GetString()));

        await browser.Send(Form, Form, ("closesAt", "2027-01-11T08:00"), ("name", "阳春面"), ("price", "10"), ("capacity", "25"), ("allergens", "小麦"));
        Assert.Equal(1000, (await staff.Read($"/api/canteens/{DemoIds.Canteen1}/menus/2027-01-11/lunch")).GetProperty("dishes")[0].Fen("priceFen"));
        Assert.Contains("照抄好了", await (await browser.Send("/counter/menu?week=2027-01-20", "/counter/menu/copy")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("2027-01-18T00:00:00Z", (await staff.Read($"/api/canteens/{DemoIds.Canteen1}/menus/2027-01-18/lunch")).Text("ordersCloseAt"));
        var again = await browser.Send("/counter/menu?week=2027-01-20", "/counter/menu/copy");
        Assert.Contains("没有可以照抄的菜单", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AMenuOfADayThatIsNoneIsRefusedOnItsForm(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var browser = await city.SignedInBrowser("canteen1");
        foreach (var (day, closes) in new[] { ("2020-01-06", "2020-01-06T09:00"), ("2200-01-06", ""), ("0001-01-01", "0001-01-01T09:00"), ("9999-12-31", "9999-12-31T09:00"), ("2027-01-11", "-9998-01-01T00:00") })
        {
            var form = $"/counter/menu/{day}/lunch";
            var refused = await browser.Send(form, form, ("closesAt", closes), ("name", ""), ("price", ""), ("capacity", ""), ("allergens", ""));
            var html = await refused.Content.ReadAsStringAsync();
            Assert.Equal((day, HttpStatusCode.BadRequest), (day, refused.StatusCode));
            Assert.Contains("要 1 到 50 样菜", html, StringComparison.Ordinal);
            Assert.Equal(day != "2027-01-11", html.Contains("日期：从今天起一年之内", StringComparison.Ordinal));
        }
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AWeekOutsideTheCalendarIsRefused(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var browser = await city.SignedInBrowser("canteen1");
        foreach (var week in new[] { "0001-01-01", "0001-01-08", "9999-12-20", "9999-12-27", "9999-12-31" })
        {
            using var shown = await browser.GetAsync($"/counter/menu?week={week}");
            Assert.Equal((week, HttpStatusCode.BadRequest), (week, shown.StatusCode));
            Assert.Contains("week", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var copied = await browser.Send("/counter/menu/2027-01-11/lunch", "/counter/menu/copy", ("week", week));
            Assert.Equal((week, HttpStatusCode.BadRequest), (week, copied.StatusCode));
        }
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/counter/menu?week=2000-01-03")).StatusCode);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task AClosureIsAskedAboutDeclaredAndEnded(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var browser = await city.SignedInBrowser("canteen1");
        var lunch = await city.Offer("canteen1", city.FreeDay(), MealPeriod.Lunch, 10, 1500);
        var order = (await (await city.As("agent1")).Post("/api/meal-orders", lunch.Order((await city.AddSeniors(1))[0])).Body()).Text("id");
        var day = CityCanteens.Iso(lunch.Date);
        var ask = $"/counter/closures/confirm?from={day}&to={day}&periods=lunch&reason=%E5%81%9C%E6%B0%B4";

        Assert.Contains("已经订了 1 份", await browser.GetStringAsync(ask), StringComparison.Ordinal);
        var closed = await browser.Send(ask, "/counter/closures");
        Assert.Contains("停餐记下了", await closed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("停餐：停水", await browser.GetStringAsync($"/counter/menu?week={day}"), StringComparison.Ordinal);
        await city.RunTimer(CallOffUnserved.TimerKind, DemoIds.Canteen1);
        Assert.Equal("cancelled", (await (await city.As("agent1")).Read($"/api/meal-orders/{order}")).Text("state"));

        var closure = (await browser.GetStringAsync("/counter/menu")).Split("/counter/closures/")[1].Split("/end")[0];
        Assert.Contains("恢复供餐了", await (await browser.Send("/counter/menu", $"/counter/closures/{closure}/end")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var wrong = await browser.GetAsync($"/counter/closures/confirm?from={day}&to=2026-01-01&reason=x");
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Contains("No service", await browser.GetStringAsync("/counter/menu?lang=en"), StringComparison.Ordinal);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task OnlyTheKitchenSeesIt(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var browser = await city.SignedInBrowser("family1");
        foreach (var path in new[] { "/counter/menu", "/counter/menu/2027-01-11/lunch", "/counter/closures/confirm" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(path)).StatusCode);
        }
    }
}
