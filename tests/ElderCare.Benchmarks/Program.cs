using System.Globalization;
using ElderCare.Benchmarks;
using ElderCare.Benchmarks.Goals;
using ElderCare.Benchmarks.Servers;

if (args is [AdoHandler.Verb, ..]) return await AdoHandler.Serve();
if (args is [BareServer.Verb, var port, var devicePort]) return await BareServer.Serve(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(devicePort, CultureInfo.InvariantCulture));
if (args is [IdleScreens.Verb, var at, var count, var token]) return await IdleScreens.Hold(new(at), int.Parse(count, CultureInfo.InvariantCulture), token);
if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

await Machine.Print();
string[] withoutCity = ["batch", FraudFound.Goal]; // ask no database
var failed = (options.Goals.Contains("batch") && !ShareOutADay.Measure()) | (options.Goals.Contains(FraudFound.Goal) && !FraudFound.Measure());
foreach (var provider in options.Goals.Except(withoutCity).Any() ? options.Providers : [])
{
    await using var city = await BenchmarkCity.Prepare(provider);
    if (city is null)
    {
        failed = true;
        continue;
    }
    foreach (var goal in options.Goals.Except(withoutCity))
    {
        failed |= !await (goal switch
        {
            "p1" => P1TakeAlarms.Measure(city, options),
            "p2" => P2TakeAlarmsPaced.Measure(city, options),
            "p3" => P3TakeAlarmsOverMqtt.Measure(city, options),
            "p4" => P4PlaceMealOrder.Measure(city, options),
            "p6" => P6ReadMealOrder.Measure(city, options),
            "p7" => P7SendToAll.Measure(city, options),
            "p8" => P8IdleConnections.Measure(city, options),
            "p9" => P9ShowAlarm.Measure(city, options),
            "devices" => AlarmsBesideHeartbeats.Measure(city, options),
            "grants" => GrantAMonth.Measure(city),
            "dispatch" => DispatchVisits.Measure(city, options),
            _ => ImportBesideOrders.Measure(city),
        });
    }
}
return failed ? 1 : 0;
