using ElderCare.Data.Seeding;
using ElderCare.MobileApi.CallCentre;
using ElderCare.MobileApi.Devices;
using ElderCare.MobileApi.Emergency.Listening;
using ElderCare.MobileApi.Timers;

namespace ElderCare.MobileApi.Emergency;

/// <summary>What emergencies and the desk are made of.</summary>
internal static class EmergencyServices
{
    public static void AddEmergency(this IServiceCollection services)
    {
        services.AddSingleton(_ => EmergencyPolicies.Read());
        services.AddSingleton(_ => DevicePolicies.Read());
        services.AddSingleton<KeepDevice>();
        services.AddSingleton<ImportDevices>();
        services.AddSingleton<DeviceWebhook>();
        services.AddSingleton<ProbeAlarm>();
        services.AddHostedService(found => found.GetRequiredService<ProbeAlarm>());
        services.AddSingleton<ITimerHandler, DeviceRounds>();
        services.AddSingleton<DeviceWatch>();
        services.AddHostedService(found => found.GetRequiredService<DeviceWatch>());
        services.AddSingleton<Strangers>();
        services.AddSingleton<OpenIncident>();
        services.AddSingleton<SignalIntake>();
        services.AddListening();
        services.AddSingleton<IncidentRecord>();
        services.AddSingleton<JoinIncidents>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<IncidentNotices>();
        services.AddSingleton<RespondToDispatch>();
        services.AddSingleton<AgentDesk>();
        services.AddSingleton<AgentPresence>();
        services.AddSingleton<SendResponder>();
        services.AddSingleton<ITimerHandler>(found => found.GetRequiredService<SendResponder>());
        services.AddSingleton<ITimerHandler, ClaimLapse>();
        services.AddSingleton<IncidentLadder>();
        services.AddSingleton<ITimerHandler>(found => found.GetRequiredService<IncidentLadder>());
        services.AddSingleton<ITimerHandler, WrapUpEnds>();
        services.AddSingleton<ITimerHandler, AgentLost>();
    }
}
