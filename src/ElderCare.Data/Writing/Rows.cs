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

    /// <summary>HTTP status; 0 while the unit that claimed the key is not committed.</summary>
    public int Status { get; set; }

    /// <summary>The body as sent, encrypted when it holds a secret.</summary>
    public string? Answer { get; set; }

    /// <summary>The <c>Location</c> header, if there was one.</summary>
    public string? Location { get; set; }

    /// <summary>The <c>ETag</c> header, if there was one.</summary>
    public string? ETag { get; set; }

    /// <summary>When it was first answered.</summary>
    public required Instant At { get; init; }
}

/// <summary>Who did what to which record, and when; append-only.</summary>
public sealed class AuditRow
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>The account, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as <c>mealOrder.placed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The record concerned.</summary>
    public required string Subject { get; init; }

    /// <summary>The senior whose data were touched, if one: they may read who looked.</summary>
    public Guid? SeniorId { get; init; }

    /// <summary>What more is to be known; no personal data.</summary>
    public string? Detail { get; init; }
}

/// <summary>Something that is to happen at a time; survives a restart, taken by one node at a time.</summary>
public sealed class TimerRow
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which handler runs it.</summary>
    public required string Kind { get; init; }

    /// <summary>The record that it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Not before this instant.</summary>
    public required Instant DueAt { get; set; }

    /// <summary>The node that runs it now.</summary>
    public string? Owner { get; set; }

    /// <summary>Until when that node has it; after that another may take it.</summary>
    public Instant? LeasedUntil { get; set; }

    /// <summary>How often it was taken without success.</summary>
    public int Attempts { get; set; }
}

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

/// <summary>What stands on an account, kept beside the transfers; the floor is a constraint of the database.</summary>
public sealed class BalanceRow
{
    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Hot accounts are kept in several rows, so that their spenders do not wait for each other; an account's balance is their sum.</summary>
    public required int Shard { get; init; }

    /// <summary>The sum of what came less what went.</summary>
    public long Balance { get; set; }

    /// <summary>The lowest balance that this row may have; null when there is none.</summary>
    public long? Floor { get; init; }
}

/// <summary>A subsidy rule as kept: its shape as JSON, with its version and whether it is in force.</summary>
public sealed class SubsidyRuleRow
{
    /// <summary>Stable id such as <c>wh-illus-60</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Counts up with each publication; orders name it.</summary>
    public required int Version { get; init; }

    /// <summary><c>draft</c>, <c>published</c> or <c>withdrawn</c>.</summary>
    public required string Status { get; set; }

    /// <summary>The city that it belongs to.</summary>
    public required string City { get; init; }

    /// <summary>The rule in the contract's shape.</summary>
    public required string Json { get; init; }
}

/// <summary>A division of the country.</summary>
public sealed class DivisionRow
{
    /// <summary>GB/T 2260 or NBS code, or a code of the platform.</summary>
    public required string Code { get; init; }

    /// <summary>Official name.</summary>
    public required string Name { get; init; }

    /// <summary>The code above, null for a province.</summary>
    public string? Parent { get; init; }

    /// <summary><c>province</c>, <c>city</c>, <c>district</c> or <c>town</c>.</summary>
    public required string Level { get; init; }

    /// <summary><c>GB2260</c>, <c>NBS</c> or <c>PLATFORM</c>.</summary>
    public required string Kind { get; init; }
}
