namespace ElderCare.MobileApi.People.Import;

/// <summary>What is wrong, or doubtful, in a file.</summary>
/// <param name="Row">The row as a spreadsheet numbers it: the header is 1.</param>
/// <param name="Field">The column, such as <c>idNumber</c> or <c>categories[0].validFrom</c>; <c>row</c> for the row as a whole.</param>
/// <param name="Zh">The reason in Chinese; it never repeats what the cell holds.</param>
/// <param name="En">The reason in English.</param>
internal sealed record RowFinding(long Row, string Field, string Zh, string En);
