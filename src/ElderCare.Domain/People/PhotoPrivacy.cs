using System.Buffers.Binary;

namespace ElderCare.Domain.People;

/// <summary>
/// Takes from a photo what a camera wrote beside the picture: where and when it was taken, by which phone, and a preview of what was
/// cut off. Which way is up stays, and so do colours.
/// </summary>
public static class PhotoPrivacy
{
    private const byte App1 = 0xE1, App13 = 0xED, Comment = 0xFE, StartOfScan = 0xDA;
    private const int Upright = 1, MostOrientation = 8, OrientationTag = 0x0112;
    private const int WebPHeader = 12, PngHeader = 8, ExifFlag = 0x08, XmpFlag = 0x04;
    private static ReadOnlySpan<byte> ExifMark => "Exif\0\0"u8;

    /// <summary>The photo without it. One whose parts cannot be followed stays as it is: no program finds anything in it either.</summary>
    /// <param name="type">As <see cref="PhotoForm.TypeOf"/> has it.</param>
    /// <param name="photo">The picture.</param>
    public static byte[] Without(string type, byte[] photo) => type switch
    {
        "image/jpeg" => OfJpeg(photo) ?? photo,
        "image/png" => OfPng(photo) ?? photo,
        "image/webp" => OfWebP(photo) ?? photo,
        _ => photo,
    };

    private static byte[]? OfJpeg(ReadOnlySpan<byte> photo)
    {
        var kept = new List<byte>(photo.Length);
        kept.AddRange(photo[..2]);
        for (var at = 2; at + 4 <= photo.Length;)
        {
            if (photo[at] != 0xFF) return null;
            var (marker, length) = (photo[at + 1], BinaryPrimitives.ReadUInt16BigEndian(photo[(at + 2)..]));
            if (length < 2 || at + 2 + length > photo.Length) return null;
            var segment = photo.Slice(at, 2 + length);
            if (marker == StartOfScan)
            {
                kept.AddRange(photo[at..]);
                return [.. kept];
            }
            if (marker == App1 && OrientationOf(segment[4..]) is { } turned) kept.AddRange(ExifOf(turned));
            else if (marker is not (App1 or App13 or Comment)) kept.AddRange(segment);
            at += segment.Length;
        }
        return null;
    }

    /// <summary>How the picture must be turned; null when it is upright or nothing is said.</summary>
    private static ushort? OrientationOf(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(ExifMark)) return null;
        var tiff = segment[ExifMark.Length..];
        if (tiff.Length < 8) return null;
        var isLittle = tiff[0] == 'I';
        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > (uint)tiff.Length - 2) return null;
        var rest = tiff[(int)directory..];
        var entries = Short(rest, isLittle);
        rest = rest[2..];
        for (; entries > 0 && rest.Length >= 12; entries--, rest = rest[12..])
        {
            if (Short(rest, isLittle) == OrientationTag) return Short(rest[8..], isLittle) is > Upright and <= MostOrientation and var turned ? turned : null;
        }
        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>An Exif segment that says nothing else.</summary>
    private static byte[] ExifOf(ushort turned) =>
        [0xFF, App1, 0, 34, .. ExifMark, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, OrientationTag >> 8, OrientationTag & 0xFF, 0, 3, 0, 0, 0, 1, 0, (byte)turned, 0, 0, 0, 0, 0, 0];

    private static byte[]? OfPng(ReadOnlySpan<byte> photo)
    {
        var kept = new List<byte>(photo.Length);
        kept.AddRange(photo[..PngHeader]);
        for (var at = PngHeader; at < photo.Length;)
        {
            if (photo.Length - at < 12) return null;
            var length = BinaryPrimitives.ReadUInt32BigEndian(photo[at..]);
            if (length > (uint)(photo.Length - at - 12)) return null;
            var chunk = photo.Slice(at, (int)length + 12);
            var name = chunk.Slice(4, 4);
            if (!(name.SequenceEqual("eXIf"u8) || name.SequenceEqual("tEXt"u8) || name.SequenceEqual("zTXt"u8) || name.SequenceEqual("iTXt"u8) || name.SequenceEqual("tIME"u8))) kept.AddRange(chunk);
            at += chunk.Length;
        }
        return [.. kept];
    }

    private static byte[]? OfWebP(ReadOnlySpan<byte> photo)
    {
        var kept = new List<byte>(photo.Length);
        kept.AddRange(photo[..WebPHeader]);
        for (var at = WebPHeader; at < photo.Length;)
        {
            if (photo.Length - at < 8) return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(photo[(at + 4)..]);
            if (length > (uint)(photo.Length - at - 8)) return null;
            var whole = 8 + (int)length + ((int)length & 1); // an odd one is filled up
            if (whole > photo.Length - at) return null;
            var chunk = photo.Slice(at, whole).ToArray();
            if (chunk.AsSpan().StartsWith("VP8X"u8) && chunk.Length > 8) chunk[8] &= unchecked((byte)~(ExifFlag | XmpFlag));
            if (!(chunk.AsSpan().StartsWith("EXIF"u8) || chunk.AsSpan().StartsWith("XMP "u8))) kept.AddRange(chunk);
            at += whole;
        }
        byte[] bytes = [.. kept];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        return bytes;
    }
}
