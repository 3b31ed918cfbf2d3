using System.Text;
using System.Text.Unicode;

namespace ElderCare.MobileApi.People.Import;

/// <summary>Tells in which encoding a file is written: UTF-8 when all of it is, else GB18030, which has GBK within it.</summary>
internal static class CsvEncoding
{
    /// <summary>Of the characters beyond ASCII, one in so many may be damaged in what is still taken for UTF-8.</summary>
    private const int DamagedOneIn = 5;

    /// <summary>GB18030 that throws <see cref="DecoderFallbackException"/> at what is none.</summary>
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>UTF-8 that throws likewise.</summary>
    public static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The encoding of a file; null when it is UTF-8 that is damaged, which GB18030 would read as other characters.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> file)
    {
        if (Utf8.IsValid(file)) return Encoding.UTF8;
        return file.StartsWith(Encoding.UTF8.Preamble) || IsNearlyUtf8(file) ? null : Gb18030;
    }

    /// <summary>The first row that is not in an encoding that throws at what is none of its own.</summary>
    public static long FirstRowNotIn(Encoding encoding, ReadOnlySpan<byte> file)
    {
        var row = 0L;
        foreach (var line in file.Split((byte)'\n')) // no encoding here has this byte within a character
        {
            row++;
            try
            {
                encoding.GetCharCount(file[line]);
            }
            catch (DecoderFallbackException)
            {
                break;
            }
        }
        return row;
    }

    private static bool IsNearlyUtf8(ReadOnlySpan<byte> file)
    {
        var (whole, damaged) = (0L, 0L);
        while (!file.IsEmpty)
        {
            var outcome = Rune.DecodeFromUtf8(file, out _, out var length);
            if (outcome != System.Buffers.OperationStatus.Done) damaged++;
            else if (length > 1) whole++;
            file = file[length..];
        }
        return whole >= damaged * DamagedOneIn;
    }
}
