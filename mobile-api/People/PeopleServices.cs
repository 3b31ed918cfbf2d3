using ElderCare.Data.People;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.People.Import;
using ElderCare.MobileApi.Timers;

namespace ElderCare.MobileApi.People;

internal static class PeopleServices
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton(_ => CityPolicies.Register());
        services.AddSingleton(_ => CityPolicies.Categories());
        services.AddSingleton<IdPrefixes>();
        services.AddSingleton<PersonNotices>();
        services.AddSingleton<SeniorSearch>();
        services.AddSingleton<ChangeSenior>();
        services.AddSingleton<SeniorPhotos>();
        services.AddSingleton<RevealSenior>();
        services.AddSingleton<GuardianDecisions>();
        services.AddSingleton<KeepConsents>();
        services.AddSingleton<ShownPapers>();
        services.AddSingleton<IdentifySenior>();
        services.AddSingleton<MergeSeniors>();
        services.AddSingleton<MergedHistory>();
        services.AddSingleton<ITimerHandler>(provider => provider.GetRequiredService<MergedHistory>());
        services.AddSingleton<KeepContacts>();
        services.AddSingleton<KeepCards>();
        services.AddSingleton<KnownDivisions>();
        services.AddSingleton<RegisterSenior>();
        services.AddSingleton<SeniorImports>();
        services.AddSingleton<SeniorStaging>();
        services.AddSingleton<ImportSeniors>();
        services.AddSingleton<ITimerHandler, SeniorImportLapse>();
        services.AddSingleton<ITimerHandler, SettleDocumentNumbers>();
    }
}
