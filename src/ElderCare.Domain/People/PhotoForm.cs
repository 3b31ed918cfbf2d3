namespace ElderCare.Domain.People;

/// <summary>Forms in which a photo of a person is kept; told by its first bytes, whatever its sender says.</summary>
public static class PhotoForm
{
    /// <summary>The most that a photo may have, in bytes: 512 KiB.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>The media types of photos.</summary>
    public static readonly IReadOnlyList<string> Types = ["image/jpeg", "image/png", "image/webp"];

    /// <summary>The media type of a picture; null when it is none of <see cref="Types"/>.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> picture) =>
        picture.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : picture.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : picture.Length >= 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
}
