using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>The demo users, the family link of senior1, and the senders that sign.</summary>
internal sealed class DemoAccounts(FieldCipher cipher, string passwordHash, Instant now)
{
    private const string City = "371000";
    private const string District = "371002";
    private const string Town = "371002001";

    private static readonly User[] Users =
    [
        new("admin", "管理员", Role.Admin),
        new("city1", "孙立民", Role.CityOfficer, City),
        new("district1", "丛培新", Role.DistrictOfficer, District),
        new("street1", "毕晓东", Role.StreetOfficer, Town),
        new("community1", "于春燕", Role.CommunityWorker, Town),
        new("auditor1", "姜正平", Role.Auditor, City),
        new("canteen1", "宋玉霞", Role.CanteenStaff, District) { CanteenId = DemoIds.Canteen1 },
        new("canteen2", "邹家旺", Role.CanteenStaff, District) { CanteenId = DemoIds.Canteen2 },
        new("courier1", "刘志刚", Role.Courier, District) { CanteenId = DemoIds.Canteen1, WorksInField = true },
        new("provider1", "陶桂珍", Role.ProviderManager, District) { ProviderId = DemoIds.Provider1 },
        new("provider2", "曲永胜", Role.ProviderManager, District) { ProviderId = DemoIds.Provider2 },
        new("caregiver1", "梁小梅", Role.Caregiver, District) { ProviderId = DemoIds.Provider1, WorksInField = true },
        new("caregiver2", "戚红霞", Role.Caregiver, District) { ProviderId = DemoIds.Provider2, WorksInField = true },
        new("responder1", "谷大勇", Role.Responder, District) { WorksInField = true, Phone = "19900100103" },
        new("agent1", "苗雨晴", Role.Agent, City),
        new("agent2", "夏静怡", Role.Agent, City),
        new("supervisor1", "邢文娟", Role.Supervisor, City) { Phone = "19900100104" },
        new("facility1", "迟福林", Role.FacilityManager, District),
        new("volunteer1", "隋佳宁", Role.Volunteer, District),
        new("senior1", DemoPlanted.Senior1Name, Role.Senior) { SeniorId = DemoIds.Senior1, Phone = DemoIds.Senior1Phone },
        new("family1", "林晓峰", Role.Family) { Phone = DemoIds.Family1Phone },
        new("family2", "陈思远", Role.Family) { Phone = "19900100002" },
        new("kiosk1", "社区自助终端", Role.Kiosk, District),
    ];

    /// <summary>Accounts, then what refers to them.</summary>
    public IEnumerable<object> Rows()
    {
        foreach (var user in Users) yield return AccountOf(user);
        yield return new FamilyLink
        {
            Id = DemoIds.Of("familyLink", "family1:senior1"),
            AccountId = DemoIds.Account("family1"),
            SeniorId = DemoIds.Senior1,
            Rights = FamilyRights.Order | FamilyRights.Pay | FamilyRights.ViewHealth,
            ValidFrom = now - Duration.FromDays(30),
            GrantedBy = DemoIds.Account("community1"),
        };
        yield return VendorOf("demo", VendorKind.Devices, DemoIds.DeviceVendorKey);
        yield return VendorOf("demo-pbx", VendorKind.Telephony, DemoIds.ExchangeVendorKey);
    }

    private Account AccountOf(User user) => new()
    {
        Id = DemoIds.Account(user.UserName),
        UserName = user.UserName,
        Name = user.Name,
        PasswordHash = passwordHash,
        PhoneIndex = user.Phone is null ? null : cipher.Index(user.Phone),
        PhoneCipher = user.Phone is null ? null : cipher.Encrypt(user.Phone),
        Roles = [user.Role],
        DivisionCode = user.DivisionCode,
        SeniorId = user.SeniorId,
        CanteenId = user.CanteenId,
        ProviderId = user.ProviderId,
        WorkerId = user.WorksInField ? DemoIds.Worker(user.UserName) : null,
        CreatedAt = now,
    };

    private Vendor VendorOf(string name, VendorKind kind, string key) => new()
    {
        Id = DemoIds.Of("vendor", name),
        Name = name,
        Kind = kind,
        KeyCipher = cipher.Encrypt(key),
        CreatedAt = now,
    };

    private sealed record User(string UserName, string Name, Role Role, string? DivisionCode = null)
    {
        public Guid? SeniorId { get; init; }

        public Guid? CanteenId { get; init; }

        public Guid? ProviderId { get; init; }

        public bool WorksInField { get; init; }

        public string? Phone { get; init; }
    }
}
