using System.Security.Cryptography;
using System.Text.Json;
using ElderCare.Data.Privacy;

namespace ElderCare.MobileApi.Setup;

/// <summary>Encryption and signing keys: from the settings, or in Development made once in the data folder.</summary>
internal static class Keys
{
    public static FieldCipher Cipher(IConfiguration settings, IHostEnvironment host, string dataFolder)
    {
        var keys = settings.GetSection("Encryption:Keys").GetChildren().ToDictionary(key => key.Key, key => Bytes(key.Value, $"Encryption:Keys:{key.Key}"));
        var indexKeys = settings.GetSection("Encryption:IndexKeys").GetChildren().ToDictionary(key => key.Key, key => Bytes(key.Value, $"Encryption:IndexKeys:{key.Key}"));
        if (keys.Count > 0 || indexKeys.Count > 0)
        {
            return new(keys, settings["Encryption:ActiveKey"] ?? "", indexKeys, settings["Encryption:ActiveIndexKey"] ?? "");
        }
        var made = Made(host, dataFolder, "Encryption:Keys");
        return new(new Dictionary<string, byte[]> { ["k1"] = made.Encryption }, "k1", new Dictionary<string, byte[]> { ["i1"] = made.Index }, "i1");
    }

    public static byte[] Signing(IConfiguration settings, IHostEnvironment host, string dataFolder)
    {
        if (settings["Auth:SigningKey"] is not { Length: > 0 } text) return Made(host, dataFolder, "Auth:SigningKey").Signing;
        var key = Bytes(text, "Auth:SigningKey");
        return key.Length >= 32 ? key : throw new InvalidOperationException($"Auth:SigningKey must be at least 32 bytes in base64; it has {key.Length}.");
    }

    private static byte[] Bytes(string? base64, string setting)
    {
        try
        {
            return Convert.FromBase64String(base64 ?? "");
        }
        catch (FormatException)
        {
            throw new InvalidOperationException($"{setting} is not base64.");
        }
    }

    private static MadeKeys Made(IHostEnvironment host, string dataFolder, string setting)
    {
        if (!host.IsDevelopment()) throw new InvalidOperationException($"{setting} is required outside Development.");
        var file = Path.Combine(dataFolder, "keys.json");
        if (File.Exists(file)) return JsonSerializer.Deserialize<MadeKeys>(File.ReadAllText(file))!;
        var made = new MadeKeys(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        File.WriteAllText(file, JsonSerializer.Serialize(made));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return made;
    }

    private sealed record MadeKeys(byte[] Encryption, byte[] Index, byte[] Signing);
}
