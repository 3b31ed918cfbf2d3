using ElderCare.Domain.Shared;
using ElderCare.Domain.Tests.Funding;

namespace ElderCare.Domain.Tests.Shared;

public class DivisionTreeTests
{
    private static readonly DivisionTree Divisions = Rules.Divisions;

    [Theory]
    [InlineData("371002", "371002", true)]
    [InlineData("371000", "371098", true)]
    [InlineData("371003", "371098", false)]
    [InlineData("370000", "371002001", true)]
    [InlineData("371002001", "371002", false)]
    [InlineData("371002", "371002777888", true)]
    [InlineData("440100", "440118104001", true)]
    [InlineData("440000", "440118", false)]
    [InlineData("371098", "371098001", true)]
    [InlineData("3710", "371002", false)]
    [InlineData(null, "371002", false)]
    [InlineData("371002", null, false)]
    public void CoversItselfAndWhatLiesBelowByTheTable(string? ancestor, string? code, bool covers) => Assert.Equal(covers, Divisions.Covers(ancestor, code));

    [Fact]
    public void ParentsComeFromTheTableAndNeverFromTheText()
    {
        var moved = new DivisionTree([new("371000", "威海市", null), new("330304", "瓯海区", "371000")]);
        Assert.True(moved.Covers("371000", "330304001"));
        Assert.False(moved.Covers("330300", "330304001"));
    }

    [Fact]
    public void AncestorsBeginWithTheCodeItself() => Assert.Equal(["371002001005", "371002001", "371002", "371000", "370000"], Divisions.Ancestors("371002001005"));

    [Theory]
    [InlineData("371002001", "371002", "371000")]
    [InlineData("371098", "371098", "371000")]
    [InlineData("371000", null, "371000")]
    [InlineData("370000", null, null)]
    [InlineData("440118104", "440118", "440100")]
    public void KnowsTheDistrictAndTheCity(string code, string? district, string? city) =>
        Assert.Equal((district, city), (Divisions.DistrictOf(code), Divisions.CityOf(code)));

    [Fact]
    public void KnowsNamesOfItsRowsOnly() => Assert.Equal(("南海新区", (string?)null), (Divisions.NameOf("371098"), Divisions.NameOf("440118")));

    [Fact]
    public void RefusesACircle() => Assert.Throws<ArgumentException>(() => new DivisionTree([new("a", "", "b"), new("b", "", "a")]));
}
