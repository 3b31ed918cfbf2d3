using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>The first answer to a request with an idempotency key, kept to be given again.</summary>
public sealed class IdempotencyRow
{
    /// <summary>Who asked.</summary>
    public required string Caller { get; init; }

    /// <summary>Method and path.</summary>
    public required string Path { get; init; }

    /// <summary>The key that the caller chose.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the body, so that the key with another body is refused.</summary>
    public required string BodyHash { get; init; }

    /// <summary>HTTP status; negative when the answer holds a secret.</summary>
    public required int Status { get; init; }

    /// <summary>The body as sent, encrypted when it holds a secret.</summary>
    public string? Answer { get; init; }

    /// <summary>The <c>Location</c> header, if there was one.</summary>
    public string? Location { get; init; }

    /// <summary>The <c>ETag</c> header, if there was one.</summary>
    public string? ETag { get; init; }

    /// <summary>When it was first answered.</summary>
    public required Instant At { get; init; }
}
