using ElderCare.MobileApi.Timers;

namespace ElderCare.MobileApi.Emergency;

/// <summary>What emergencies are made of.</summary>
internal static class EmergencyServices
{
    public static void AddEmergency(this IServiceCollection services)
    {
        services.AddSingleton<KeepDevice>();
        services.AddSingleton<SignalIntake>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<ITimerHandler, ClaimLapse>();
    }
}
