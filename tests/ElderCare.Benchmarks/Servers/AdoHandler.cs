using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using ElderCare.MobileApi.Access;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace ElderCare.Benchmarks.Servers;

/// <summary>The yardstick of P6: behind the same bearer sign-in, a row by its key as JSON through one cached prepared command. No rule, no scope.</summary>
internal static class AdoHandler
{
    public const string Verb = "ado-handler";
    public const string Name = "ADO handler, same sign-in";

    private const string Sql =
        """
        SELECT "Id", "SeniorId", "CanteenId", "ServedOn", "Period", "OrdersCloseAt", "Fulfilment", "PayBy", "State", "Items", "PriceFen",
               "DeliveryFen", "Splits", "Explanation", "Code", "PlacedAt", "Version"
        FROM "MealOrders" WHERE "Id" = @id
        """;

    public static Task<ServerProcess> Start(BenchmarkCity city) => ServerProcess.Start(
        Environment.ProcessPath!, port => [Verb, "--urls", $"http://127.0.0.1:{port}"], new Dictionary<string, string>
        {
            ["PROVIDER"] = city.Provider,
            ["CONNECTION"] = city.ConnectionString,
            ["SIGNING_KEY"] = city.SigningKey,
            ["Logging__LogLevel__Default"] = "Warning",
        }, Path.Combine(city.Folder, "ado-handler.log"));

    public static async Task<int> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder(Environment.GetCommandLineArgs()[2..]);
        var settings = builder.Configuration;
        var tokens = new AccessTokens(Convert.FromBase64String(settings["SIGNING_KEY"]!), SystemClock.Instance);
        var known = new KnownTokens(SystemClock.Instance);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.TokenValidationParameters = tokens.Validation;
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(known);
        });
        var rows = new Rows(settings["PROVIDER"]!, settings["CONNECTION"]!);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/api/meal-orders/{id:guid}", async (Guid id, HttpContext http) =>
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
            if (!rows.Write(id, json)) http.Response.StatusCode = 404;
        }).RequireAuthorization();
        await app.RunAsync();
        return 0;
    }

    private sealed class Rows(string provider, string connectionString)
    {
        private readonly ConcurrentBag<DbCommand> _commands = [];

        public bool Write(Guid id, Utf8JsonWriter json)
        {
            if (!_commands.TryTake(out var command)) command = Prepare();
            command.Parameters[0].Value = id;
            using (var row = command.ExecuteReader())
            {
                if (!row.Read()) return false;
                json.WriteStartObject();
                for (var i = 0; i < row.FieldCount; i++) Write(json, row.GetName(i), row.GetValue(i));
                json.WriteEndObject();
            }
            _commands.Add(command);
            return true;
        }

        private static void Write(Utf8JsonWriter json, string name, object value)
        {
            if (value is long number) json.WriteNumber(name, number);
            else if (value is int whole) json.WriteNumber(name, whole);
            else if (value is string text && text.StartsWith('[')) { json.WritePropertyName(name); json.WriteRawValue(text, skipInputValidation: true); }
            else json.WriteString(name, value.ToString());
        }

        private DbCommand Prepare()
        {
            DbConnection connection = provider == "Sqlite" ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
            connection.Open();
            var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.Parameters.Add(provider == "Sqlite" ? new SqliteParameter("@id", SqliteType.Text) : new NpgsqlParameter<Guid>("id", default(Guid)));
            command.Prepare();
            return command;
        }
    }
}
