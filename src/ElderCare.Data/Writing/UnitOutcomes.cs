using Microsoft.Extensions.Logging;

namespace ElderCare.Data.Writing;

/// <summary>Tells those who wait what became of their units: first what follows the commits in this process, then the answers.</summary>
internal sealed class UnitOutcomes(ILogger log, Action committed)
{
    public void Tell(IReadOnlyList<WaitingUnit> done, IReadOnlyList<(WaitingUnit Unit, Exception Why)> failed)
    {
        foreach (var unit in done)
        {
            try
            {
                unit.Committed();
            }
            catch (Exception fault)
            {
                log.LogError(fault, "What was to follow a commit failed; the change stands");
            }
        }
        if (done.Count > 0) committed();
        foreach (var unit in done) unit.Complete();
        foreach (var (unit, why) in failed) unit.Fail(why);
    }

    public void NotCommitted(Exception fault, int units) => log.LogError(fault, "A group of {Count} units was not committed", units);
}
