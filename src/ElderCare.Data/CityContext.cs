using ElderCare.Data.Ledger;
using ElderCare.Data.People;
using ElderCare.Data.Funding;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ElderCare.Data.Feed;
using ElderCare.Data.Vouchers;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.CallCentre;
using ElderCare.Domain.Canteens;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Funding;
using ElderCare.Domain.HomeServices;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.Meals;
using ElderCare.Domain.People;
using ElderCare.Domain.Tasks;
using ElderCare.Domain.Vouchers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace ElderCare.Data;

/// <summary>The city's tables. Read through it; write through <see cref="Writing.CityWriter"/>.</summary>
public abstract class CityContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Senior> Seniors => Set<Senior>();
    public DbSet<CategoryPeriod> CategoryPeriods => Set<CategoryPeriod>();
    public DbSet<SeniorImportRow> SeniorImports => Set<SeniorImportRow>();
    public DbSet<SeniorPhotoRow> SeniorPhotos => Set<SeniorPhotoRow>();
    public DbSet<DivisionPeriod> DivisionPeriods => Set<DivisionPeriod>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<Death> Deaths => Set<Death>();
    public DbSet<LifeCheck> LifeChecks => Set<LifeCheck>();
    public DbSet<FamilyLink> FamilyLinks => Set<FamilyLink>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Card> Cards => Set<Card>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<Vouch> Vouches => Set<Vouch>();
    public DbSet<Canteen> Canteens => Set<Canteen>();
    public DbSet<Menu> Menus => Set<Menu>();
    public DbSet<MenuDish> MenuDishes => Set<MenuDish>();
    public DbSet<Dish> Dishes => Set<Dish>();
    public DbSet<DeliveryPoint> DeliveryPoints => Set<DeliveryPoint>();
    public DbSet<Fund> Funds => Set<Fund>();
    public DbSet<FundCap> FundCaps => Set<FundCap>();
    public DbSet<FundAlertRow> FundAlerts => Set<FundAlertRow>();
    public DbSet<MealOrder> MealOrders => Set<MealOrder>();
    public DbSet<StandingOrder> StandingOrders => Set<StandingOrder>();
    public DbSet<StandingMeal> StandingMeals => Set<StandingMeal>();
    public DbSet<SubsidyClaim> SubsidyClaims => Set<SubsidyClaim>();
    public DbSet<MealAdjustment> MealAdjustments => Set<MealAdjustment>();
    public DbSet<AdjustmentLine> AdjustmentLines => Set<AdjustmentLine>();
    public DbSet<LedgerAccount> LedgerAccounts => Set<LedgerAccount>();
    public DbSet<Transfer> Transfers => Set<Transfer>();
    public DbSet<BalanceRow> Balances => Set<BalanceRow>();
    public DbSet<HourVoucher> HourVouchers => Set<HourVoucher>();
    public DbSet<VoucherProgrammeRow> VoucherProgrammes => Set<VoucherProgrammeRow>();
    public DbSet<VoucherTypeRow> VoucherTypes => Set<VoucherTypeRow>();
    public DbSet<VoucherBooking> VoucherBookings => Set<VoucherBooking>();
    public DbSet<VoucherHold> VoucherHolds => Set<VoucherHold>();
    public DbSet<Device> Devices => Set<Device>();
    public DbSet<DeviceSignal> DeviceSignals => Set<DeviceSignal>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentNote> IncidentNotes => Set<IncidentNote>();
    public DbSet<Dispatch> Dispatches => Set<Dispatch>();
    public DbSet<Responder> Responders => Set<Responder>();
    public DbSet<DeviceHealth> DeviceHealth => Set<DeviceHealth>();
    public DbSet<FaultyFrame> FaultyFrames => Set<FaultyFrame>();
    public DbSet<ServiceItem> ServiceItems => Set<ServiceItem>();
    public DbSet<ServiceProvider> ServiceProviders => Set<ServiceProvider>();
    public DbSet<ProviderContract> ProviderContracts => Set<ProviderContract>();
    public DbSet<Caregiver> Caregivers => Set<Caregiver>();
    public DbSet<CaregiverLeave> CaregiverLeaves => Set<CaregiverLeave>();
    public DbSet<BarredPair> BarredPairs => Set<BarredPair>();
    public DbSet<ServiceOrder> ServiceOrders => Set<ServiceOrder>();
    public DbSet<ServiceOffer> ServiceOffers => Set<ServiceOffer>();
    public DbSet<VisitStamp> VisitStamps => Set<VisitStamp>();

    public DbSet<Domain.Reviews.VisitReview> VisitReviews => Set<Domain.Reviews.VisitReview>();
    public DbSet<BookedSlot> BookedSlots => Set<BookedSlot>();
    public DbSet<ServicePlan> ServicePlans => Set<ServicePlan>();
    public DbSet<PlanVisit> PlanVisits => Set<PlanVisit>();
    public DbSet<CarePackage> CarePackages => Set<CarePackage>();
    public DbSet<StatementLine> StatementLines => Set<StatementLine>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<Call> Calls => Set<Call>();
    public DbSet<CallNote> CallNotes => Set<CallNote>();
    public DbSet<CallPerson> CallPeople => Set<CallPerson>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
    public DbSet<ShiftNote> ShiftNotes => Set<ShiftNote>();
    public DbSet<PolicyAnswer> PolicyAnswers => Set<PolicyAnswer>();
    public DbSet<WorkTask> Tasks => Set<WorkTask>();
    public DbSet<TaskNote> TaskNotes => Set<TaskNote>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();
    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();
    public DbSet<KnownAddress> KnownAddresses => Set<KnownAddress>();
    public DbSet<Vendor> Vendors => Set<Vendor>();
    public DbSet<SubsidyRuleRow> SubsidyRules => Set<SubsidyRuleRow>();
    public DbSet<SubsidyRuleActRow> SubsidyRuleActs => Set<SubsidyRuleActRow>();
    public DbSet<DivisionRow> Divisions => Set<DivisionRow>();
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<TimerRow> Timers => Set<TimerRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<EventAddressRow> EventAddresses => Set<EventAddressRow>();
    public DbSet<FeedStateRow> FeedStates => Set<FeedStateRow>();

    /// <summary>Instants are ticks since 1970, dates are the database's dates, enums are words, small lists are JSON.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Conventions.Remove<ForeignKeyIndexConvention>(); // an index is written with every row: only those that a read needs
        configuration.Properties<Instant>().HaveConversion<InstantConverter>();
        configuration.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configuration.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(CityContext).Assembly);
        // Whom an import has brought is hidden until the last row of it says that it is whole.
        model.Entity<Senior>().HasQueryFilter(senior => senior.ImportId == null || SeniorImports.Any(import => import.Id == senior.ImportId && import.PublishedAt != null));
    }

    private sealed class InstantConverter() : ValueConverter<Instant, long>(at => at.ToUnixTimeTicks(), ticks => Instant.FromUnixTimeTicks(ticks));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(date => date.ToDateOnly(), date => LocalDate.FromDateOnly(date));
}

/// <summary>The city on SQLite.</summary>
public sealed class SqliteCityContext(DbContextOptions<SqliteCityContext> options) : CityContext(options);

/// <summary>The city on PostgreSQL.</summary>
public sealed class PostgreSqlCityContext(DbContextOptions<PostgreSqlCityContext> options) : CityContext(options);

/// <summary>A small list kept as one JSON text.</summary>
internal sealed class JsonList<T>() : ValueConverter<IReadOnlyList<T>, string>(
    list => JsonSerializer.Serialize(list, StoredJson.Options),
    text => JsonSerializer.Deserialize<List<T>>(text, StoredJson.Options)!);

/// <summary>A small record kept as one JSON text.</summary>
internal sealed class JsonRecord<T>() : ValueConverter<T, string>(
    record => JsonSerializer.Serialize(record, StoredJson.Options),
    text => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!);

/// <summary>As <see cref="JsonRecord{T}"/>, of records that never change and of which all rows together have few: each is written and read once.</summary>
internal sealed class SharedJsonRecord<T>() : ValueConverter<T, string>(record => TextOf(record), text => RecordOf(text))
    where T : class
{
    private static readonly ConditionalWeakTable<T, string> Texts = [];
    private static readonly ConcurrentDictionary<string, T> Records = new();

    private static T RecordOf(string text) => Records.GetOrAdd(text, one => JsonSerializer.Deserialize<T>(one, StoredJson.Options)!);

    private static string TextOf(T record) => Texts.GetValue(record, one => JsonSerializer.Serialize(one, StoredJson.Options));
}

/// <summary>How small lists and records are written into a column: Chinese as it is, enums as words, dates as ISO.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    }.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
}

/// <summary>Compares lists kept as JSON by their items.</summary>
internal sealed class JsonListComparer<T>() : ValueComparer<IReadOnlyList<T>>(
    (one, other) => one == null ? other == null : other != null && one.SequenceEqual(other),
    list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
    list => list.ToList());
