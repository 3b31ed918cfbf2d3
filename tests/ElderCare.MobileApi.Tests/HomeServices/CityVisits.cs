using System.Text.Json;
using ElderCare.Data;
using ElderCare.Data.HomeServices;
using ElderCare.Data.Seeding;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.MobileApi.Tests.HomeServices;

/// <summary>Visits of a test's city.</summary>
internal static class CityVisits
{
    /// <summary>The id of a service.</summary>
    public static Guid Service(string code) => DemoIds.Of("serviceItem", code);

    /// <summary>What family1 sends to book an hour of cleaning for senior1 in three hours, with changes.</summary>
    public static Dictionary<string, object?> Wish(this TestCity city, params (string Field, object? Value)[] changes)
    {
        var wish = new Dictionary<string, object?>
        {
            ["seniorId"] = DemoIds.Senior1, ["serviceItemId"] = Service("cleaning"), ["startsAt"] = $"{city.Clock.GetCurrentInstant() + Duration.FromHours(3)}", ["minutes"] = 60,
        };
        foreach (var (field, value) in changes) wish[field] = value;
        return wish;
    }

    /// <summary>family1 books; answers the visit.</summary>
    public static async Task<JsonElement> Book(this TestCity city, params (string Field, object? Value)[] changes) =>
        await (await city.As("family1")).Post("/api/service-orders", city.Wish(changes)).Body();

    /// <summary>The offer of a visit to a caregiver who is asked.</summary>
    public static async Task<string> OfferOf(this TestCity city, string order, string userName) =>
        (await (await city.As(userName)).Read("/api/service-offers")).Items().Single(offer => offer.Text("orderId") == order).Text("id");

    /// <summary>A visit that a caregiver has taken.</summary>
    public static async Task<string> Taken(this TestCity city, string userName = "caregiver1", params (string Field, object? Value)[] changes)
    {
        var order = (await city.Book(changes)).Text("id");
        await (await city.As(userName)).Post($"/api/service-offers/{await city.OfferOf(order, userName)}/accept").Body();
        return order;
    }

    /// <summary>A visit that was served: the clock stands at its end.</summary>
    public static async Task<string> Served(this TestCity city, int minutes = 60, string userName = "caregiver1")
    {
        var order = await city.Taken(userName);
        city.Pass(Duration.FromHours(3));
        await (await city.As(userName)).Post($"/api/service-orders/{order}/check-in", await city.AtTheDoor()).Body();
        city.Pass(Duration.FromMinutes(minutes));
        await (await city.As(userName)).Post($"/api/service-orders/{order}/check-out", new { latitude = 37.5, longitude = 122.1, accuracyMetres = 20, reason = minutes < 30 ? "老人要求" : null }).Body();
        return order;
    }

    /// <summary>What a phone at senior1's door says, with the code of the moment.</summary>
    public static async Task<object> AtTheDoor(this TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        var home = await db.Seniors.SingleAsync(senior => senior.Id == DemoIds.Senior1);
        var code = (await (await city.As("senior1")).Read($"/api/seniors/{DemoIds.Senior1}/visit-code")).Text("code");
        return new { latitude = home.Latitude, longitude = home.Longitude, accuracyMetres = 15, code };
    }

    /// <summary>Balance and reserved minutes of senior1's vouchers.</summary>
    public static async Task<(long Balance, long Reserved)> Minutes(this TestCity city)
    {
        var vouchers = (await (await city.As("senior1")).Read($"/api/seniors/{DemoIds.Senior1}/vouchers")).Items();
        return (vouchers.Sum(voucher => voucher.Fen("balanceMinutes")), vouchers.Sum(voucher => voucher.Fen("reservedMinutes")));
    }

    /// <summary>Whether caregiver1 is sent to nobody.</summary>
    public static bool Suspended(this TestCity city)
    {
        using var db = city.Get<CityDatabase>().Read();
        return db.Caregivers.Single(caregiver => caregiver.Id == DemoIds.Worker("caregiver1")).SuspendedAt is not null;
    }

    /// <summary>Adds a caregiver of provider1 with an account, on duty; answers the worker.</summary>
    public static Task<Guid> AddCaregiver(this TestCity city, string userName, Action<Caregiver>? change = null, Sex sex = Sex.Female) => city.Get<CityWriter>().Commit(Lane.Interactive, unit =>
    {
        var like = unit.Db.Accounts.Single(account => account.UserName == "caregiver1");
        var caregiver = new Caregiver
        {
            Id = Guid.CreateVersion7(), ProviderId = DemoIds.Provider1, Name = userName, Sex = sex, Areas = ["371002"], WorksFromMinute = 0, WorksUntilMinute = NodaConstants.MinutesPerDay, IsOnDuty = true,
            Certificates = [new("nursing", null), new("firstAid", null)],
        };
        change?.Invoke(caregiver);
        unit.Insert(caregiver);
        unit.AfterCommit(() => city.Get<CaregiverRoster>().Doubt(caregiver.Id));
        unit.Insert(new Account
        {
            Id = Guid.CreateVersion7(), UserName = userName, Name = userName, PasswordHash = like.PasswordHash, Roles = [Role.Caregiver], DivisionCode = like.DivisionCode, ProviderId = like.ProviderId, WorkerId = caregiver.Id, CreatedAt = unit.Now,
        });
        return caregiver.Id;
    });

    /// <summary>The states of a visit's offers by caregiver.</summary>
    public static IReadOnlyDictionary<Guid, OfferState> Asked(this TestCity city, string order)
    {
        using var db = city.Get<CityDatabase>().Read();
        return db.ServiceOffers.AsNoTracking().Where(offer => offer.OrderId == Guid.Parse(order)).ToList().GroupBy(offer => offer.CaregiverId).ToDictionary(one => one.Key, one => one.OrderBy(offer => offer.Id).Last().State);
    }
}
