namespace ElderCare.MobileApi.People.Import;

/// <summary>What came of a file, or would.</summary>
/// <param name="DryRun">Whether nothing was kept.</param>
/// <param name="Rows">Rows below the header.</param>
/// <param name="Added">People who were registered, or would be; a dry run does not tell that somebody is registered in another division.</param>
/// <param name="AlreadyRegistered">People who were registered before; they are left as they are.</param>
/// <param name="AlreadyRegisteredRows">The rows of those of the caller's division, the first 1,000.</param>
/// <param name="Warnings">What is doubtful, the first 1,000.</param>
/// <param name="MoreWarnings">Warnings beyond those.</param>
internal sealed record SeniorImportView(
    bool DryRun, int Rows, int Added, int AlreadyRegistered, IReadOnlyList<long> AlreadyRegisteredRows, IReadOnlyList<RowFinding> Warnings, int MoreWarnings);
