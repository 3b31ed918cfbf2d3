using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Timers;

namespace ElderCare.MobileApi.People;

internal static class PeopleServices
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton(_ => CityPolicies.Register());
        services.AddSingleton<IdPrefixes>();
        services.AddSingleton<SeniorSearch>();
        services.AddSingleton<ChangeSenior>();
        services.AddSingleton<RevealSenior>();
        services.AddSingleton<GuardianDecisions>();
        services.AddSingleton<KeepConsents>();
        services.AddSingleton<IdentifySenior>();
        services.AddSingleton<MergeSeniors>();
        services.AddSingleton<ITimerHandler, MergedHistory>();
        services.AddSingleton<KeepContacts>();
        services.AddSingleton<KeepCards>();
    }
}
