using ElderCare.Data.Ledger;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Ledger;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;

namespace ElderCare.Data.People;

/// <summary>
/// Writes the people of an import, hidden, in units small enough that nobody waits long behind one. Numbers are encrypted and rows
/// made ready while the writer writes the ones before. Rows go in the order of an index wherever a choice is left: then a unit
/// touches few pages.
/// </summary>
public sealed class SeniorStaging(SeniorImports imports, CityWriter writer, FieldCipher cipher)
{
    /// <summary>People in one unit.</summary>
    private const int PeopleAtOnce = 200;

    /// <summary>Ledger accounts in one unit; each brings its balance.</summary>
    private const int AccountsAtOnce = 250;

    /// <summary>Keeps everybody who is not known yet, in the order given, each with categories and accounts.</summary>
    /// <param name="import">An open import.</param>
    /// <param name="people">Everybody, by the blind index of their number.</param>
    /// <param name="homeOf">Where somebody lives.</param>
    /// <param name="ct">Stops between units.</param>
    /// <returns>How many were added; the others had become known meanwhile.</returns>
    public async Task<int> Keep(OpenImport import, IEnumerable<NewSenior> people, Func<NewSenior, GeoPoint> homeOf, CancellationToken ct)
    {
        var added = new List<(Guid Id, string Division)>();
        await InTurn(people.Chunk(PeopleAtOnce), some => some.Select(person => Ready(import, person, homeOf(person))).ToList(), async ready =>
        {
            var kept = await imports.Keep(import, unit => Keep(unit, ready), ct);
            added.AddRange(kept.Select(one => (one.Id, one.Division)));
        });
        var accounts = added.SelectMany(senior => SeniorRows.AccountKinds.Select(kind => (Account: LedgerAccount.IdOf(kind, senior.Id), Kind: kind, senior.Id, senior.Division)))
            .OrderBy(account => account.Account);
        await InTurn(
            accounts.Chunk(AccountsAtOnce),
            some => Ready([.. some.Select(one => LedgerAccount.Open(one.Kind, one.Id.ToString(), one.Division))]),
            ready => imports.Keep(import, unit => unit.InsertMissing(ready.Accounts) + unit.InsertMissing(ready.Balances), ct));
        return added.Count;
    }

    /// <summary>Makes each chunk ready while the one before is written.</summary>
    private static async Task InTurn<TChunk, TReady>(IEnumerable<TChunk> chunks, Func<TChunk, TReady> makeReady, Func<TReady, Task> write)
    {
        var writing = Task.CompletedTask;
        foreach (var chunk in chunks)
        {
            var ready = makeReady(chunk);
            await writing;
            writing = write(ready);
        }
        await writing;
    }

    private static IReadOnlyList<ReadySenior> Keep(CityUnit unit, IReadOnlyList<ReadySenior> people)
    {
        var isWhole = unit.InsertMissing([.. people.Select(person => person.Row)]) == people.Count;
        var added = isWhole ? people : [.. people.Where(person => unit.Sql.Query("""SELECT 1 FROM "Seniors" WHERE "Id" = @p0""", _ => true, person.Id).Count == 1)];
        unit.InsertMissing([.. added.SelectMany(person => person.Categories)]);
        return added;
    }

    private ReadySenior Ready(OpenImport import, NewSenior person, GeoPoint home)
    {
        var senior = SeniorRows.SeniorOf(person, home, cipher, import.Id);
        return new(senior.Id, senior.ResidenceDivision, writer.Inserts.Prepare(senior), [.. SeniorRows.CategoriesOf(person, senior.Id, import.StartedAt).Select(writer.Inserts.Prepare)]);
    }

    private (IReadOnlyList<PreparedRow> Accounts, IReadOnlyList<PreparedRow> Balances) Ready(IReadOnlyList<LedgerAccount> accounts) =>
        ([.. accounts.Select(writer.Inserts.Prepare)], [.. accounts.Select(account => writer.Inserts.Prepare(LedgerPosting.BalanceOf(account)))]);

    private sealed record ReadySenior(Guid Id, string Division, PreparedRow Row, IReadOnlyList<PreparedRow> Categories);
}
