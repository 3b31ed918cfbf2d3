using ElderCare.Data;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.Tests.Setup;

/// <summary>The program migrates without comparing the model with its migrations: this does.</summary>
public sealed class MigrationTests
{
    [SkippableTheory, OnBothDatabases]
    public async Task TheMigrationsMakeWhatTheModelSays(string provider)
    {
        Needs.Database(provider);
        await using var database = await TestDatabase.Copy(provider);
        using var city = new CityDatabase(provider, database.ConnectionString);
        using var db = city.Read();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }
}
