using System.Globalization;
using ElderCare.Data;
using ElderCare.Data.Writing;
using ElderCare.Domain.Emergency;
using ElderCare.Domain.People;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ElderCare.Benchmarks.Servers;

/// <summary>A watch of somebody in Weihai.</summary>
/// <param name="Number">How it names itself.</param>
/// <param name="DeviceId">Its id.</param>
/// <param name="SeniorId">Who wears it.</param>
internal sealed record Button(string Number, Guid DeviceId, Guid SeniorId);

/// <summary>People who each wear a watch with a button, so that every alarm can be of another one.</summary>
internal static class Buttons
{
    private const int People = 20_000;
    private const int Together = 500;
    private static readonly string[] Divisions = ["371002", "371003", "371082", "371083"];

    /// <summary>Has them live in a city whose program does not run, unless they do already.</summary>
    public static async Task<IReadOnlyList<Button>> In(BenchmarkCity city)
    {
        if (city.Buttons.Count > 0) return city.Buttons;
        var buttons = Enumerable.Range(0, People).Select(n => new Button(string.Create(CultureInfo.InvariantCulture, $"8{n:000000000}"), Guid.CreateVersion7(), Guid.CreateVersion7())).ToList();
        using var writer = new CityWriter(city.Database, SystemClock.Instance, NullLogger<CityWriter>.Instance);
        writer.Start();
        foreach (var chunk in buttons.Chunk(Together))
        {
            await writer.Commit(Lane.Bulk, unit =>
            {
                unit.InsertMany([.. chunk.Select(button => writer.Inserts.Prepare(WearerOf(button)))]);
                unit.InsertMany([.. chunk.Select(button => writer.Inserts.Prepare(DeviceOf(button, unit.Now)))]);
            });
        }
        return city.Buttons = buttons;
    }

    /// <summary>Has so many watches be registered, each person wearing some; answers the numbers of all.</summary>
    public static async Task<IReadOnlyList<string>> Register(BenchmarkCity city, int watches)
    {
        var buttons = await In(city);
        var spare = Enumerable.Range(0, watches - buttons.Count).Select(n => new Button(string.Create(CultureInfo.InvariantCulture, $"9{n:000000000}"), Guid.CreateVersion7(), buttons[n % buttons.Count].SeniorId)).ToList();
        using var writer = new CityWriter(city.Database, SystemClock.Instance, NullLogger<CityWriter>.Instance);
        writer.Start();
        foreach (var chunk in spare.Chunk(Together)) await writer.Commit(Lane.Bulk, unit => unit.InsertMany([.. chunk.Select(button => writer.Inserts.Prepare(DeviceOf(button, unit.Now)))]));
        return [.. buttons.Concat(spare).Select(button => button.Number)];
    }

    private static Senior WearerOf(Button button)
    {
        var division = Divisions[button.Number[^1] % Divisions.Length];
        return new()
        {
            Id = button.SeniorId,
            Name = "王秀英",
            IdNumberCipher = "",
            IdNumberIndex = button.SeniorId.ToString(),
            IdNumberMasked = "",
            IsFemale = true,
            BornOn = new(1940, 1, 1),
            HukouDivision = division,
            ResidenceDivision = division,
            Address = "新威路",
            Latitude = 37.5,
            Longitude = 122.1,
        };
    }

    private static Device DeviceOf(Button button, Instant now)
    {
        var device = new Device { Id = button.DeviceId, Number = button.Number, Protocol = DeviceProtocol.Watch, Model = "benchmark", RegisteredAt = now };
        device.Bind(button.SeniorId, now);
        device.Activate();
        return device;
    }
}
