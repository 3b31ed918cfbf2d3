using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ElderCare.Data;

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCityContext>
{
    public SqliteCityContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCityContext>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlCityContext>
{
    public PostgreSqlCityContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlCityContext>().UseNpgsql("Host=localhost").Options);
}
