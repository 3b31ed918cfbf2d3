using System.Buffers.Binary;
using System.Text;
using ElderCare.Domain.People;

namespace ElderCare.Domain.Tests.People;

public class PhotoPrivacyTests
{
    private const string Secret = "GPS 37.5 122.1";
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 4, 1, 2, 9, 9, 0xFF, 0xD9];
    private static readonly byte[] Start = [0xFF, 0xD8];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_jpeg_loses_all_but_which_way_is_up(bool isLittle)
    {
        byte[] colours = Segment(0xE2, "ICC_PROFILE\0"u8);
        byte[] photo = [.. Start, .. Segment(0xE0, "JFIF\0"u8), .. Exif(6, isLittle), .. Segment(0xE1, Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0{Secret}")), .. Segment(0xED, Encoding.ASCII.GetBytes(Secret)), .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)), .. colours, .. Scan];
        var kept = PhotoPrivacy.Without("image/jpeg", photo);
        Assert.Equal(-1, kept.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        Assert.Equal([.. Start, .. Segment(0xE0, "JFIF\0"u8), .. Exif(6, isLittle: false, secret: ""), .. colours, .. Scan], kept);
        Assert.Equal(kept, PhotoPrivacy.Without("image/jpeg", kept)); // once more changes nothing
    }

    [Fact]
    public void An_upright_jpeg_has_nothing_beside_the_picture() =>
        Assert.Equal([.. Start, .. Scan], PhotoPrivacy.Without("image/jpeg", [.. Start, .. Exif(1, isLittle: true), .. Scan]));

    [Fact]
    public void A_png_and_a_webp_lose_their_texts()
    {
        byte[] head = [0x89, .. "PNG\r\n\u001a\n"u8], picture = Chunk("IDAT", [1, 2, 3]), end = Chunk("IEND", []);
        byte[] png = [.. head, .. Chunk("tEXt", Encoding.ASCII.GetBytes(Secret)), .. picture, .. Chunk("eXIf", [1]), .. Chunk("tIME", [1]), .. end];
        Assert.Equal([.. head, .. picture, .. end], PhotoPrivacy.Without("image/png", png));

        byte[] webP = Riff([.. Part("VP8X", [0x1C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Part("VP8 ", [1, 2, 3]), .. Part("EXIF", Encoding.ASCII.GetBytes(Secret)), .. Part("XMP ", [1])]);
        Assert.Equal(Riff([.. Part("VP8X", [0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Part("VP8 ", [1, 2, 3])]), PhotoPrivacy.Without("image/webp", webP));
    }

    [Fact]
    public void What_cannot_be_followed_stays_as_it_is()
    {
        byte[][] photos = [[.. Start, 1, 2, 3, 4, 5], [.. Start, 0xFF, 0xE1, 0xFF, 0xFF, 1], [.. Start, 0xFF, 0xE1, 0, 1, 1], [.. Start]];
        foreach (var photo in photos) Assert.Equal(photo, PhotoPrivacy.Without("image/jpeg", photo));
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8], webP = [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8, 1, 2];
        Assert.Equal(png, PhotoPrivacy.Without("image/png", png));
        Assert.Equal(webP, PhotoPrivacy.Without("image/webp", webP));
    }

    [Fact]
    public void No_bytes_make_it_fail()
    {
        var random = new Random(20_261_130);
        byte[][] heads = [Start, [.. Start, 0xFF, 0xE1, 0, 40, .. "Exif\0\0II*\0"u8], [0x89, .. "PNG\r\n\u001a\n"u8], [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8]];
        string[] types = ["image/jpeg", "image/jpeg", "image/png", "image/webp"];
        for (var round = 0; round < 10_000; round++)
        {
            var body = new byte[random.Next(60)];
            random.NextBytes(body);
            var kept = PhotoPrivacy.Without(types[round % 4], [.. heads[round % 4], .. body]);
            Assert.True(kept.Length <= heads[round % 4].Length + body.Length + 36);
        }
    }

    private static byte[] Exif(byte turned, bool isLittle, string secret = Secret)
    {
        byte[] entry = isLittle ? [0x12, 1, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0] : [1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0];
        byte[] other = isLittle ? [0x0F, 1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0] : [1, 0x0F, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0];
        byte[] header = isLittle ? [.. "II*\0"u8, 8, 0, 0, 0] : [.. "MM\0*"u8, 0, 0, 0, 8];
        byte[] entries = secret.Length > 0 ? [.. other, .. entry] : entry;
        byte[] count = isLittle ? [(byte)(entries.Length / 12), 0] : [0, (byte)(entries.Length / 12)];
        return Segment(0xE1, [.. "Exif\0\0"u8, .. header, .. count, .. entries, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(secret)]);
    }

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)((content.Length + 2) & 0xFF), .. content];

    private static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];
    }

    private static byte[] Part(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return content.Length % 2 == 0 ? [.. Encoding.ASCII.GetBytes(name), .. length, .. content] : [.. Encoding.ASCII.GetBytes(name), .. length, .. content, 0];
    }

    private static byte[] Riff(byte[] parts)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, parts.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. parts];
    }
}
