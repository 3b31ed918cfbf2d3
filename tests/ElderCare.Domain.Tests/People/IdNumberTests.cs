using CsCheck;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;
using Xunit.Abstractions;

namespace ElderCare.Domain.Tests.People;

public class IdNumberTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", Sex.Female)]
    [InlineData("440524188001010014", "1880-01-01", Sex.Male)]
    [InlineData("330302194010150023", "1940-10-15", Sex.Female)]
    [InlineData("370202193602290019", "1936-02-29", Sex.Male)]
    [InlineData("320412195210070010", "1952-10-07", Sex.Male)]
    [InlineData("371002193503050036", "1935-03-05", Sex.Male)]
    public void ReadsTheBirthDateAndTheSex(string text, string bornOn, Sex sex)
    {
        var number = IdNumber.Parse(text);
        Assert.Equal((text, bornOn, sex, false), (number.Text, NodaTime.Text.LocalDatePattern.Iso.Format(number.BornOn), number.Sex, number.WasConverted));
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData(" 110105 19491231 002ｘ ")]
    public void AcceptsSmallFullWidthAndSpacedCharacters(string text) => Assert.Equal("11010519491231002X", IdNumber.Parse(text).Text);

    [Fact]
    public void AnOldNumberOfFifteenDigitsIsConverted()
    {
        var number = IdNumber.Parse("110105491231002");
        Assert.Equal(("11010519491231002X", true), (number.Text, number.WasConverted));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1101051949123100")]
    [InlineData("110105194912310021")]
    [InlineData("11010519491231002Y")]
    [InlineData("X1010519491231002X")]
    [InlineData("110105193702290019")]
    [InlineData("110105491331002")]
    [InlineData("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X")]
    public void RefusesWhatIsNoNumber(string? text)
    {
        Assert.NotNull(IdNumber.ProblemOf(text));
        Assert.Equal("people.idNumberInvalid", Assert.Throws<RuleViolation>(() => IdNumber.Parse(text)).Code);
    }

    [Fact]
    public void IsPlausibleFromZeroToAHundredAndThirty()
    {
        var number = IdNumber.Parse("440524188001010014");
        Assert.True(number.IsPlausibleOn(new LocalDate(2010, 12, 31)));
        Assert.False(number.IsPlausibleOn(new LocalDate(2011, 1, 1)));
        Assert.False(number.IsPlausibleOn(new LocalDate(1879, 12, 31)));
    }

    [Fact]
    public void IsPrintedMasked()
    {
        var number = IdNumber.Parse("330302194010150023");
        Assert.Equal("330302********0023", number.Masked);
        Assert.Equal("330302********0023", $"{number}");
    }

    [Fact]
    public void OneWrongDigitOrTwoSwappedNeighboursAreFound() => Property.Holds(
        output, Gen.Select(Gen.Int[100000, 999999], Gen.Int[0, 36_000], Gen.Int[0, 999], Gen.Int[0, 16], Gen.Int[1, 9]), item =>
    {
        var (prefix, days, sequence, at, step) = item;
        var born = new LocalDate(1900, 1, 1).PlusDays(days);
        var old = $"{prefix:000000}{born.Year:0000}{born.Month:00}{born.Day:00}{sequence:000}";
        var number = Enumerable.Range(0, 11).Select(check => old + "0123456789X"[check]).Single(text => IdNumber.ProblemOf(text) is null);
        var changed = number[..at] + (char)('0' + ((number[at] - '0' + step) % 10)) + number[(at + 1)..];
        Assert.NotNull(IdNumber.ProblemOf(changed));
        if (at < 16 && number[at] != number[at + 1]) Assert.NotNull(IdNumber.ProblemOf(number[..at] + number[at + 1] + number[at] + number[(at + 2)..]));
    });
}
