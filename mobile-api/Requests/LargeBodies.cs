using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Errors;

namespace ElderCare.MobileApi.Requests;

/// <summary>On an endpoint: its body may be a large file. It is kept in memory and never on the disk, because it names people.</summary>
internal sealed class LargeBody
{
    /// <summary>The most that a file may have.</summary>
    public const int Bytes = 64_000_000;
}

/// <summary>On an endpoint: its body is a CSV file.</summary>
/// <param name="Columns">What the API document says of it.</param>
internal sealed record CsvBody(string Columns);

/// <summary>Takes large files, few at a time: memory is not for everybody's files at once.</summary>
internal static class LargeBodies
{
    private const int MostAtOnce = 2;
    private static readonly SemaphoreSlim Places = new(MostAtOnce);

    /// <summary>Whether the request's endpoint takes a large file.</summary>
    public static bool IsTakenBy(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<LargeBody>() is not null;

    /// <summary>The whole file; it stays in memory until the request is answered.</summary>
    /// <exception cref="RequestProblem">413 when it is too large, 503 while others send theirs.</exception>
    public static async Task<ReadOnlyMemory<byte>> Take(HttpContext http)
    {
        if (http.Request.Body is not MemoryStream)
        {
            if (!Places.Wait(0)) throw new RequestProblem(503, "server.busy", new("别人正在上传名单，请稍等再试。", "Others are sending files; try again soon.")) { RetryAfterSeconds = 10 };
            http.Response.OnCompleted(() => Task.FromResult(Places.Release()));
            http.Request.Body = await Read(http);
        }
        return ((MemoryStream)http.Request.Body).TryGetBuffer(out var bytes) ? bytes : throw new InvalidOperationException("The body has no buffer.");
    }

    /// <summary>413 for a file.</summary>
    public static RequestProblem TooLarge()
    {
        var words = new Bilingual($"最多 {LargeBody.Bytes / 1_000_000} MB，请分成几份。", $"{LargeBody.Bytes / 1_000_000} MB at most; send it in parts.");
        return new(413, "request.tooLarge", words, new Dictionary<string, Bilingual> { ["body"] = words });
    }

    private static async Task<MemoryStream> Read(HttpContext http)
    {
        var whole = new MemoryStream((int)Math.Min(http.Request.ContentLength ?? 0, LargeBody.Bytes));
        try
        {
            await http.Request.Body.CopyToAsync(whole, http.RequestAborted);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        whole.Position = 0;
        return whole;
    }
}
