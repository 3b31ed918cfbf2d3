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
    public void Case7_ANumberStatesBirthDateAndSex(string text, string bornOn, Sex sex)
    {
        var number = IdNumber.Parse(text);
        Assert.Equal((text, bornOn, sex, false), (number.Text, NodaTime.Text.LocalDatePattern.Iso.Format(number.BornOn), number.Sex, number.WasConverted));
    }

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData(" 110105 19491231 002ｘ ")]
    public void Case7_SmallFullWidthAndSpacedCharactersAreTaken(string text) => Assert.Equal("11010519491231002X", IdNumber.Parse(text).Text);

    [Fact]
    public void Case7_AnOldNumberOfFifteenDigitsIsConvertedAndMarked()
    {
        var number = IdNumber.Parse("110105491231002");
        Assert.Equal(("11010519491231002X", true), (number.Text, number.WasConverted));
    }

    [Theory]
    [InlineData("330302194106150023", 1941, 6, 15)]
    [InlineData("330302198804170017", 1988, 4, 17)]
    [InlineData("330302190001010038", 1900, 1, 1)]
    public void Case6_ABirthDateIsADayOfTheCalendarWhateverTheClocksDidOnIt(string body, int year, int month, int day)
    {
        // Summer time of 1941 and 1988, and the local mean time of 1900: a day read through the zone could slip or not exist.
        var number = Enumerable.Range(0, 11).Select(check => body[..17] + "0123456789X"[check]).Single(text => IdNumber.ProblemOf(text) is null);
        Assert.Equal(new LocalDate(year, month, day), IdNumber.Parse(number).BornOn);
    }

    [Fact]
    public void Case6_TheCitysDayBeginsAtMidnightOfUtcPlusEight()
    {
        Assert.Equal(new LocalDate(2026, 11, 22), CityClock.DateOf(Instant.FromUtc(2026, 11, 22, 15, 59, 59)));
        Assert.Equal(new LocalDate(2026, 11, 23), CityClock.DateOf(Instant.FromUtc(2026, 11, 22, 16, 0)));
        Assert.Equal(Instant.FromUtc(1988, 4, 16, 18, 30), CityClock.At(new LocalDate(1988, 4, 17), new LocalTime(2, 30)));
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("330321")]
    [InlineData("010101")]
    public void Case8_APrefixIsNeverAReasonToRefuse(string prefix)
    {
        var number = Enumerable.Range(0, 11).Select(check => $"{prefix}19491231002{"0123456789X"[check]}").Single(text => IdNumber.ProblemOf(text) is null);
        Assert.Equal(prefix, IdNumber.Parse(number).Prefix);
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
    public void Case7_WhatIsNoNumberIsRefused(string? text)
    {
        Assert.NotNull(IdNumber.ProblemOf(text));
        Assert.Equal("people.idNumberInvalid", Assert.Throws<RuleViolation>(() => IdNumber.Parse(text)).Code);
    }

    [Fact]
    public void Case7_IsPlausibleFromZeroToAHundredAndThirty()
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
    public void Case7_OneWrongDigitOrTwoSwappedNeighboursAreFound() => Property.Holds(
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
