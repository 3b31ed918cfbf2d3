using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

/// <summary>What people must not eat, as they write it.</summary>
public class FoodWordsTests
{
    [Fact]
    public void KnownWordsBecomeTheirCodeAndOthersStay() => Assert.Equal(
        ["peanut", "egg", "芒果"], FoodWords.Normalise([" 花生 ", "Peanut", "鸡蛋", "芒果"], FoodWords.Allergens));

    [Fact]
    public void AListIsBounded()
    {
        Assert.NotNull(FoodWords.Normalise([.. Enumerable.Range(0, FoodWords.Most).Select(n => $"菜{n}")], FoodWords.Diets));
        Assert.Null(FoodWords.Normalise([.. Enumerable.Range(0, FoodWords.Most + 1).Select(n => $"菜{n}")], FoodWords.Diets));
        Assert.Null(FoodWords.Normalise([new string('长', FoodWords.Longest + 1)], FoodWords.Diets));
        Assert.Null(FoodWords.Normalise([" "], FoodWords.Diets));
        Assert.Null(FoodWords.Normalise([null], FoodWords.Diets));
        Assert.Null(FoodWords.Normalise(null, FoodWords.Diets));
        Assert.Empty(FoodWords.Normalise([], FoodWords.Diets)!);
    }
}
