namespace ElderCare.MobileApi.Funding;

internal static class FundingServices
{
    public static void AddSubsidyRules(this IServiceCollection services)
    {
        services.AddSingleton<RuleCheck>();
        services.AddSingleton<SubsidyRuleReads>();
        services.AddSingleton<RuleTrial>();
        services.AddSingleton<DraftSubsidyRule>();
        services.AddSingleton<PublishSubsidyRule>();
        services.AddSingleton<WithdrawSubsidyRule>();
        services.AddSingleton<SubsidyRuleImpact>();
    }
}
