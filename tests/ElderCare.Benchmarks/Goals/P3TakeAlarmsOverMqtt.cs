using System.Net.Http.Headers;
using System.Net.Http.Json;
using ElderCare.Benchmarks.Loads;
using ElderCare.Benchmarks.Servers;

namespace ElderCare.Benchmarks.Goals;

/// <summary>P3: presses over MQTT with QoS 1, acknowledged when they are on disk, against mosquitto, which writes nothing to disk.</summary>
internal static class P3TakeAlarmsOverMqtt
{
    private const string Mosquitto = "/usr/sbin/mosquitto";
    private const string Password = "benchmark-key-01";
    private const int Connections = 256;

    public static async Task<bool> Measure(BenchmarkCity city, Options options)
    {
        if (!File.Exists(Mosquitto))
        {
            Console.WriteLine($"P3 is not measured: there is no {Mosquitto}.");
            return true;
        }
        var port = ServerProcess.FreePort();
        await using var program = await city.StartProgram(("Devices__Mqtt__Port", $"{port}"), ("Devices__BindAddress", "127.0.0.1"));
        await using var mosquitto = await StartMosquitto(city);
        var numbers = Enumerable.Range(0, Connections).Select(n => $"mqtt-{n:000}").ToList();
        await Register(numbers, program, await city.SignIn(program, "city1"));
        using var taking = new MqttLoad(program, port, numbers, Password);
        using var passing = new MqttLoad(mosquitto, mosquitto.Port, numbers, Password);
        await taking.Run(TimeSpan.FromSeconds(1)); // the first of each opens an emergency
        await city.ForgetLadders();
        var reached = await new Duel($"P3 presses over MQTT with QoS 1 that join an open emergency, {city.Provider}, {Connections} connections", done: 0.10, stretch: 0.6)
            .Fight(taking, [new("mosquitto, QoS 1, not durable", passing)], options, city.Folder);
        await city.CloseEmergencies();
        return reached;
    }

    private static Task<ServerProcess> StartMosquitto(BenchmarkCity city) => ServerProcess.Start(Mosquitto, port =>
    {
        var settings = Path.Combine(Path.GetTempPath(), $"mosquitto-{Environment.ProcessId}.conf");
        File.WriteAllText(settings, $"listener {port} 127.0.0.1\nallow_anonymous true\n");
        return ["-c", settings];
    }, new Dictionary<string, string>(), Path.Combine(city.Folder, "mosquitto.log"), overHttp: false);

    private static async Task Register(IEnumerable<string> numbers, ServerProcess program, string token)
    {
        using var http = new HttpClient { BaseAddress = program.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var number in numbers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/devices") { Content = JsonContent.Create(new { number, protocol = "mqtt", model = "benchmark", key = Password }) };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
