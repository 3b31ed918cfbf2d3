using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ElderCare.MobileApi.Tests.Setup;

/// <summary>A copy of the demo city that cannot be reached until it is said: the disk of a file is not there, the port of a server is closed.</summary>
internal sealed class Outage : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly CancellationTokenSource _over = new();
    private TcpListener? _door;
    private int _port;

    private Outage(TestDatabase database) => _database = database;

    public TestDatabase Database => _database;

    /// <summary>Where the program looks for it.</summary>
    public string ConnectionString { get; private set; } = "";

    private string Disk => Path.Combine(_database.Folder, "disk");

    /// <summary>What the disk's name leads to once it is there: the program cannot make it by itself, so that it comes whole.</summary>
    private string Mounted => Path.Combine(_database.Folder, "mounted");

    public static async Task<Outage> Of(string provider)
    {
        var outage = new Outage(await TestDatabase.Copy(provider));
        if (provider == "Sqlite")
        {
            Directory.CreateSymbolicLink(outage.Disk, outage.Mounted);
            outage.ConnectionString = $"Data Source={Path.Combine(outage.Disk, "eldercare.db")}";
        }
        else
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            outage._port = ((IPEndPoint)probe.LocalEndpoint).Port;
            outage.ConnectionString = new NpgsqlConnectionStringBuilder(outage._database.ConnectionString) { Host = "127.0.0.1", Port = outage._port }.ToString();
        }
        return outage;
    }

    /// <summary>The database is there; with its rows, or as a new one that has none.</summary>
    public void End(bool withRows = true)
    {
        if (_database.Provider != "Sqlite")
        {
            _door = new TcpListener(IPAddress.Loopback, _port);
            _door.Start();
            _ = LetIn(_door);
            return;
        }
        var mounting = Directory.CreateDirectory(Path.Combine(_database.Folder, "mounting")).FullName;
        if (withRows) File.Move(Path.Combine(_database.Folder, "eldercare.db"), Path.Combine(mounting, "eldercare.db"));
        Directory.Move(mounting, Mounted);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _door?.Stop();
        await _database.DisposeAsync();
    }

    private async Task LetIn(TcpListener door)
    {
        var server = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        try
        {
            while (true)
            {
                var guest = await door.AcceptTcpClientAsync(_over.Token);
                var host = new TcpClient();
                await host.ConnectAsync(server.Host!, server.Port, _over.Token);
                _ = Pass(guest, host);
                _ = Pass(host, guest);
            }
        }
        catch (Exception) when (_over.IsCancellationRequested)
        {
            // the test is over
        }
    }

    private async Task Pass(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _over.Token);
        }
        catch (Exception)
        {
            // one side has gone
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
