using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace ElderCare.MobileApi.Pages.Look;

/// <summary>The one style sheet, under an address that changes with its content, so that browsers may keep it.</summary>
internal sealed class StyleSheet(IWebHostEnvironment host)
{
    private const string Path = "/eldercare.css";

    public string Href { get; } = $"{Path}?v={HashOf(host)}";

    public static void LetBrowsersKeep(StaticFileResponseContext file)
    {
        file.Context.Response.Headers.XContentTypeOptions = "nosniff";
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static string HashOf(IWebHostEnvironment host)
    {
        var file = host.WebRootFileProvider.GetFileInfo(Path);
        if (!file.Exists) return "none";
        using var content = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(content))[..12];
    }
}
