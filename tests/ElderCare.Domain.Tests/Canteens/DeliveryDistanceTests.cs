using ElderCare.Domain.Canteens;

namespace ElderCare.Domain.Tests.Canteens;

public class DeliveryDistanceTests
{
    [Theory]
    [InlineData(1000, null, 1000)]
    [InlineData(1000, 1200, 1000)]
    [InlineData(1000, 1201, 1201)]
    [InlineData(1000.9, 1100, 1000)]
    [InlineData(0, 1, 1)]
    public void Case29_TheMeasuredWayCountsWhenItIsMuchLonger(double straight, int? route, int metres) => Assert.Equal(metres, DeliveryDistance.Metres(straight, route));
}
