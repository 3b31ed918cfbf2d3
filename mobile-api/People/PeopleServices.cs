using ElderCare.Data.Seeding;

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
        services.AddSingleton<KeepContacts>();
        services.AddSingleton<KeepCards>();
    }
}
