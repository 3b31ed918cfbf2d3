using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

/// <summary>Phones as people type them.</summary>
public class PhoneNumberTests
{
    [Theory]
    [InlineData("13800001234", "13800001234")]
    [InlineData(" 138 0000-1234 ", "13800001234")]
    [InlineData("＋８６ １３８００００１２３４", "13800001234")]
    [InlineData("+8613800001234", "13800001234")]
    [InlineData("008613800001234", "13800001234")]
    [InlineData("8613800001234", "13800001234")]
    [InlineData("+852 5123 4567", "+85251234567")]
    [InlineData("12345678901", null)]
    [InlineData("0631-5221234", null)]
    [InlineData("1380000123a", null)]
    [InlineData("138+00001234", null)]
    [InlineData("+", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void HaveOneForm(string? typed, string? kept) => Assert.Equal(kept, PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData("13812345678", PhoneKind.Mobile)]
    [InlineData("+85291234567", PhoneKind.Mobile)]
    [InlineData("0577-88880000", PhoneKind.Landline)]
    [InlineData("010-12345678", PhoneKind.Landline)]
    public void SayWhetherTheyGetTextMessages(string kept, PhoneKind kind) => Assert.Equal(kind, PhoneNumber.KindOf(kept));
}
