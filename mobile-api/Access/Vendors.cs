using System.Collections.Concurrent;
using System.Text;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Access;

/// <summary>The keys of the systems that sign their requests, kept in memory: they are asked for at every event. A key never changes.</summary>
internal sealed class Vendors(CityDatabase database, FieldCipher cipher)
{
    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>The key of a sender, or null when there is none of that name.</summary>
    public async ValueTask<byte[]?> KeyOf(string name, CancellationToken ct)
    {
        if (_keys.TryGetValue(name, out var key)) return key;
        using var db = database.Read();
        var vendor = await db.Vendors.SingleOrDefaultAsync(vendor => vendor.Name == name, ct);
        return vendor is null ? null : _keys[name] = Encoding.UTF8.GetBytes(cipher.Decrypt(vendor.KeyCipher));
    }
}
