using System.Globalization;
using System.Text;
using QRCoder;

namespace ElderCare.MobileApi.Pages.Ordering;

/// <summary>A QR code as the path of an SVG, its quiet zone included.</summary>
internal static class QrPath
{
    /// <returns>The path and the number of modules on a side.</returns>
    public static (string Path, int Side) Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var begin = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > begin) path.Append(CultureInfo.InvariantCulture, $"M{begin} {y}h{x - begin}v1h-{x - begin}z");
            }
        }
        return (path.ToString(), rows.Count);
    }
}
