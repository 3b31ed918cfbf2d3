using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

public class PhotoFormTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("524946462400000057454250", "image/webp")]
    [InlineData("5249464624000000", null)]
    [InlineData("524946462400000041564920", null)]
    [InlineData("474946383961", null)]
    [InlineData("FFD8", null)]
    [InlineData("", null)]
    public void IsToldByTheFirstBytes(string bytes, string? type) => Assert.Equal(type, PhotoForm.TypeOf(Convert.FromHexString(bytes)));
}
