using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.People;
using ElderCare.Data.Privacy;
using ElderCare.Data.Writing;
using ElderCare.Domain.Access;
using ElderCare.Domain.People;
using ElderCare.Domain.Shared;
using ElderCare.MobileApi.Access;
using ElderCare.MobileApi.Errors;
using ElderCare.MobileApi.Requests;
using Microsoft.EntityFrameworkCore;

namespace ElderCare.MobileApi.People.Import;

/// <summary>
/// Imports a file of people: all of its rows or none. Everything is checked first; then people are staged where nobody sees them while
/// the city goes on working, and one last row shows them all. Once the file is here, a caller who goes away changes nothing.
/// </summary>
internal sealed class ImportSeniors(
    CityDatabase database, CityWriter writer, RequestWriter requests, SeniorImports imports, SeniorStaging staging, KnownDivisions divisions, CategoryCodes categories, FieldCipher cipher, IHostApplicationLifetime lifetime)
{
    /// <summary>Who imports, within their division.</summary>
    public static readonly Role[] Importers = [Role.CityOfficer, Role.DistrictOfficer, Role.StreetOfficer, Role.CommunityWorker];

    private const int LookedUpAtOnce = 500;
    private static readonly string[] OtherForms = ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"];

    /// <exception cref="RequestProblem">400 that names rows and fields.</exception>
    /// <exception cref="RuleViolation"><c>people.importRunning</c>.</exception>
    public async Task<Answer<SeniorImportView>> Handle(HttpContext http, bool dryRun, Caller caller)
    {
        if (OtherForms.Contains(http.Request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase)) throw NotCsv();
        if (!dryRun && IdempotentRequest.Of(http) is { } request && requests.Earlier(request) is { } earlier) return new(earlier);
        var file = Read(await LargeBodies.Take(http), caller);
        if (file.Problems.Count > 0) throw Refused(file);
        var (people, known) = await Sorted(file, caller, dryRun, lifetime.ApplicationStopping);
        if (file.Problems.Count > 0)
        {
            await writer.Commit(Lane.Interactive, unit => Record(unit, file, "seniors.importRefused", caller), lifetime.ApplicationStopping);
            throw Refused(file);
        }
        SeniorImportView Seen(int added) => new(
            dryRun, file.Rows, added, file.Rows - added, [.. known.Take(FindingList.Most)], file.Warnings.Kept, file.Warnings.More);
        if (dryRun)
        {
            await writer.Commit(Lane.Interactive, unit => Record(unit, file, "seniors.importTried", caller), lifetime.ApplicationStopping);
            return Answer<SeniorImportView>.Ok(Seen(people.Count));
        }
        if (people.Count > 0) return await Import(people, caller, Seen);
        return await requests.Commit(unit =>
        {
            Record(unit, file, "seniors.importedNobody", caller);
            return Answer<SeniorImportView>.Ok(Seen(0));
        }, lifetime.ApplicationStopping);
    }

    private SeniorFile Read(ReadOnlyMemory<byte> bytes, Caller caller)
    {
        var covered = new Dictionary<string, bool>();
        bool Covers(string division) => covered.TryGetValue(division, out var known) ? known : covered[division] = caller.Covers(division);
        var file = new SeniorFile(CityClock.DateOf(caller.Now), divisions.Codes, categories, Covers);
        file.Read(bytes);
        return file;
    }

    /// <summary>
    /// Those who are not registered yet, by the blind index of their number, and the rows of those who are. Of people of other
    /// divisions nothing is told: a dry run takes them for new ones, and an import leaves them as they are without naming their rows.
    /// </summary>
    private async Task<(IReadOnlyList<NewSenior> People, IReadOnlyList<long> Known)> Sorted(SeniorFile file, Caller caller, bool dryRun, CancellationToken ct)
    {
        var rows = file.People;
        var order = rows.Select(row => PlaceOf(cipher.Index(row.Person.IdNumber))).ToArray();
        var sorted = rows.ToArray();
        Array.Sort(order, sorted);
        var (people, known, others) = (new List<NewSenior>(sorted.Length), new List<long>(), new List<long>());
        foreach (var some in sorted.Chunk(LookedUpAtOnce))
        {
            var there = await Registered(some, ct);
            var ours = there.Where(one => caller.Covers(one.Value.Residence) || caller.Covers(one.Value.Hukou)).ToDictionary(one => one.Key, one => one.Value.Name);
            people.AddRange(some.Where(row => dryRun ? !ours.ContainsKey(row.Row) : !there.ContainsKey(row.Row)).Select(row => row.Person));
            known.AddRange(ours.Keys);
            others.AddRange(some.Where(row => ours.TryGetValue(row.Row, out var name) && name != row.Person.Name).Select(row => row.Row));
        }
        foreach (var row in others.Order()) file.Problems.Add(row, "idNumber", new("这个证件号码已经登记在别的姓名下", "The number is registered under another name"));
        return (people, [.. known.Order()]);
    }

    /// <summary>The rows of those who are registered, with the name and the divisions that they have there.</summary>
    private async Task<Dictionary<long, (string Name, string Residence, string Hukou)>> Registered(IReadOnlyList<RowOfSenior> rows, CancellationToken ct)
    {
        var byDocument = rows.SelectMany(row => cipher.Indexes(row.Person.IdNumber).Select(index => (Document: (index, row.Person.IdDocument), row.Row))).ToDictionary(one => one.Document, one => one.Row);
        var indexes = byDocument.Keys.Select(document => document.index).Distinct().ToList();
        using var db = database.Read();
        var found = await db.Seniors.Where(senior => indexes.Contains(senior.IdNumberIndex)).Select(senior => new { senior.IdNumberIndex, senior.IdDocument, senior.Name, senior.ResidenceDivision, senior.HukouDivision }).ToListAsync(ct);
        return found.Where(senior => byDocument.ContainsKey((senior.IdNumberIndex, senior.IdDocument))).ToDictionary(senior => byDocument[(senior.IdNumberIndex, senior.IdDocument)], senior => (senior.Name, senior.ResidenceDivision, senior.HukouDivision));
    }

    /// <summary>A file that adds nobody still tells who is registered: that it was asked is written down.</summary>
    private static void Record(CityUnit unit, SeniorFile file, string action, Caller caller) =>
        unit.Record(caller.Actor, action, "seniors", detail: string.Create(CultureInfo.InvariantCulture, $"{file.Rows} rows"));

    private async Task<Answer<SeniorImportView>> Import(IReadOnlyList<NewSenior> people, Caller caller, Func<int, SeniorImportView> seen)
    {
        var stopping = lifetime.ApplicationStopping;
        var import = await imports.Begin(caller.AccountId, stopping);
        try
        {
            var added = await staging.Keep(import, people, person => person.Home ?? divisions.PointOf(person.ResidenceDivision), stopping);
            return await requests.Commit(unit =>
            {
                SeniorImports.Show(unit, import.Id);
                unit.Record(caller.Actor, "seniors.imported", import.Id.ToString(), detail: string.Create(CultureInfo.InvariantCulture, $"{added} added"));
                return Answer<SeniorImportView>.Ok(seen(added));
            }, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new WriterBusyException("The program stops; what the import has staged is removed at its next start.");
        }
        catch (Exception)
        {
            await imports.End(import.Id, stopping);
            throw;
        }
    }

    private static RequestProblem Refused(SeniorFile file) => new(
        400, "people.importInvalid",
        new($"有 {file.Problems.Rows} 行不对，什么都没有导入。", $"{file.Problems.Rows} rows are wrong; nothing was imported."), file.Problems.ByField())
    {
        Extensions =
        {
            ["rows"] = file.Rows,
            ["badRows"] = file.Problems.Rows,
            ["problems"] = file.Problems.Kept,
            ["moreProblems"] = file.Problems.More,
        },
    };

    private static RequestProblem NotCsv() =>
        new(415, "request.notCsv", new("请用 text/csv 发送文件本身。", "Send the file itself as text/csv."), new Dictionary<string, Bilingual> { ["Content-Type"] = new("要 text/csv。", "It must be text/csv.") });

    /// <summary>The beginning of a blind index as a number: whoever is staged in its order finds the neighbours' page still at hand.</summary>
    private static ulong PlaceOf(string index) => ulong.Parse(index.AsSpan(index.IndexOf(':', StringComparison.Ordinal) + 1, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
