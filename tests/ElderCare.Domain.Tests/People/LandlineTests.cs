using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

public class LandlineTests
{
    [Theory]
    [InlineData("0577-88880000", "0577-88880000")]
    [InlineData("(0631) 5200000", "0631-5200000")]
    [InlineData("０２１ ８８８８００００", "021-88880000")]
    [InlineData("+86 577 88880000", "0577-88880000")]
    [InlineData("008610 88880000", "010-88880000")]
    public void IsKeptInOneForm(string written, string kept) => Assert.Equal(kept, Landline.Normalise(written));

    [Theory]
    [InlineData(null)]
    [InlineData("88880000")]
    [InlineData("0577-888")]
    [InlineData("0577-888800001")]
    [InlineData("0077-88880000")]
    [InlineData("0577-8888000a")]
    public void IsRefusedWithoutAreaCodeOrWithOtherLengths(string? written) => Assert.Null(Landline.Normalise(written));
}
