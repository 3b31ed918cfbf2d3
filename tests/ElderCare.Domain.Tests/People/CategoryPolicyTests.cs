using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Domain.Tests.People;

/// <summary>How long what a category gives lasts.</summary>
public class CategoryPolicyTests
{
    private static readonly DivisionTree Divisions = new([new("370000", "山东省", null), new("371000", "威海市", "370000"), new("371002", "环翠区", "371000"), new("330300", "温州市", null)]);

    private static readonly CategoryPolicy Policy = new(
        [new("dibao", "371000", 6, new(2020, 3, 23), new(2027, 1, 1), "")],
        [new("dibao", "371000", new(2020, 4, 1), new(2021, 1, 1), "")]);

    [Theory]
    [InlineData("2026-05-01", "371002", "2026-11-01")] // Case 15: six months
    [InlineData("2026-08-31", "371002", "2027-02-28")] // a month too short for the day ends it on its last
    [InlineData("2020-03-22", "371002", "2020-03-22")] // before the policy
    [InlineData("2027-01-01", "371002", "2027-01-01")] // after it
    [InlineData("2026-05-01", "330300", "2026-05-01")] // another city's people
    [InlineData("2020-04-01", "371002", "2021-07-01")] // frozen: leaves when the freeze ends, then the grace
    [InlineData("2020-03-31", "371002", "2021-01-01")] // the grace would run out while exits are frozen
    [InlineData("2021-01-01", "371002", "2021-07-01")] // the freeze's last day is over
    public void Case15_ABenefitEndsWhenThePolicySays(string endsOn, string hukou, string expected) =>
        Assert.Equal(Date(expected), Policy.BenefitEndsOn("dibao", Date(endsOn), hukou, Divisions));

    [Theory]
    [InlineData("9999-12-31")] // as offices write "for ever"
    [InlineData("9999-07-01")]
    public void AGraceBeyondTheCalendarEndsWithIt(string endsOn)
    {
        var policy = Policy with { PhaseOuts = [Policy.PhaseOuts[0] with { To = null }] };
        Assert.Equal(Date("9999-12-31"), policy.BenefitEndsOn("dibao", Date(endsOn), "371002", Divisions));
    }

    [Fact]
    public void OtherCategoriesEndAtOnce() => Assert.Equal(Date("2026-05-01"), Policy.BenefitEndsOn("disabled", Date("2026-05-01"), "371002", Divisions));

    [Fact]
    public void Case15_ThePhaseOutOfSomebodyWhoMovesGoesByWhereTheyWereRegisteredWhenTheyLeft()
    {
        var person = new PersonFacts
        {
            BornOn = Date("1950-01-01"),
            HukouDivision = "330300",
            ResidenceDivision = "330300",
            Categories = [new("dibao", Date("2022-01-01"), Date("2026-05-01"))],
            Hukou = [new("371002", Date("1950-01-01"), Date("2026-07-01")), new("330300", Date("2026-07-01"), null)],
        };
        Assert.Equal(["dibao"], person.CategoriesOn(Date("2026-10-31"), Policy, Divisions));
        Assert.Empty(person.CategoriesOn(Date("2026-11-01"), Policy, Divisions));
        Assert.True(Assert.Single(person.Held(Policy, Divisions)).IsPhasingOutOn(Date("2026-05-01")));
    }

    private static LocalDate Date(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;
}
