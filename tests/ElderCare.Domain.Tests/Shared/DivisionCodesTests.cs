using ElderCare.Domain.Shared;

namespace ElderCare.Domain.Tests.Shared;

public class DivisionCodesTests
{
    private static readonly DivisionCodes Codes = new(
        new DivisionTree([new("370000", "山东省", null), new("370200", "青岛市", "370000"), new("370215", "即墨区", "370200")]),
        new Dictionary<string, string> { ["370222"] = "370282", ["370282"] = "370215", ["370298"] = "370299", ["370297"] = "370297" });

    [Theory]
    [InlineData("370215", "370215")]
    [InlineData("370282", "370215")]
    [InlineData("370222", "370215")]
    [InlineData("370298", null)]
    [InlineData("370297", null)]
    [InlineData("370299", null)]
    [InlineData("", null)]
    public void FormerCodesLeadToTheirSuccessor(string code, string? current) => Assert.Equal(current, Codes.CurrentOf(code));

    [Theory]
    [InlineData("110105", true)]
    [InlineData("370102", true)]
    [InlineData("110105001", true)]
    [InlineData("370299", false)]
    [InlineData("110000", false)]
    [InlineData("991234", false)]
    [InlineData("11010", false)]
    [InlineData("11010a", false)]
    public void ACodeOfACityThatTheTableLacksIsElsewhere(string code, bool isElsewhere) => Assert.Equal(isElsewhere, Codes.IsElsewhere(code));

    [Theory]
    [InlineData("370215", true)]
    [InlineData("370222", true)]
    [InlineData("370298", true)]
    [InlineData("110105", true)]
    [InlineData("370299", false)]
    public void Case08_AnOldPrefixIsKnown(string prefix, bool isKnown) => Assert.Equal(isKnown, Codes.KnowsPrefix(prefix));
}
