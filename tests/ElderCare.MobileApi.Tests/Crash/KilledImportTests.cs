using System.Diagnostics;
using ElderCare.Data;
using ElderCare.Data.People;
using ElderCare.MobileApi.Tests.People;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace ElderCare.MobileApi.Tests.Crash;

/// <summary>A server that is killed in the middle of an import leaves nothing of it; one that was answered stays whole.</summary>
public sealed class KilledImportTests(ITestOutputHelper output)
{
    private const int Rows = 20_000;
    private const int StagedBeforeTheKill = 5_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    [SkippableTheory, OnBothDatabases]
    public async Task NothingIsLeftOfAnImportThatWasCutShort(string provider)
    {
        Needs.Database(provider);
        await using var copy = await TestDatabase.Copy(provider);
        var numbers = Enumerable.Range(0, Rows).Select(_ => InventedIdNumbers.Next()).ToList();
        var file = SeniorList.Of(numbers.Select(number => SeniorList.Row(number)));
        using var database = new CityDatabase(provider, copy.ConnectionString);
        var before = await Counted(database);

        using (var server = await ServerProcess.Start(copy))
        {
            await server.SignIn("city1");
            var sent = server.Http.Import(file);
            await Until(async () => await Staged(database) >= StagedBeforeTheKill);
            Assert.False(sent.IsCompleted);
            await server.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => sent);
            output.WriteLine($"{await Staged(database)} of {Rows} were staged when it was killed");
            Assert.Equal(before.Seen, (await Counted(database)).Seen);
        }

        using (var server = await ServerProcess.Start(copy))
        {
            await server.SignIn("city1");
            Assert.Empty((await server.Http.Post("/api/seniors/search", new { text = numbers[0] }).Body()).Items());
            var since = Stopwatch.StartNew();
            await Until(async () => await Counted(database) == before);
            output.WriteLine($"removed {since.Elapsed.TotalSeconds:0.0} s after the start");
            Assert.Equal(Rows, (await server.Http.Import(file).Body()).GetProperty("added").GetInt32());
            await server.Kill();
        }

        var after = await Counted(database);
        Assert.Equal(new Counts(before.Seen + Rows, before.Kept + Rows, before.Categories + Rows, before.Accounts + (2 * Rows), before.Balances + (2 * Rows), 1), after);
    }

    private static async Task<int> Staged(CityDatabase database)
    {
        await using var db = database.Read();
        return await db.Seniors.IgnoreQueryFilters().CountAsync(senior => senior.ImportId != null);
    }

    private static async Task<Counts> Counted(CityDatabase database)
    {
        await using var db = database.Read();
        return new(
            await db.Seniors.CountAsync(), await db.Seniors.IgnoreQueryFilters().CountAsync(), await db.CategoryPeriods.CountAsync(),
            await db.LedgerAccounts.CountAsync(account => SeniorRows.AccountKinds.Contains(account.Kind)),
            await db.Balances.CountAsync(balance => db.LedgerAccounts.Any(account => account.Id == balance.AccountId && SeniorRows.AccountKinds.Contains(account.Kind))), // a new month's vouchers come when they come
            await db.SeniorImports.CountAsync());
    }

    /// <summary>Looks again and again: what happens in another process tells nobody here.</summary>
    private static async Task Until(Func<Task<bool>> happened)
    {
        for (var waited = Stopwatch.StartNew(); !await happened(); await Task.Delay(10)) Assert.True(waited.Elapsed < Longest, "It did not happen.");
    }

    private sealed record Counts(int Seen, int Kept, int Categories, int Accounts, int Balances, int Imports);
}
