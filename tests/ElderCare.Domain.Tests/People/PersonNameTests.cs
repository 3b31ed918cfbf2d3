using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

/// <summary>Names as people type them.</summary>
public class PersonNameTests
{
    [Theory]
    [InlineData("林秀珍", "林秀珍")]
    [InlineData("  林秀珍　", "林秀珍")]
    [InlineData("古丽娜•阿不都", "古丽娜·阿不都")]
    [InlineData("古丽娜‧阿不都", "古丽娜·阿不都")]
    [InlineData("古丽娜・阿不都", "古丽娜·阿不都")]
    [InlineData("古丽娜･阿不都", "古丽娜·阿不都")]
    [InlineData("李𬭎昌", "李𬭎昌")]
    [InlineData("𠮷田", "𠮷田")]
    [InlineData("王〇一", "王〇一")]
    [InlineData("张\ue5e5", "张\ue5e5")]
    [InlineData("ＪＯＨＮ  ＳＭＩＴＨ", "JOHN SMITH")]
    [InlineData("\uf9e1明", "李明")]
    public void Case9_VariantsOfANameHaveOneForm(string typed, string kept) => Assert.Equal(kept, PersonName.Normalise(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("张")]
    [InlineData("𠮷")]
    [InlineData("张3")]
    [InlineData("张三=1")]
    [InlineData("·张三")]
    [InlineData("张三·")]
    [InlineData("张三\u0007")]
    [InlineData("张\ud842")]
    public void Case9_WhatIsNoNameIsRefused(string? typed)
    {
        Assert.Null(PersonName.Normalise(typed));
        Assert.NotNull(PersonName.ProblemOf(typed));
    }

    [Fact]
    public void Case9_ACharacterOfFourBytesCountsAsOne()
    {
        Assert.NotNull(PersonName.Normalise(string.Concat(Enumerable.Repeat("𠮷", 25))));
        Assert.Null(PersonName.Normalise(string.Concat(Enumerable.Repeat("𠮷", 26))));
    }
}
