using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>On an endpoint: its body, or what it answers a GET with, is a photo.</summary>
internal sealed class PhotoBody
{
    /// <summary>The picture of a request, without what the camera wrote beside it, and its media type.</summary>
    /// <exception cref="RequestProblem">415 for another media type, 413 when it is too large, 400 when it is not what its type says.</exception>
    public static async Task<(string Type, byte[] Bytes)> Read(HttpRequest request, CancellationToken ct)
    {
        var type = request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is null || !PhotoForm.Types.Contains(type)) throw NotAPhoto();
        using var whole = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, BodyLimit.Bytes));
        try
        {
            await request.Body.CopyToAsync(whole, ct);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        if (whole.Length > PhotoForm.MostBytes) throw TooLarge();
        var bytes = whole.ToArray();
        return PhotoForm.TypeOf(bytes) == type ? (type, PhotoPrivacy.Without(type, bytes)) : throw RequestProblem.Invalid("body", $"内容不是 {type} 图片。", $"It is no picture of the type {type}.");
    }

    /// <summary>413 for a photo.</summary>
    public static RequestProblem TooLarge()
    {
        var words = new Bilingual($"照片最多 {PhotoForm.MostBytes / 1024} KB，请缩小一些再传。", $"A photo has {PhotoForm.MostBytes / 1024} KiB at most; send a smaller one.");
        return new(413, "request.tooLarge", words, new Dictionary<string, Bilingual> { ["body"] = words });
    }

    private static RequestProblem NotAPhoto() => new(415, "request.notAPhoto", new("请发送 JPEG、PNG 或 WebP 照片本身。", "Send the photo itself as JPEG, PNG or WebP."),
        new Dictionary<string, Bilingual> { ["Content-Type"] = new($"要 {string.Join("、", PhotoForm.Types)}。", $"It must be {string.Join(", ", PhotoForm.Types)}.") });
}
