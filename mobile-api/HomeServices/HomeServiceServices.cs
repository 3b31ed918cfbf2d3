using ElderCare.Data.HomeServices;
using ElderCare.Data.Seeding;
using ElderCare.MobileApi.Timers;

namespace ElderCare.MobileApi.HomeServices;

internal static class HomeServiceServices
{
    public static void AddHomeServices(this IServiceCollection services)
    {
        services.AddSingleton(_ => HomeServicePolicies.Read());
        services.AddSingleton<CaregiverRoster>();
        services.AddSingleton<TakenVisits>();
        services.AddSingleton<DispatchReads>();
        services.AddSingleton<BookService>();
        services.AddSingleton<OfferVisits>();
        services.AddSingleton<ITimerHandler>(found => found.GetRequiredService<OfferVisits>());
        services.AddSingleton<AnswerOffer>();
        services.AddSingleton<CaregiverRating>();
        services.AddSingleton<AssignTogether>();
        services.AddSingleton<VisitCodes>();
        services.AddSingleton<DoorNotes>();
        services.AddSingleton<ProveVisit>();
        services.AddSingleton<EndVisit>();
        services.AddSingleton<EnterVisit>();
        services.AddSingleton<CallOffVisits>();
        services.AddSingleton<CaregiverDesk>();
        services.AddSingleton<KeepProviders>();
        services.AddSingleton<KeepServicePlan>();
        services.AddSingleton<ITimerHandler, BookPlannedVisits>();
        services.AddSingleton<KeepPackages>();
        services.AddSingleton<PackageCompliance>();
        services.AddSingleton<GuaranteeFigures>();
        services.AddSingleton<ITimerHandler, GuaranteeReview>();
        services.AddSingleton<ITimerHandler, NoShow>();
        services.AddSingleton<ITimerHandler, ConfirmByTime>();
    }
}
