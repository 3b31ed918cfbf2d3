namespace ElderCare.Data.Writing;

/// <summary>An amount to be taken from what a row has left.</summary>
/// <param name="Stock">Which column of which table.</param>
/// <param name="Id">The row.</param>
/// <param name="Amount">Above 0.</param>
public readonly record struct Deduction(Stock Stock, Guid Id, long Amount);
