using ElderCare.Data.Seeding;

namespace ElderCare.MobileApi.Setup;

/// <summary>Greets who started the program in Development: where it is, and as whom to sign in.</summary>
internal static class Welcome
{
    private static readonly string[] DemoUsers =
    [
        "admin city1 district1 street1 community1 auditor1",
        "canteen1 canteen2 courier1 provider1 provider2 caregiver1 caregiver2",
        "responder1 agent1 agent2 supervisor1 facility1 volunteer1",
        "senior1 family1 family2 kiosk1",
    ];

    // Straight to the console: it is a greeting for a person, not a record for the log.
    public static void Print(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "http://localhost:5080";
        Console.WriteLine();
        Console.WriteLine($"  ElderCare  {string.Join("  ", app.Urls)}");
        Console.WriteLine($"    API      {address}/swagger");
        Console.WriteLine($"    hub      {address}/hubs/dispatch");
        Console.WriteLine($"    messages {address}/api/dev/outbox");
        if (app.Configuration.GetValue("Demo:Enabled", false))
        {
            Console.WriteLine($"    password {DemoIds.Password}, for");
            foreach (var line in DemoUsers) Console.WriteLine($"             {line}");
        }
        Console.WriteLine();
    }
}
