using NodaTime;

namespace ElderCare.Domain.Access;

/// <summary>A system outside that signs its requests: a device vendor or a telephone exchange.</summary>
public sealed class Vendor
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name in <c>X-Vendor</c>, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Its key, encrypted with a key id.</summary>
    public required string KeyCipher { get; set; }

    /// <summary>What it may send.</summary>
    public VendorKind Kind { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }
}
