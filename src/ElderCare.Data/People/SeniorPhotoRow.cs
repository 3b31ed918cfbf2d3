namespace ElderCare.Data.People;

/// <summary>The photo of a person: apart from their record, so that nobody reads it who does not look at it.</summary>
public sealed class SeniorPhotoRow
{
    /// <summary>Whose; each has one at most.</summary>
    public required Guid SeniorId { get; init; }

    /// <summary>Its media type, as its bytes say.</summary>
    public required string ContentType { get; init; }

    /// <summary>The picture, at most 512 KiB.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>SHA-256 of the picture in hexadecimal letters: its version.</summary>
    public required string Hash { get; init; }
}
