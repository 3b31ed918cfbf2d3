using System.Globalization;
using System.Text.Json;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>2,000 invented people in five cities: the planted ones, and others dealt in fixed shares.</summary>
internal sealed class DemoSeniors(DemoPlaces places, FieldCipher cipher, LocalDate today, Instant now)
{
    private const int Seed = 12349;

    private static readonly (string City, int People)[] Cities = [("330300", 500), ("371000", 450), ("320600", 300), ("320400", 350), ("370200", 400)];

    // Shares in thousandths, all illustrative.
    private static readonly (int From, int To, long Share)[] Ages = [(60, 70, 520), (70, 80, 320), (80, 90, 130), (90, 100, 30)];
    private static readonly long[] Women = [480, 520];
    private static readonly long[] WithPhone = [180, 820];
    private static readonly string?[] Hardships = [null, "minimumLivingAllowance", "destituteScattered", "destituteInstitution", "lowIncomeMargin"];
    private static readonly long[] HardshipShares = [895, 40, 10, 5, 50];
    private static readonly string?[] Abilities = [null, "disabled", "semiDisabled", "cognitiveImpairment"];
    private static readonly long[] AbilityShares = [840, 60, 75, 25];
    private static readonly string?[] Households = [null, "livingAlone", "emptyNest", "leftBehind"];
    private static readonly long[] HouseholdShares = [500, 150, 300, 50];
    private static readonly string?[] Honours = [null, "preferentialTreatment", "bereavedOnlyChild", "veteranPartyMember"];
    private static readonly long[] HonourShares = [955, 25, 15, 5];
    private static readonly string?[] Allergens = [null, "peanut", "fish", "egg", "milk"];
    private static readonly long[] AllergenShares = [920, 25, 20, 20, 15];

    private readonly Random _dice = new(Seed);
    private readonly DemoIdNumbers _idNumbers = new();
    private readonly Names _names = JsonSerializer.Deserialize<Names>(ReferenceData.TextOf("demo/names.json"), StoredJson.Options)!;

    /// <summary>Seniors, each with their categories and ledger accounts.</summary>
    public IEnumerable<object> Rows()
    {
        var planted = DemoPlanted.All(today);
        foreach (var person in planted.Concat(Dealt(planted)))
        {
            var senior = SeniorOf(person);
            yield return senior;
            foreach (var (category, from, to) in person.Categories) yield return PeriodOf(senior.Id, category, from, to);
            yield return LedgerAccount.Open(AccountKind.SeniorShare, senior.Id.ToString(), senior.ResidenceDivision);
            yield return LedgerAccount.Open(AccountKind.Wallet, senior.Id.ToString(), senior.ResidenceDivision);
        }
    }

    private IEnumerable<DemoPerson> Dealt(IReadOnlyList<DemoPerson> planted)
    {
        var homes = Cities.SelectMany(city => HomesIn(city.City, city.People - planted.Count(person => places.Division(person.Residence).City == city.City))).ToList();
        var ages = Deal(homes.Count, [.. Ages.Select(age => age.Share)]);
        var women = Deal(homes.Count, Women);
        var phones = Deal(homes.Count, WithPhone);
        var kinds = new[] { (Hardships, HardshipShares), (Abilities, AbilityShares), (Households, HouseholdShares), (Honours, HonourShares) }
            .Select(kind => (Codes: kind.Item1, Hand: Deal(homes.Count, kind.Item2))).ToList();
        var allergens = Deal(homes.Count, AllergenShares);
        for (var n = 0; n < homes.Count; n++)
        {
            var (district, residence) = homes[n];
            var isFemale = women[n] == 1;
            var bornOn = BornOn(Ages[ages[n]].From, Ages[ages[n]].To);
            var categories = kinds.Select(kind => kind.Codes[kind.Hand[n]]).Concat(LocalCategories(district, residence, bornOn)).OfType<string>();
            yield return new DemoPerson(string.Create(CultureInfo.InvariantCulture, $"n{n:0000}"), NameOf(isFemale), isFemale, bornOn, HukouOf(district), residence)
            {
                Phone = phones[n] == 1 ? (19900000100 + n).ToString(CultureInfo.InvariantCulture) : null,
                Allergies = Allergens[allergens[n]] is { } allergen ? [allergen] : [],
                Categories = [.. categories.Select(category => (category, today.PlusDays(-_dice.Next(100, 2_000)), (LocalDate?)null))],
            };
        }
    }

    private IEnumerable<(string District, string Residence)> HomesIn(string city, int people)
    {
        var districts = places.DistrictsWithPeople(city);
        for (var n = 0; n < people; n++)
        {
            var district = districts[n % districts.Count].Code;
            var towns = places.TownsOf(district);
            yield return (district, towns.Count == 0 ? district : towns[_dice.Next(towns.Count)].Code);
        }
    }

    /// <summary>Most are registered where they live, some in a neighbouring district.</summary>
    private string HukouOf(string district)
    {
        if (_dice.Next(100) >= 7) return district;
        var others = places.DistrictsOf(places.Division(district).Parent!);
        return others[_dice.Next(others.Count)].Code;
    }

    private IEnumerable<string?> LocalCategories(string district, string residence, LocalDate bornOn)
    {
        if (district == "371002" && bornOn <= today.PlusYears(-70) && _dice.Next(100) < 40) yield return "cardHolder";
        if (district == "371082" && residence.Length == 9 && residence[6] != '0') yield return "ruralResident";
    }

    private LocalDate BornOn(int fromAge, int toAge)
    {
        var latest = today.PlusYears(-fromAge).PlusDays(-1);
        var earliest = today.PlusYears(-toAge).PlusDays(1);
        return earliest.PlusDays(_dice.Next(Period.DaysBetween(earliest, latest) + 1));
    }

    private string NameOf(bool isFemale)
    {
        var given = isFemale ? _names.Female : _names.Male;
        return _names.Surnames[_dice.Next(_names.Surnames.Length)] + given[_dice.Next(given.Length)];
    }

    private Senior SeniorOf(DemoPerson person)
    {
        var number = _idNumbers.Next(person.BornOn, person.IsFemale, person.IdCheck, person.IdPrefix);
        var home = person.Home ?? places.Near(person.Residence, person.Key);
        var place = places.Division(person.Residence);
        var road = _names.Roads[_dice.Next(_names.Roads.Length)];
        return new Senior
        {
            Id = DemoIds.Senior(person.Key),
            Name = person.Name,
            IdNumberCipher = cipher.Encrypt(number),
            IdNumberIndex = cipher.Index(number),
            IdNumberMasked = DemoIdNumbers.Masked(number),
            PhoneCipher = person.Phone is null ? null : cipher.Encrypt(person.Phone),
            PhoneIndex = person.Phone is null ? null : cipher.Index(person.Phone),
            PhoneMasked = person.Phone is null ? null : $"{person.Phone[..3]}****{person.Phone[^4..]}",
            IsFemale = person.IsFemale,
            BornOn = person.BornOn,
            DiedOn = person.DiedOn,
            HukouDivision = person.Hukou,
            ResidenceDivision = person.Residence,
            Address = $"{(place.Level == "town" ? places.Division(place.Parent!).Name : "")}{place.Name}{road}",
            Latitude = home.Latitude,
            Longitude = home.Longitude,
            Allergies = person.Allergies,
            Conditions = person.Conditions,
            Medicines = person.Medicines,
            DoorNoteCipher = person.DoorNote is null ? null : cipher.Encrypt(person.DoorNote),
        };
    }

    private CategoryPeriod PeriodOf(Guid senior, string category, LocalDate from, LocalDate? to) => new()
    {
        Id = DemoIds.Of("category", $"{senior}:{category}"),
        SeniorId = senior,
        Category = category,
        ValidFrom = from,
        ValidTo = to,
        RecordedAt = now,
    };

    /// <summary>Deals every person one of several lots, in exact shares and mixed order.</summary>
    private int[] Deal(int people, long[] shares)
    {
        var lots = Money.Spread(people, shares).SelectMany((count, lot) => Enumerable.Repeat(lot, (int)count)).ToArray();
        _dice.Shuffle(lots);
        return lots;
    }

    private sealed record Names(string[] Surnames, string[] Female, string[] Male, string[] Roads);
}
