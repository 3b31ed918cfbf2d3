using ElderCare.Data.Seeding;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.Domain.Vouchers;
using NodaTime;

namespace ElderCare.MobileApi.Tests.Vouchers;

/// <summary>Who qualifies by the voucher types of the seed data, and for how much.</summary>
public sealed class VoucherQualificationTests
{
    private static readonly LocalDate Month = new(2026, 11, 1);
    private static readonly DivisionTree Divisions = new(ReferenceData.Divisions().Select(row => new Division(row.Code, row.Name, row.Parent)));

    [Theory]
    [InlineData("illus-hours", 65, "destituteScattered disabled", "illus-A", 3600)]
    [InlineData("illus-hours", 65, "destituteScattered", null, 0)]
    [InlineData("illus-hours", 65, "minimumLivingAllowance disabled", "illus-B", 2700)]
    [InlineData("illus-hours", 95, "destituteScattered disabled minimumLivingAllowance livingAlone", "illus-A", 3600)]
    [InlineData("illus-hours", 80, "minimumLivingAllowance", "illus-C", 2160)]
    [InlineData("illus-hours", 79, "minimumLivingAllowance", null, 0)]
    [InlineData("illus-hours", 80, "lowIncomeMargin", "illus-C", 2160)]
    [InlineData("illus-hours", 70, "bereavedOnlyChild", "illus-D", 1800)]
    [InlineData("illus-hours", 69, "preferentialTreatment", null, 0)]
    [InlineData("illus-hours", 90, "", "illus-E", 900)]
    [InlineData("illus-hours", 89, "", null, 0)]
    [InlineData("illus-hours", 80, "livingAlone", "illus-F", 180)]
    [InlineData("illus-hours", 89, "livingAlone", "illus-F", 180)]
    [InlineData("illus-hours", 90, "livingAlone", "illus-E", 900)]
    [InlineData("wh-12349-90", 90, "", "wh-12349-90", 900)]
    [InlineData("wh-12349-90", 89, "disabled", null, 0)]
    [InlineData("wh-2020-six-categories", 90, "disabled", null, 0)]
    [InlineData("nj-jianye-80", 90, "", null, 0)]
    [InlineData("national-evoucher-disabled", 90, "disabled", null, 0)]
    [InlineData("sh-ltc", 90, "disabled", null, 0)]
    public void TheTypeWithTheMostMinutesWins(string programme, int age, string categories, string? type, long minutes)
    {
        var won = Of(programme).Of(Person(age, categories)).Type;
        Assert.Equal((type, minutes), (won?.Type.Id, won?.Type.MinutesPerMonth ?? 0));
    }

    [Fact]
    public void OnlyTheCitysPeopleQualifyForItsProgramme()
    {
        Assert.Equal(GrantOutcome.NotEntitled, Of("wh-12349-90").Of(Person(95, "", "330302")).Outcome);
        Assert.Equal(GrantOutcome.Granted, Of("wh-12349-90").Of(Person(95, "", "330302") with { HukouDivision = "371098" }).Outcome);
        Assert.Equal(GrantOutcome.Granted, Of("illus-hours").Of(Person(95, "", "330302")).Outcome);
    }

    [Fact]
    public void WhoJoinsLaterGetsTheWholeMonthAndWhoLeavesKeepsIt()
    {
        var birthday = Person(90, "") with { BornOn = new(1936, 11, 10) };
        Assert.Equal(GrantOutcome.NotEntitled, Of("illus-hours", new(2026, 11, 9)).Of(birthday).Outcome);
        Assert.Equal(900, Of("illus-hours", new(2026, 11, 10)).Of(birthday).Type!.Type.MinutesPerMonth);
        var left = Person(80, "") with { Categories = [new("lowIncomeMargin", new(2020, 1, 1), new(2026, 11, 5))] };
        Assert.Equal(GrantOutcome.Granted, Of("illus-hours", new(2026, 11, 20)).Of(left).Outcome);
        Assert.Equal(GrantOutcome.NotEntitled, new VoucherEntitlement(Versions("illus-hours"), new(2026, 12, 1), new(2026, 12, 1), PeoplePolicies.Read().Categories, Divisions, CityPolicies.Categories()).Of(left).Outcome);
    }

    [Fact]
    public void WhoLivedInAnInstitutionOnTheFirstOrHasDiedGetsNothing()
    {
        var away = Person(92, "") with { Absences = [new(AbsenceKind.Institution, new(2026, 10, 20), new(2026, 11, 2))] };
        Assert.Equal(GrantOutcome.InInstitution, Of("illus-hours", new(2026, 11, 20)).Of(away).Outcome);
        Assert.Equal(GrantOutcome.Granted, Of("illus-hours").Of(away with { Absences = [new(AbsenceKind.Hospital, new(2026, 10, 20), null)] }).Outcome);
        Assert.Equal(GrantOutcome.Deceased, Of("illus-hours", new(2026, 11, 20)).Of(Person(92, "") with { DiedOn = new(2026, 11, 19) }).Outcome);
    }

    [Fact]
    public void WhatGrantsNothingSaysWhy()
    {
        var known = CityPolicies.Categories();
        var grants = VoucherPolicies.Types().Where(type => type.WhyNothing(known) is null).Select(type => type.Id).Order();
        Assert.Equal(["illus-A", "illus-B", "illus-C", "illus-D", "illus-E", "illus-F", "wh-12349-90"], grants);
        Assert.Contains("sixCategoriesNotListed", VoucherPolicies.Types().Single(type => type.Id == "wh-2020-six-categories").WhyNothing(known)!.Value.En);
    }

    [Theory]
    [InlineData(VoucherExpiry.EndOfCalendarMonth, false, "2026-12-01", null)]
    [InlineData(VoucherExpiry.EndOfCalendarMonth, true, "2026-12-01", "2027-01-01")]
    [InlineData(VoucherExpiry.EndOfYear, false, "2027-01-01", null)]
    [InlineData(VoucherExpiry.EndOfYear, true, "2027-01-01", "2028-01-01")]
    [InlineData(VoucherExpiry.Never, true, null, null)]
    public void ExpiresAtTheEndOfItsPeriodAndIsCarriedOverForOneMore(VoucherExpiry expiry, bool carries, string? on, string? until)
    {
        var type = new VoucherType { Expiry = expiry, CarryOver = carries };
        Assert.Equal((on, until), (Day(type.ExpiresAt(Month)), Day(type.CarriedUntil(Month))));

        static string? Day(Instant? at) => at is { } end ? CityClock.DateOf(end).ToString("uuuu-MM-dd", null) : null;
    }

    private static VoucherEntitlement Of(string programme, LocalDate? today = null) =>
        new(Versions(programme), Month, today ?? Month, PeoplePolicies.Read().Categories, Divisions, CityPolicies.Categories());

    private static IReadOnlyList<VoucherTypeVersion> Versions(string programme) => [.. VoucherPolicies.Types().Where(type => type.Programme() == programme).Select(type => new VoucherTypeVersion(type, 1))];

    private static PersonFacts Person(int age, string categories, string division = "371002") => new()
    {
        BornOn = Month.PlusYears(-age).PlusDays(-1),
        HukouDivision = division,
        ResidenceDivision = division,
        Categories = [.. categories.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(category => new Dated<string>(category, new(2020, 1, 1), null))],
    };
}
