using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

/// <summary>Landlines as people type them.</summary>
public class LandlineNumberTests
{
    [Theory]
    [InlineData("0577-88881234", "0577-88881234")]
    [InlineData("（０６３１）５２２１２３４", "0631-5221234")]
    [InlineData("010 62201234", "010-62201234")]
    [InlineData("02562201234", "025-62201234")]
    [InlineData("88881234", null)]
    [InlineData("0577-18881234", null)]
    [InlineData("0057788881234", null)]
    [InlineData("0577-888812345", null)]
    [InlineData("0577-8888x234", null)]
    [InlineData("13800001234", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void HaveOneForm(string? typed, string? kept) => Assert.Equal(kept, LandlineNumber.Normalise(typed));
}
