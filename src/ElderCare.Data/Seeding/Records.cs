using ElderCare.Domain.Funding;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>A row of divisions.csv.</summary>
/// <param name="Code">GB/T 2260 or NBS code, or a code of the platform.</param>
/// <param name="Name">Official name.</param>
/// <param name="Level"><c>province</c>, <c>city</c>, <c>district</c> or <c>town</c>.</param>
/// <param name="Parent">The code above; null for a province.</param>
/// <param name="City">The city it lies in; null for a province.</param>
/// <param name="Kind"><c>GB2260</c>, <c>NBS</c> or <c>PLATFORM</c>.</param>
/// <param name="ValidFrom">A first day that is known, counted in; null when earlier than the lists.</param>
/// <param name="ValidTo">The last day, if it ended.</param>
public sealed record DivisionRecord(string Code, string Name, string Level, string? Parent, string? City, string Kind, LocalDate? ValidFrom, LocalDate? ValidTo);

/// <summary>A row of division_aliases.csv: a former code, still in the prefix of ID numbers.</summary>
/// <param name="OldCode">The former code.</param>
/// <param name="NewCode">The division it is now.</param>
/// <param name="OldName">The former name.</param>
/// <param name="ValidTo">The last day of the last list that has the code, counted in.</param>
/// <param name="Source">How the arrow is known.</param>
public sealed record DivisionAliasRecord(string OldCode, string NewCode, string OldName, LocalDate ValidTo, string Source);

/// <summary>A row of holidays.csv: a day that differs from a plain week or has a name.</summary>
/// <param name="Date">The day.</param>
/// <param name="DayKind"><c>workday</c>, <c>rest</c> or <c>statutory</c>.</param>
/// <param name="Name">Name of the holiday.</param>
/// <param name="Shifted">Whether a weekday was made free or a weekend day a workday.</param>
/// <param name="Source">The notice.</param>
public sealed record HolidayRecord(LocalDate Date, string DayKind, string Name, bool Shifted, string Source);

/// <summary>A row of holiday_years.csv.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Status"><c>announced</c> or <c>notAnnounced</c>.</param>
/// <param name="Notice">Address of the notice, if there is one.</param>
/// <param name="Note">What to know about it.</param>
public sealed record HolidayYearRecord(int Year, string Status, string? Notice, string? Note)
{
    /// <summary>Whether the State Council's notice is known.</summary>
    public bool IsAnnounced => Status == "announced";
}

/// <summary>A row of places.csv: a point on the map, WGS-84.</summary>
/// <param name="Code">Division code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level"><c>district</c> or <c>town</c>.</param>
/// <param name="DistrictCode">The district it lies in.</param>
/// <param name="City">The city it lies in.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Lon">Degrees east.</param>
/// <param name="Precision"><c>seat</c>, <c>town</c> or <c>inferred</c> (placed by hand).</param>
/// <param name="Source">Data set and licence.</param>
public sealed record PlaceRecord(string Code, string Name, string Level, string DistrictCode, string City, double Lat, double Lon, string Precision, string Source);

/// <summary>A row of weihai_quotas_2020.csv; null where the plan has no figure.</summary>
/// <param name="DistrictCode">The district, or the city for what it does itself.</param>
/// <param name="DistrictName">Name as the plan says it.</param>
/// <param name="UrbanCanteens">城市社区食堂.</param>
/// <param name="RuralTables">农村老年餐桌.</param>
/// <param name="TownCentres">镇街养老服务中心.</param>
/// <param name="Trainees">People to be trained.</param>
/// <param name="NursingBeds">护理型床位.</param>
/// <param name="HomeBedsRenovated">敬老院改造床位.</param>
public sealed record QuotaRecord(string DistrictCode, string DistrictName, int? UrbanCanteens, int? RuralTables, int? TownCentres, int? Trainees, int? NursingBeds, int? HomeBedsRenovated);

/// <summary>A row of funds.csv.</summary>
/// <param name="Id">Stable id such as <c>fund-371002-meals</c>.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="DivisionCode">The division whose money it is.</param>
/// <param name="Payer">Whose money it is.</param>
/// <param name="Terms">On what it pays at first.</param>
public sealed record FundRecord(string Id, string NameZh, string NameEn, string DivisionCode, Payer Payer, FundTerms Terms);
