using ElderCare.Data.Seeding;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.HomeServices;
using ElderCare.MobileApi.HomeServices;
using ElderCare.MobileApi.Tests.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>What officers see of visits, and what people look at.</summary>
public sealed class VisitFigureTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task TheGuaranteeRateCountsConfirmedMinutesAndCallsADistrictIn(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var order = await city.Served();
        var before = await Of(city);
        await (await city.As("family1")).Post($"/api/service-orders/{order}/confirm", new { rating = 4 }).Body();
        var (district, own) = await Of(city);
        Assert.Equal((60, before.District.Fen("entitledMinutes")), (district.Fen("acceptedMinutes") - before.District.Fen("acceptedMinutes"), district.Fen("entitledMinutes")));
        Assert.Equal((60, 60, 10_000, "good"), (own.Fen("acceptedMinutes"), own.Fen("entitledMinutes"), own.Fen("rateBasisPoints"), own.Text("state")));
        var voucher = await city.Grant(DemoIds.Senior1, 600);
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => { unit.Adjust(voucher, -300); });
        Assert.Equal(300 * 23 / 30, (await Of(city)).District.Fen("entitledMinutes") - district.Fen("entitledMinutes"), 1.0); // what was granted by mistake is nobody's due
        await (await city.As("district1")).GetAsync("/api/service-figures?divisionCode=371003").ShouldBeProblem(400, "request.invalid", "divisionCode");

        city.Pass(Duration.FromDays(9)); // into the next month: hardly anything of the last one was served
        await city.RunTimer(GuaranteeReview.TimerKind, Guid.Empty);
        await city.RunTimer(GuaranteeReview.TimerKind, Guid.Empty);
        var work = (await (await city.As("district1")).Read("/api/tasks?kind=rectification")).Items().Where(task => task.Text("subjectId") == "guarantee:371002:2026-11");
        Assert.Single(work);
    }

    [SkippableTheory, OnBothDatabases]
    public async Task TheFirstVisitOfACaregiverIsAskedAbout(string provider)
    {
        Needs.Database(provider);
        await using var city = await TestCity.Start(provider);
        var first = await city.Served();
        Assert.Contains((await (await city.As("agent1")).Read("/api/tasks?kind=callBack")).Items(), task => task.Text("subjectId") == first);
    }

    [Fact]
    public void ChanceDrawsATenth()
    {
        var dice = new Random(5);
        var drawn = Enumerable.Range(0, 20_000).Count(_ =>
        {
            var bytes = new byte[16];
            dice.NextBytes(bytes);
            return VisitAudit.IsDrawn(new Guid(bytes), HomeServicePolicies.Read().CallBackBasisPoints);
        });
        Assert.InRange(drawn, 1_800, 2_200);
    }

    [Theory]
    [InlineData(8_500, 10_000, GuaranteeState.Good)]
    [InlineData(8_499, 10_000, GuaranteeState.Warned)]
    [InlineData(7_000, 10_000, GuaranteeState.Warned)]
    [InlineData(6_999, 10_000, GuaranteeState.CalledIn)]
    [InlineData(0, 0, GuaranteeState.Good)]
    public void ThePolicySaysHowARateStands(long accepted, long entitled, GuaranteeState state) => Assert.Equal(state, HomeServicePolicies.Read().Guarantee.Judge(accepted, entitled));

    private static async Task<(System.Text.Json.JsonElement District, System.Text.Json.JsonElement Provider)> Of(TestCity city)
    {
        var figures = await (await city.As("city1")).Read("/api/service-figures");
        return (figures.GetProperty("districts").EnumerateArray().Single(line => line.Text("of") == "371002"),
            figures.GetProperty("providers").EnumerateArray().Single(line => line.Text("of") == $"{DemoIds.Provider1}"));
    }
}
