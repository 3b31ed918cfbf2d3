using ElderCare.Data.Ledger;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;

namespace ElderCare.Data.Seeding;

/// <summary>Adds many rows in units small enough that nobody waits long behind one.</summary>
internal static class BulkRows
{
    /// <summary>Items in one unit: at most 500 rows, for a ledger account brings its balance with it.</summary>
    public const int Most = 250;

    /// <summary>Adds the rows that are not there yet, in order, and opens the ledger accounts among them; while one unit is written the next rows are made.</summary>
    public static async Task AddMissing(CityWriter writer, IEnumerable<object> rows)
    {
        var written = Task.CompletedTask;
        foreach (var chunk in rows.Chunk(Most))
        {
            var accounts = chunk.OfType<LedgerAccount>().ToList();
            var others = chunk.Where(row => row is not LedgerAccount).ToList();
            await written;
            written = writer.Commit(Lane.Bulk, unit =>
            {
                unit.TryInsertAll(others);
                unit.Open(accounts);
            });
        }
        await written;
    }
}
