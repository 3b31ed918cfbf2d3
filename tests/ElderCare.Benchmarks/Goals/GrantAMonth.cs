using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;
using ElderCare.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ElderCare.Benchmarks.Goals;

/// <summary>The month's hour vouchers for as many people as a city serves, in one run; then the run once more, which grants nothing.</summary>
internal static class GrantAMonth
{
    private const int People = 226_000;
    private const string Programme = "benchmark-hours";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Measures and prints; false when the run took longer than a minute or granted somebody nothing, or twice.</summary>
    public static async Task<bool> Measure(BenchmarkCity city)
    {
        await using var program = city.HostProgram();
        using var officer = program.CreateClient();
        officer.Timeout = TimeSpan.FromMinutes(10);
        officer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await city.SignIn(program, "city1"));
        if (await PeopleOf(city) < People) await Bring(officer);
        var programme = $"{Programme}-{Guid.NewGuid():N}"; // its month is granted once
        await Post(officer, "/api/voucher-programmes", new { id = programme, city = "371000", minutesPerMonth = 600, expiry = "endOfCalendarMonth", onDeath = "void", evidence = "ILLUS" });
        var disk = new DiskPulse(city.Folder);
        disk.Take();
        var (took, first) = await Run(officer, programme);
        var (again, second) = await Run(officer, programme);
        return Print(city.Provider, took, first, again, second, disk);
    }

    private static async Task<int> PeopleOf(BenchmarkCity city)
    {
        using var db = city.Database.Read();
        return await db.Seniors.CountAsync(senior => senior.ResidenceDivision.StartsWith("3710") && senior.DiedOn == null);
    }

    private static async Task Bring(HttpClient officer)
    {
        using var file = new ByteArrayContent(ImportFile.Of(People));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await officer.PostAsync("/api/seniors/import", file);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<(TimeSpan Took, JsonElement Run)> Run(HttpClient officer, string programme)
    {
        var month = CityClock.DateOf(SystemClock.Instance.GetCurrentInstant()).ToString("uuuu-MM", null);
        var began = Stopwatch.GetTimestamp();
        var run = await Post(officer, "/api/voucher-grants/run", new { programmeCode = programme, month });
        return (Stopwatch.GetElapsedTime(began), run);
    }

    private static async Task<JsonElement> Post(HttpClient officer, string path, object body)
    {
        using var answer = await officer.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    private static bool Print(string provider, TimeSpan took, JsonElement first, TimeSpan again, JsonElement second, DiskPulse disk)
    {
        var (granted, twice) = (first.GetProperty("granted").GetInt32(), second.GetProperty("granted").GetInt32());
        Console.WriteLine();
        Console.WriteLine($"Hour vouchers of a month, {provider}   (disk {disk}; load {Machine.LoadAverage()})");
        Console.WriteLine($"  run         {granted} granted, {first.GetProperty("skipped").GetInt32()} skipped in {took.TotalSeconds:0.0} s, {granted / took.TotalSeconds:0}/s   goal {People} in {Longest.TotalSeconds:0} s");
        Console.WriteLine($"  once more   {twice} granted, {second.GetProperty("already").GetInt32()} had it, in {again.TotalSeconds:0.0} s");
        var reached = took <= Longest && granted >= People && twice == 0;
        Console.WriteLine($"    {(reached ? "done" : "NOT REACHED")}");
        return reached;
    }
}
