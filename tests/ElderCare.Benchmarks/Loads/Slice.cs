namespace ElderCare.Benchmarks.Loads;

/// <summary>What one server did in one slice.</summary>
/// <param name="PerSecond">Answers of 2xx a second.</param>
/// <param name="Milliseconds">How long each answer took.</param>
/// <param name="CpuMicroseconds">Processor time of the server's process for each answer; unlike the others it hardly depends on who else uses the machine.</param>
/// <param name="Refused">Answers that were not 2xx, and broken connections.</param>
/// <param name="FirstRefusal">The first of them, to be read by people.</param>
internal sealed record Slice(double PerSecond, IReadOnlyList<double> Milliseconds, double CpuMicroseconds, int Refused, string? FirstRefusal);
