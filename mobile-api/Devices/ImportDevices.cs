using System.Globalization;
using CsvHelper;
using ElderCare.Data;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.People.Import;
using ElderCare.MobileApi.Requests;
using NodaTime;
using NodaTime.Text;

namespace ElderCare.MobileApi.Devices;

/// <summary>
/// Registers the devices of a file. Every row is checked before any is taken, also against the register; then they are taken a few
/// hundred at a time, because no unit holds the writer for long. Of a second run of the same file nothing is taken twice.
/// </summary>
internal sealed class ImportDevices(CityWriter writer, CityDatabase database, FieldCipher cipher, IClock clock, IHostApplicationLifetime lifetime)
{
    /// <summary>What the API document says of the file.</summary>
    public const string Document =
        "CSV with commas in UTF-8, a header, no line breaks in cells: number, protocol (http mqtt dc09 watch gt06 jt808), model (required); key, keyFormat (ascii or hex), simExpiresOn (2027-01-31), simNumber, address (where it hangs, when that is not its person's home). At most 200,000 rows.";

    private const int MostRows = 200_000;
    private const int Chunk = 500;
    private static readonly string[] Names = ["number", "protocol", "model", "key", "keyFormat", "simExpiresOn", "simNumber", "address"];
    private static readonly CsvReaderOptions Options = new() { Separator = ',', TrackLineNumbers = true, IncludeValuesInExceptions = false, AllowLineBreaksInQuotes = false, Encoding = System.Text.Encoding.UTF8 };

    /// <exception cref="RequestProblem">400 that names rows and fields.</exception>
    public async Task<Answer<DeviceImportView>> Handle(HttpContext http, bool dryRun, Caller caller)
    {
        var problems = new FindingList();
        var rows = Read(await LargeBodies.Take(http), problems);
        if (problems.Count == 0) Compare(rows, problems);
        if (problems.Count > 0) throw Refused(problems);
        var devices = rows.Select(row => row.Device).ToList();
        var added = 0;
        if (!dryRun)
        {
            foreach (var some in devices.Chunk(Chunk))
            {
                added += await writer.Commit(Lane.Bulk, unit => unit.InsertMissing([.. some.Select(writer.Inserts.Prepare)]), lifetime.ApplicationStopping);
            }
        }
        await writer.Commit(Lane.Interactive, unit => unit.Record(caller.Actor, dryRun ? "devices.importTried" : "devices.imported", "devices", detail: string.Create(CultureInfo.InvariantCulture, $"{added} added")), lifetime.ApplicationStopping);
        return Answer<DeviceImportView>.Ok(new(dryRun, devices.Count, added, dryRun ? 0 : devices.Count - added));
    }

    /// <summary>Of a device that is registered a row may say nothing new: who means to change it does so by its own route, and who has mistaken its number is told.</summary>
    private void Compare(List<(long Line, Device Device)> rows, FindingList problems)
    {
        using var db = database.Read();
        foreach (var some in rows.Chunk(Chunk))
        {
            var numbers = some.Select(row => row.Device.Number).ToList();
            var known = db.Devices.Where(device => numbers.Contains(device.Number)).AsEnumerable().ToDictionary(device => (device.Protocol, device.Number));
            foreach (var (line, device) in some)
            {
                if (!known.TryGetValue((device.Protocol, device.Number), out var registered)) continue;
                void Demand(bool isSame, string field)
                {
                    if (!isSame) problems.Add(line, field, new("这个编号已经登记过，内容与登记的不同", "The number is registered, with another one"));
                }
                Demand(device.Model == registered.Model, "model");
                Demand(device.KeyCipher is null || (registered.KeyCipher is { } key && cipher.Decrypt(key) == cipher.Decrypt(device.KeyCipher)), "key");
                Demand(device.SimExpiresOn is null || device.SimExpiresOn == registered.SimExpiresOn, "simExpiresOn");
                Demand(device.SimNumber is null || device.SimNumber == registered.SimNumber, "simNumber");
                Demand(device.Address is null || device.Address == registered.Address, "address");
            }
        }
    }

    private List<(long Line, Device Device)> Read(ReadOnlyMemory<byte> file, FindingList problems)
    {
        var devices = new List<(long, Device)>();
        try
        {
            using var csv = CsvReader.Create(file, Options);
            var places = Names.Select(name => csv.Headers.ToList().FindIndex(header => string.Equals(header.Trim(), name, StringComparison.OrdinalIgnoreCase))).ToArray();
            foreach (var lacking in Names.Take(3).Where((_, i) => places[i] < 0)) problems.Add(1, lacking, new("缺少这一列", "The column is missing"));
            if (problems.Count > 0) return devices;
            var seen = new Dictionary<(DeviceProtocol, string), long>();
            while (csv.Read())
            {
                string? Cell(int name) => places[name] >= 0 && places[name] < csv.FieldCount && csv.GetString(places[name])?.Trim() is { Length: > 0 } text ? text : null;
                if (devices.Count + problems.Rows >= MostRows)
                {
                    problems.Add(csv.LineNumber, "row", new($"最多 {MostRows} 行", $"At most {MostRows} rows"));
                    return devices;
                }
                if (DeviceOf(csv.LineNumber, Cell, problems) is not { } device) continue;
                if (!seen.TryAdd((device.Protocol, device.Number), csv.LineNumber)) problems.Add(csv.LineNumber, "number", new($"与第 {seen[(device.Protocol, device.Number)]} 行相同", $"It is the same as in row {seen[(device.Protocol, device.Number)]}"));
                else devices.Add((csv.LineNumber, device));
            }
        }
        catch (CsvFormatException malformed)
        {
            problems.Add(Math.Max(malformed.LineNumber, 1), "row", new("引号不成对，或者单元格里有换行", "A quote is not closed, or a cell has a line break"));
        }
        if (devices.Count == 0 && problems.Count == 0) problems.Add(1, "row", new("没有数据", "There are no rows"));
        return devices;
    }

    private Device? DeviceOf(long row, Func<int, string?> cell, FindingList problems)
    {
        var errors = new FieldErrors();
        DeviceProtocol? protocol = Words<DeviceProtocol>.TryRead(cell(1), out var word) ? word : null;
        KeyFormat? format = cell(4) is { } named ? Words<KeyFormat>.TryRead(named, out var read) ? read : null : KeyFormat.Ascii;
        var expires = cell(5) is { } date ? LocalDatePattern.Iso.Parse(date) : null;
        var request = new DeviceRequest(cell(0), protocol, cell(2), cell(3), format, expires is { Success: true } ? expires.Value : null, cell(6), cell(7));
        errors.Require(cell(1) is null || protocol is not null, "protocol", "没有这个协议。", "There is no such protocol."); // before that it is missing
        KeepDevice.Check(request, errors);
        errors.Require(format is not null, "keyFormat", "只能是 ascii 或 hex。", "It must be ascii or hex.")
            .Require(expires is null or { Success: true }, "simExpiresOn", "日期写成 2027-01-31。", "Write the date as 2027-01-31.");
        var key = KeepDevice.KeyOf(request.Key, request.KeyFormat, request.Protocol, errors);
        foreach (var (field, reason) in errors.All) problems.Add(row, field, reason);
        return errors.Any ? null : KeepDevice.DeviceOf(request, key, cipher, clock.GetCurrentInstant());
    }

    private static RequestProblem Refused(FindingList problems) => new(
        400, "devices.importInvalid", new($"有 {problems.Rows} 行不对，什么都没有登记。", $"{problems.Rows} rows are wrong; nothing was registered."), problems.ByField())
    {
        Extensions = { ["badRows"] = problems.Rows, ["problems"] = problems.Kept, ["moreProblems"] = problems.More },
    };
}

/// <summary>What came of a file of devices.</summary>
/// <param name="Rows">Rows below the header.</param>
/// <param name="Added">How many were registered.</param>
/// <param name="Known">How many were registered before.</param>
internal sealed record DeviceImportView(bool DryRun, int Rows, int Added, int Known);
