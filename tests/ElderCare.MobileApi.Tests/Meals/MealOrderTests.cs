namespace ElderCare.MobileApi.Tests.Meals;

public sealed class MealOrderTests(SharedCities cities) : IClassFixture<SharedCities>
{
    [SkippableTheory, OnBothDatabases]
    public async Task Smoke(string provider)
    {
        Needs.Database(provider);
        var city = await cities.On(provider);
        var senior = await city.As("senior1");
        var me = await (await senior.GetAsync("/api/me")).Body();
        Assert.Equal("senior1", me.Text("userName"));
    }
}
