namespace ElderCare.Data.Writing;

/// <summary>A record at the version on which something was decided.</summary>
/// <param name="Table">Where it is kept.</param>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that it must have.</param>
public readonly record struct VersionGuard(VersionedTable Table, Guid Id, int Version);
