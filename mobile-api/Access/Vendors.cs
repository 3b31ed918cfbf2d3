using System.Collections.Concurrent;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>The keys of the systems that sign their requests, kept in memory: they are asked for at every event. A key never changes.</summary>
internal sealed class Vendors(CityDatabase database, FieldCipher cipher)
{
    private readonly ConcurrentDictionary<string, KnownVendor> _known = new(StringComparer.Ordinal);

    /// <summary>A sender, or null when there is none of that name.</summary>
    public async ValueTask<KnownVendor?> Find(string name, CancellationToken ct)
    {
        if (_known.TryGetValue(name, out var known)) return known;
        using var db = database.Read();
        var vendor = await db.Vendors.SingleOrDefaultAsync(vendor => vendor.Name == name, ct);
        return vendor is null ? null : _known[name] = new(vendor.Kind, Encoding.UTF8.GetBytes(cipher.Decrypt(vendor.KeyCipher)));
    }
}

/// <summary>A system that signs its requests.</summary>
internal sealed record KnownVendor(VendorKind Kind, byte[] Key);
