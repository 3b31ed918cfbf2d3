using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ElderCare.Data.Seeding;

/// <summary>Ids and facts of the demo city that are the same at every fresh start.</summary>
public static class DemoIds
{
    // First, for the ids below are made with it.
    private static readonly Instant Beginning = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>The password of every demo user.</summary>
    public const string Password = "Demo-12349!";

    /// <summary>The phone of senior1.</summary>
    public const string Senior1Phone = "19900000001";

    /// <summary>The phone of family1.</summary>
    public const string Family1Phone = "19900100001";

    /// <summary>The key of the vendor <c>demo</c>.</summary>
    public const string DeviceVendorKey = "demo-device-key";

    /// <summary>The key of the vendor <c>demo-pbx</c>.</summary>
    public const string ExchangeVendorKey = "demo-pbx-key";

    /// <summary>The senior of the user senior1.</summary>
    public static readonly Guid Senior1 = Senior("senior1");

    /// <summary>The canteen of the user canteen1, within 1 km of senior1.</summary>
    public static readonly Guid Canteen1 = Of("canteen", "371002:UrbanCanteen:1");

    /// <summary>The canteen of the user canteen2, also in 371002.</summary>
    public static readonly Guid Canteen2 = Of("canteen", "371002:UrbanCanteen:2");

    /// <summary>The provider of provider1 and caregiver1.</summary>
    public static readonly Guid Provider1 = Of("provider", "1");

    /// <summary>The provider of provider2 and caregiver2.</summary>
    public static readonly Guid Provider2 = Of("provider", "2");

    /// <summary>The package of care 春风行动.</summary>
    public static readonly Guid SpringBreeze = Of("carePackage", "spring-breeze");

    internal static readonly Guid Begun = Of("audit", "demo.begun");

    internal static readonly Guid Loaded = Of("audit", "demo.loaded");

    /// <summary>The id of a planted person by key, such as <c>birthdayToday</c>.</summary>
    public static Guid Senior(string key) => Of("senior", key);

    /// <summary>The account of a demo user.</summary>
    public static Guid Account(string userName) => Of("account", userName);

    /// <summary>The worker that a demo user is, such as <c>courier1</c>.</summary>
    public static Guid Worker(string userName) => Of("worker", userName);

    /// <summary>A UUID of version 7 that follows from a name; sorts by the instant.</summary>
    internal static Guid Of(string kind, string key, Instant? at = null)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"eldercare-demo:{kind}:{key}"), hash);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, (at ?? Beginning).ToUnixTimeMilliseconds() << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)(id[6] & 0x0f | 0x70);
        id[8] = (byte)(id[8] & 0x3f | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
