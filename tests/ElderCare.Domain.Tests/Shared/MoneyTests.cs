using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Shared;

public class MoneyTests
{
    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(1100, "11.00")]
    [InlineData(100_000_000, "1000000.00")]
    public void Case27_YuanHaveTwoDecimals(long fen, string text) => Assert.Equal(text, Money.Yuan(fen));

    [Theory]
    [InlineData(1001, 5000, 501)]
    [InlineData(1001, 4999, 500)]
    [InlineData(15, 3000, 5)]
    public void Case27_SharesAreRoundedHalfUpToTheFen(long fen, long basisPoints, long share) => Assert.Equal(share, Money.Share(fen, basisPoints));

    [Fact]
    public void Case27_TiesOfASpreadGoToTheEarlierWeight() => Assert.Equal([34, 33, 33], Money.Spread(100, [1, 1, 1]));

    [Fact]
    public void ASpreadOfVeryLargeAmountsDoesNotOverflow() =>
        Assert.Equal([4_000_000_000_000, 4_000_000_000_000], Money.Spread(8_000_000_000_000, [9_000_000_000_000, 9_000_000_000_000]));
}
