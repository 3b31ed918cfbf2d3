using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ElderCare.Data.Privacy;

/// <summary>
/// Encrypts single fields (AES-256-GCM) and makes blind indexes for equality search (HMAC-SHA256). Each value carries the id
/// of its key, so that keys can be changed without reading everything again.
/// </summary>
public sealed partial class FieldCipher
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly IReadOnlyDictionary<string, byte[]> _keys;
    private readonly IReadOnlyDictionary<string, byte[]> _indexKeys;
    private readonly string _activeKey;
    private readonly string _activeIndexKey;

    /// <summary>Takes the keys of the settings.</summary>
    /// <exception cref="ArgumentException">A key id or length is wrong, or an active key is not there; the setting is named.</exception>
    public FieldCipher(IReadOnlyDictionary<string, byte[]> keys, string activeKey, IReadOnlyDictionary<string, byte[]> indexKeys, string activeIndexKey)
    {
        Check(keys, activeKey, "Encryption:Keys", "Encryption:ActiveKey");
        Check(indexKeys, activeIndexKey, "Encryption:IndexKeys", "Encryption:ActiveIndexKey");
        (_keys, _activeKey, _indexKeys, _activeIndexKey) = (keys, activeKey, indexKeys, activeIndexKey);
    }

    /// <summary>Encrypts a text with the active key.</summary>
    public string Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var packed = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(packed.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_keys[_activeKey], TagBytes);
        aes.Encrypt(packed.AsSpan(0, NonceBytes), plain, packed.AsSpan(NonceBytes + TagBytes), packed.AsSpan(NonceBytes, TagBytes), Encoding.ASCII.GetBytes(_activeKey));
        return $"{_activeKey}:{Convert.ToBase64String(packed)}";
    }

    /// <summary>Reads an encrypted text.</summary>
    /// <exception cref="CryptographicException">The value was tampered with, or its key is not in the settings.</exception>
    public string Decrypt(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var id = colon > 0 ? value[..colon] : "";
        if (!_keys.TryGetValue(id, out var key)) throw new CryptographicException($"The key '{id}' is not in Encryption:Keys.");
        var packed = Convert.FromBase64String(value[(colon + 1)..]);
        var plain = new byte[packed.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(packed.AsSpan(0, NonceBytes), packed.AsSpan(NonceBytes + TagBytes), packed.AsSpan(NonceBytes, TagBytes), plain, Encoding.ASCII.GetBytes(id));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The blind index of a text under the active key.</summary>
    public string Index(string text) => Index(_activeIndexKey, text);

    /// <summary>The blind indexes of a text under every key, to find values that were written before a change of keys.</summary>
    public IReadOnlyList<string> Indexes(string text) => [.. _indexKeys.Keys.Select(id => Index(id, text))];

    private string Index(string id, string text) => $"{id}:{Convert.ToHexString(HMACSHA256.HashData(_indexKeys[id], Encoding.UTF8.GetBytes(text)))}";

    private static void Check(IReadOnlyDictionary<string, byte[]> keys, string active, string setting, string activeSetting)
    {
        foreach (var (id, key) in keys)
        {
            if (!KeyId().IsMatch(id)) throw new ArgumentException($"{setting}: the id '{id}' must be of a-z and 0-9.");
            if (key.Length != 32) throw new ArgumentException($"{setting}:{id} must be 32 bytes in base64; it has {key.Length}.");
        }
        if (!keys.ContainsKey(active)) throw new ArgumentException($"{activeSetting} is '{active}', which is not in {setting}.");
    }

    [GeneratedRegex("^[a-z0-9]+$")]
    private static partial Regex KeyId();
}
