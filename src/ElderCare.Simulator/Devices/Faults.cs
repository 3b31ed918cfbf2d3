using System.Globalization;

namespace ElderCare.Simulator.Devices;

/// <summary>How often what goes wrong, each as a share of the alarms, 0 to 1.</summary>
/// <param name="Duplicates">Sent again after it was acknowledged.</param>
/// <param name="Reorder">Sent after one that was pressed later.</param>
/// <param name="Splits">Sent in pieces, cut at random bytes.</param>
/// <param name="Drops">The connection is closed in the middle of the frame; it is sent again on a new one.</param>
/// <param name="Clock">By a clock that is wrong.</param>
public sealed record Faults(double Duplicates = 0, double Reorder = 0, double Splits = 0, double Drops = 0, double Clock = 0)
{
    private const int MostCuts = 6;

    /// <summary>Reads such as <c>duplicates=0.1,splits=0.2</c>.</summary>
    /// <exception cref="FormatException">A name is not known, or a share is not between 0 and 1.</exception>
    public static Faults Parse(string text)
    {
        var faults = new Faults();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, "");
            if (!double.TryParse(value, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1)) throw new FormatException($"{part} is not a fault and its share, such as splits=0.2.");
            faults = name switch
            {
                "duplicates" => faults with { Duplicates = share },
                "reorder" => faults with { Reorder = share },
                "splits" => faults with { Splits = share },
                "drops" => faults with { Drops = share },
                "clock" => faults with { Clock = share },
                _ => throw new FormatException($"{name} is no fault; there are duplicates, reorder, splits, drops and clock."),
            };
        }
        return faults;
    }

    /// <summary>Throws the dice for how an alarm is sent the first time.</summary>
    public Manner MannerBy(Random dice) => new(
        dice.NextDouble() < Splits ? [.. Enumerable.Range(0, dice.Next(1, MostCuts)).Select(_ => dice.NextDouble())] : [],
        dice.NextDouble() < Drops ? dice.NextDouble() : null);
}
