using System.Globalization;
using ElderCare.Data.Ledger;
using ElderCare.Data.Privacy;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.MobileApi.Tests;

/// <summary>More people for a test's city.</summary>
internal static class CityPeople
{
    private static int _number;

    /// <summary>Adds seniors who live, and are registered, in the district of senior1; 66 years old unless said otherwise.</summary>
    public static Task<IReadOnlyList<Guid>> AddSeniors(this TestCity city, int count, string? category = null, int age = 66, string division = "371002", LocalDate? diedOn = null) =>
        city.Add(count, _ => category, age, division, diedOn);

    /// <summary>Adds seniors of whom one has a category.</summary>
    public static Task<IReadOnlyList<Guid>> AddSeniors(this TestCity city, int count, (int Which, string Category) one) =>
        city.Add(count, which => which == one.Which ? one.Category : null, 66, "371002", null);

    private static async Task<IReadOnlyList<Guid>> Add(this TestCity city, int count, Func<int, string?> categoryOf, int age, string division, LocalDate? diedOn)
    {
        var cipher = city.Get<FieldCipher>();
        var seniors = Enumerable.Range(0, count).Select(which => (Person: Senior(cipher, Interlocked.Increment(ref _number), age, division, diedOn), Category: categoryOf(which))).ToList();
        foreach (var some in seniors.Chunk(50))
        {
            await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
            {
                foreach (var (senior, category) in some)
                {
                    unit.Insert(senior);
                    unit.Open([LedgerAccount.Open(AccountKind.SeniorShare, senior.Id.ToString(), division), LedgerAccount.Open(AccountKind.Wallet, senior.Id.ToString(), division)]);
                    if (category is not null) unit.Insert(new CategoryPeriod { Id = Guid.CreateVersion7(), SeniorId = senior.Id, Category = category, ValidFrom = TestCity.Today.PlusYears(-1), RecordedAt = unit.Now });
                }
            });
        }
        return [.. seniors.Select(senior => senior.Person.Id)];
    }

    /// <summary>Lets a demo user act for a senior.</summary>
    public static Task Link(this TestCity city, string userName, Guid senior, FamilyRights rights, Instant? until = null)
    {
        var account = DemoIds.Account(userName);
        return city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Insert(new FamilyLink { Id = Guid.CreateVersion7(), AccountId = account, SeniorId = senior, Rights = rights, ValidFrom = unit.Now - Duration.FromDays(1), ValidTo = until, GrantedBy = account });
            unit.AfterCommit(() => city.Get<MobileApi.Access.AccountDirectory>().Forget(account));
        });
    }

    /// <summary>A new family account that may do this for a senior.</summary>
    public static async Task<HttpClient> FamilyOf(this TestCity city, Guid senior, FamilyRights rights)
    {
        var account = new Account { Id = Guid.CreateVersion7(), UserName = $"family-{Guid.NewGuid():N}", Name = "某人", Roles = [Role.Family], CreatedAt = TestCity.Noon };
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
        {
            unit.Insert(account);
            unit.Insert(new FamilyLink { Id = Guid.CreateVersion7(), AccountId = account.Id, SeniorId = senior, Rights = rights, ValidFrom = unit.Now - Duration.FromDays(1), GrantedBy = account.Id });
        });
        return city.With(city.Get<MobileApi.Access.AccessTokens>().Issue(account).Token);
    }

    /// <summary>A token of a new account of a role in a division.</summary>
    public static async Task<string> TokenIn(this TestCity city, Role role, string division)
    {
        var account = new Account { Id = Guid.CreateVersion7(), UserName = $"{role}-{Guid.NewGuid():N}".ToLowerInvariant(), Name = "某人", Roles = [role], DivisionCode = division, CreatedAt = TestCity.Noon };
        await city.Get<CityWriter>().Commit(Lane.Interactive, unit => unit.Insert(account));
        return city.Get<MobileApi.Access.AccessTokens>().Issue(account).Token;
    }

    private static Senior Senior(FieldCipher cipher, int number, int age, string division, LocalDate? diedOn)
    {
        var idNumber = string.Create(CultureInfo.InvariantCulture, $"33039919{number:000000000}X");
        return new()
        {
            Id = Guid.CreateVersion7(),
            Name = $"孙{(char)('一' + number)}",
            IdNumberCipher = cipher.Encrypt(idNumber),
            IdNumberIndex = cipher.Index(idNumber),
            IdNumberMasked = Masking.IdNumber(idNumber),
            IsFemale = true,
            BornOn = TestCity.Today.PlusYears(-age).PlusDays(-100),
            DiedOn = diedOn,
            HukouDivision = division,
            ResidenceDivision = division,
            Address = "新威路",
            Latitude = 37.5,
            Longitude = 122.1,
        };
    }
}
