using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

public class PersonNameTests
{
    [Theory]
    [InlineData(" 张三 ", "张三")]
    [InlineData("　张三　", "张三")]
    [InlineData("买买提•艾山", "买买提·艾山")]
    [InlineData("买买提・艾山", "买买提·艾山")]
    [InlineData("买买提･艾山", "买买提·艾山")]
    [InlineData("買買提·艾山", "買買提·艾山")]
    [InlineData("王\U0002A6A5", "王\U0002A6A5")]
    [InlineData("\U00020BB7田", "\U00020BB7田")]
    [InlineData("ＡＮＮＡ　Ｌｅｅ", "ANNA Lee")]
    [InlineData("令\uF9B8", "令\u96B8")]
    [InlineData("Mary O'Neil-Wang Jr.", "Mary O'Neil-Wang Jr.")]
    public void Case09_VariantsOfANameAreOneName(string written, string kept) => Assert.Equal(kept, PersonName.Normalise(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("张")]
    [InlineData("\U0002A6A5")]
    [InlineData("=张三")]
    [InlineData("张三1")]
    [InlineData("张\n三")]
    [InlineData("张\u0000三")]
    [InlineData("·张三")]
    [InlineData("张三·")]
    [InlineData("张😀")]
    [InlineData("张\ud840")]
    public void Case09_WhatIsNoNameIsRefused(string? written) => Assert.Null(PersonName.Normalise(written));

    [Fact]
    public void Case09_RareCharactersCountAsOneEach()
    {
        var longest = string.Concat(Enumerable.Repeat("\U00020BB7", 25));
        Assert.Equal(longest, PersonName.Normalise(longest));
        Assert.Null(PersonName.Normalise(longest + "田"));
    }
}
