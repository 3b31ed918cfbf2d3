using System.Security.Cryptography;
using System.Text;

namespace ElderCare.Data.Privacy;

/// <summary>
/// Encrypts single fields and makes blind indexes of them. Every value carries the id of its key, so that keys can be
/// rotated: new values take the active key, old ones stay readable while their key is configured. Safe for many threads.
/// </summary>
public sealed class FieldCipher
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Dictionary<string, byte[]> _keys;
    private readonly Dictionary<string, byte[]> _indexKeys;
    private readonly string _activeKey;
    private readonly string _activeIndexKey;

    /// <summary>Takes the keys, each 32 bytes with an id of <c>[a-z0-9]+</c>.</summary>
    /// <param name="keys">Keys for encryption by id, <c>Encryption:Keys</c>.</param>
    /// <param name="activeKey">The key for new values, <c>Encryption:ActiveKey</c>.</param>
    /// <param name="indexKeys">Keys for blind indexes by id, <c>Encryption:IndexKeys</c>.</param>
    /// <param name="activeIndexKey">The index key for new values, <c>Encryption:ActiveIndexKey</c>.</param>
    /// <exception cref="ArgumentException">A key or an id will not do; the message names the setting, never the key.</exception>
    public FieldCipher(IReadOnlyDictionary<string, byte[]> keys, string activeKey, IReadOnlyDictionary<string, byte[]> indexKeys, string activeIndexKey)
    {
        _keys = Checked(keys, activeKey, "Encryption:Keys", "Encryption:ActiveKey");
        _indexKeys = Checked(indexKeys, activeIndexKey, "Encryption:IndexKeys", "Encryption:ActiveIndexKey");
        _activeKey = activeKey;
        _activeIndexKey = activeIndexKey;
    }

    /// <summary>AES-256-GCM with a fresh nonce: <c>k1:base64(nonce|tag|cipher)</c>.</summary>
    public string Encrypt(string text)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + Encoding.UTF8.GetByteCount(text)];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        // One instance each time: it is cheap, and a shared one is not safe for several threads.
        using var aes = new AesGcm(_keys[_activeKey], TagBytes);
        aes.Encrypt(nonce, Encoding.UTF8.GetBytes(text), sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes));
        return $"{_activeKey}:{Convert.ToBase64String(sealedBytes)}";
    }

    /// <summary>Reads a value that any configured key has encrypted.</summary>
    /// <exception cref="CryptographicException">The key is not configured, or the value was tampered with.</exception>
    public string Decrypt(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) throw new CryptographicException("The value carries no key id.");
        if (!_keys.TryGetValue(value[..colon], out var key)) throw new CryptographicException($"Encryption:Keys:{value[..colon]} is not configured.");
        var sealedBytes = new byte[value.Length];
        if (!Convert.TryFromBase64Chars(value.AsSpan(colon + 1), sealedBytes, out var length) || length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("The value is not in the form of an encrypted field.");
        }
        var text = new byte[length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceBytes), sealedBytes.AsSpan(NonceBytes + TagBytes, text.Length), sealedBytes.AsSpan(NonceBytes, TagBytes), text);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The blind index to store: HMAC-SHA256 under the active index key, <c>i1:hex</c>. Normalise the text first: it is compared exactly.</summary>
    public string Index(string text) => IndexUnder(_activeIndexKey, text);

    /// <summary>The blind indexes to search for, the active key's first: one for each index key, so that values from before a rotation are found.</summary>
    public IReadOnlyList<string> Indexes(string text) =>
        [Index(text), .. _indexKeys.Keys.Where(id => id != _activeIndexKey).Select(id => IndexUnder(id, text))];

    private string IndexUnder(string id, string text) =>
        $"{id}:{Convert.ToHexStringLower(HMACSHA256.HashData(_indexKeys[id], Encoding.UTF8.GetBytes(text)))}";

    private static Dictionary<string, byte[]> Checked(IReadOnlyDictionary<string, byte[]> keys, string active, string setting, string activeSetting)
    {
        foreach (var (id, key) in keys)
        {
            if (!IsId(id)) throw new ArgumentException($"{setting}:{id} has an id that is not made of a-z and 0-9.");
            if (key.Length != KeyBytes) throw new ArgumentException($"{setting}:{id} must be {KeyBytes} bytes in base64; it is {key.Length}.");
        }
        if (!keys.ContainsKey(active)) throw new ArgumentException($"{activeSetting} is '{active}', but {setting}:{active} is not configured.");
        return keys.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    private static bool IsId(string id) => id.Length > 0 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
