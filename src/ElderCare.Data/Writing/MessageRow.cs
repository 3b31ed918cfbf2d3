using NodaTime;

namespace ElderCare.Data.Writing;

/// <summary>A message to somebody's phone, waiting or sent.</summary>
public sealed class MessageRow
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>sms</c>, <c>push</c> or <c>voice</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Phone or device token, encrypted.</summary>
    public required string ToCipher { get; init; }

    /// <summary>The words, encrypted: they may hold a code.</summary>
    public required string TextCipher { get; init; }

    /// <summary>What it is about, such as an incident; null where nobody asks for its fate.</summary>
    public Guid? About { get; init; }

    /// <summary>When it was written.</summary>
    public required Instant At { get; init; }

    /// <summary>Not before this instant; moved on after a failure.</summary>
    public required Instant DueAt { get; set; }

    /// <summary>When a provider took it.</summary>
    public Instant? SentAt { get; set; }

    /// <summary>The provider's number for it.</summary>
    public string? ProviderReference { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Given up after the last attempt.</summary>
    public Instant? FailedAt { get; set; }
}
