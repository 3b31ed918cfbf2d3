namespace ElderCare.Benchmarks.Loads;

/// <summary>What one server did in one slice.</summary>
/// <param name="PerSecond">Answers of 2xx a second.</param>
/// <param name="Milliseconds">How long each answer took.</param>
/// <param name="Refused">Answers that were not 2xx, and broken connections.</param>
/// <param name="FirstRefusal">The first of them, to be read by people.</param>
internal sealed record Slice(double PerSecond, IReadOnlyList<double> Milliseconds, int Refused, string? FirstRefusal);
